"""What keeps a survey from being published: the lint of every definition, and what a survey must not ask."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from forms.compile import stored, with_parts
from forms.lint import Finding, lint, written
from forms.lint.places import Places
from forms.parts import titles_of_parts
from forms.publishing import NOT_KEPT, can_be_kept, published_key
from forms.surveys.compile import compile_survey
from workflows.definition import Definition
from workflows.models import FormVersion, Survey

if TYPE_CHECKING:
    from forms.surveys.models import SurveyPage

# Kinds that would say who somebody is, or that only a report has a place for.
NOT_ASKED = written.PERSONAL | {"address", "location", "vehicle", "file", "computed", "serial_number"}
# Texts that a report has and a survey has not.
ONLY_REPORTS = ("/declaration", "/start/")


def findings_for(page: "SurveyPage") -> list[Finding]:
    """Return what keeps the page, as it is in memory, from being published, and advice."""
    if not page.is_source:
        return [] if page.survey and page.survey.current_version_id else [_source_first()]
    body = compile_survey(page)
    if not can_be_kept(body):
        return [Finding("not_kept", "", str(NOT_KEPT))]
    previous = versions_of(page.key)
    found = [*_on_page(page), *_on_blocks(page, previous), *_on_body(page, body, previous)]
    return sorted(found, key=lambda each: not each.blocks)


def versions_of(key: str) -> list[Mapping[str, Any]]:
    """Return the bodies of all versions of a survey, the latest last."""
    versions = FormVersion.objects.filter(survey__key=key).order_by("number") if key else ()
    return [each.definition for each in versions]


def _source_first() -> Finding:
    return Finding("source_first", "", _("Publish the page in English first. It publishes this page too."))


def _on_page(page: "SurveyPage") -> Iterator[Finding]:
    published = published_key(page)
    if published and page.key != published:
        sentence = _("The key “%(key)s” is published and stays as it is.")
        yield Finding("changed_key", "/key", sentence % {"key": published})
    if not page.key:
        yield Finding("no_key", "/key", _("Give the survey a key."))
    elif type(page).objects.filter(key=page.key).exclude(translation_key=page.translation_key).exists():
        sentence = _("The key “%(key)s” belongs to another survey. Choose another.")
        yield Finding("key_taken", "/key", sentence % {"key": page.key})
    if len(page.in_each_language()) < 2:
        sentence = _(
            "Add the page in French: “Translate” in the page's menu makes it. Write its title and its line."
        )
        yield Finding("no_translation", "", sentence)
    if page.privacy_notice is None:
        yield Finding("no_privacy_notice", "", _("Choose a privacy notice."))
    yield from _one_at_a_time(page)


def _one_at_a_time(page: "SurveyPage") -> Iterator[Finding]:
    other = Survey.objects.filter(moment=page.moment, is_open=True).exclude(key=page.key).first()
    if other is not None:
        sentence = _("The survey “%(key)s” is asked at this moment already. Unpublish it first.")
        yield Finding("one_at_a_time", "/moment", sentence % {"key": other.key})


def _on_blocks(page: "SurveyPage", previous: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    blocks = written.written(with_parts(stored(page, "steps")))
    parts = titles_of_parts(blocks)
    yield from written.check(blocks, parts=parts, anonymous_allowed=False, previous=previous)


def _on_body(
    page: "SurveyPage", body: Mapping[str, Any], previous: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    yield from (each for each in lint(body, previous) if not each.where.startswith(ONLY_REPORTS))
    for place in Places(body).of("question", "stopper"):
        if place.what == "stopper":
            sentence = _("%(where)s: a survey has no stops. Hide the questions that do not fit.")
            yield Finding("stopper", place.path, sentence % {"where": place.where})
        elif place.node["kind"] in NOT_ASKED:
            sentence = _("%(where)s: a survey does not ask who somebody is. Choose another kind of question.")
            yield Finding("identifies", place.path, sentence % {"where": place.where})
        elif place.node["required"]:
            sentence = _("%(where)s: every question of a survey can be left out. Take “required” off.")
            yield Finding("required", place.path, sentence % {"where": place.where})
    if page.moment == Survey.Moment.AT_SUBMISSION:
        yield from _one_press(body)


def _one_press(body: Mapping[str, Any]) -> Iterator[Finding]:
    asked = list(Definition.of(body).asked.values())
    if [getattr(each, "kind", "") for each in asked] != ["one_of"]:
        sentence = _("Right after sending, one question is asked, with one press: one of several.")
        yield Finding("one_question", "/steps", sentence)
