"""The gate of publishing a survey: no page is live whose questions would not hold, or that asks who somebody is."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NoReturn

from django.utils.translation import gettext as _

from accounts.models import User
from cms.checking.gate import BESIDE_THE_CONTENT, publishes
from forms.compile import insert_version
from forms.lint import Finding
from forms.publishing import Refused, publish_twin, published_key
from forms.surveys.compile import compile_survey
from forms.surveys.lint import findings_for
from workflows.models import Survey

if TYPE_CHECKING:
    from forms.surveys.models import SurveyPage


class Gate:
    """What one save has to pass: `before` refuses or makes the version, `after` publishes the translations."""

    def __init__(self, page: "SurveyPage", update_fields: Collection[str] | None) -> None:
        self.page = page
        self.publishes = publishes(page, update_fields)
        beside = update_fields is not None and BESIDE_THE_CONTENT.issuperset(update_fields)
        self.closes = not page.live and not beside and page.is_source

    def before(self) -> None:
        """Refuse what may not be saved; make and set the version when the page is live."""
        if self.page.alias_of_id:
            refuse_alias()
        self._keep_key()
        if not self.publishes:
            return
        findings = [finding for finding in findings_for(self.page) if finding.blocks]
        if findings:
            raise Refused(findings, self.page)
        make_current(self.page)

    def after(self) -> None:
        """Publish the translations with the page in the default language; with it, the survey closes."""
        if self.publishes and self.page.is_source:
            for twin in self.page.twins:
                publish_twin(twin, self.page)
        elif self.closes and self.page.key:
            Survey.objects.filter(key=self.page.key).update(is_open=False)

    def _keep_key(self) -> None:
        key = published_key(self.page)
        if key and self.page.key != key:
            if self.page.is_source:
                sentence = _("The key “%(key)s” is published and stays as it is.") % {"key": key}
                raise Refused([Finding("changed_key", "/key", sentence)])
            self.page.key = key


def make_current(page: "SurveyPage") -> None:
    """Make the version that the page in the default language stands for the current one, and the survey open."""
    source = page if page.is_source else page.source
    if source is None:
        return
    page.key = source.key
    survey, _made = Survey.objects.select_for_update().get_or_create(
        key=source.key, defaults={"moment": source.moment}
    )
    by = page.live_revision.user if page.live_revision_id else None
    body = compile_survey(source) if page.is_source else _with_titles_of(page, survey)
    survey.current_version = insert_version(survey, body, by if isinstance(by, User) else None)
    if page.is_source:
        survey.moment, survey.is_open = source.moment, True
    survey.save(update_fields=["current_version", "moment", "is_open"])
    page.__dict__.pop("survey", None)


def _with_titles_of(page: "SurveyPage", survey: Survey) -> dict[str, object]:
    body = survey.current_version.definition if survey.current_version else {}
    language = page.locale.language_code
    return {
        **body,
        "title": {**body["title"], language: page.title},
        "summary": {**body["summary"], language: page.summary},
    }


def refuse_alias() -> NoReturn:
    """Refuse an alias of a survey."""
    raise Refused([Finding("alias", "", _("A survey has no aliases. Make a copy, or link to the page."))])
