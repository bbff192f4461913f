"""The report on demand: all sections in one language, with how it was found and what it cannot say."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pdf.render import render
from workflows.evaluation import people, work
from workflows.evaluation.document import Evaluation, Section
from workflows.evaluation.period import Days
from workflows.working_days import local_day


def evaluation_of(days: Days, language: str) -> Evaluation:
    """Return the evaluation of a period. It reads and counts; it keeps nothing."""
    with translation.override(language):
        return Evaluation(
            title=_("Evaluation of online reporting"),
            agency=settings.AGENCY["name"][language],
            brand=settings.AGENCY["brand"],
            language=language,
            begins_on=days.begins_on,
            ends_on=days.ends_on,
            made_on=local_day(),
            sections=[
                work.handled(days),
                work.hours_freed(days),
                work.share_online(days),
                work.cost(days),
                people.before_and_after(days),
                people.who_answered(days),
                *people.message_arms(days),
                work.internal(days),
                _method(),
            ],
        )


def _method() -> Section:
    return Section(
        _("How this was found, and what it cannot say"),
        notes=[
            _("Counts of reports come from this system and are complete. They have no interval."),
            _("Figures that staff entered stand with their source. This report does not check them."),
            _(
                "Intervals are of 95 percent: Wilson for a share, Newcombe for a difference of shares, Welch for means."
            ),
            _("In experiments each text was drawn at random. Only there can a difference be its effect."),
            _(
                "Cells under five are hidden. Where too few answered, “Not enough data” stands in place of a number."
            ),
            _("Surveys are answered without a name, so nobody can be asked again."),
        ],
    )


def pdf_of(evaluation: Evaluation) -> bytes:
    """Return the report on paper."""
    with translation.override(evaluation.language):
        return render("pdf/evaluation.html", {"copy": evaluation}, language=evaluation.language)
