"""Making the pages of a survey from its steps, as an editor would have: drafts in both languages, then published."""

from collections.abc import Mapping

from wagtail.models import Page

from accounts.models import User
from cms.models import PrivacyNotice
from forms.compile import LANGUAGES
from forms.demo.surveys import DemoSurvey
from forms.portable import steps_of
from forms.surveys.models import SurveyPage


def publish_survey(
    each: DemoSurvey, parents: Mapping[str, Page], notice: PrivacyNotice, by: User | None = None
) -> SurveyPage:
    """Publish a survey below `parents`, the pages above it by language; return the one in the default language."""
    first, *others = LANGUAGES
    page = SurveyPage(
        key=each.key,
        moment=each.moment,
        minutes=each.minutes,
        privacy_notice=notice,
        steps=steps_of(each.steps),
        owner=by,
        **_titles(each, first),
    )
    parents[first].add_child(instance=page)
    for language in others:
        twin = SurveyPage(
            locale=parents[language].locale,
            translation_key=page.translation_key,
            owner=by,
            **_titles(each, language),
        )
        parents[language].add_child(instance=twin)
        twin.save_revision(user=by, log_action=True, clean=False)
    page.save_revision(user=by, log_action=True, clean=False).publish(user=by, skip_permission_checks=True)
    return SurveyPage.objects.get(pk=page.pk)


def _titles(each: DemoSurvey, language: str) -> dict[str, str]:
    return {"title": each.title[language], "slug": each.slugs[language], "summary": each.summary[language]}
