"""Every PDF, rendered as it is given out, with its words; of a report of the demonstration."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import translation

from cms.campaigns.links import address_of, spoken_address
from cms.campaigns.papers import text_of
from cms.models import ShortLink
from config.side_by_side.entries import LANGUAGES, Entry
from config.side_by_side.mails import report_in
from config.side_by_side.reading import words_of_html
from pdf.campaigns import CampaignPaper, render_campaign
from pdf.document import LetterCopy, ReportCopy
from pdf.render import render, typeset
from workflows import letters
from workflows.copies import copy_of
from workflows.evaluation.document import Evaluation
from workflows.evaluation.period import Days
from workflows.evaluation.report import evaluation_of
from workflows.models import Status
from workflows.working_days import local_day

Paper = Callable[[str], dict[str, Any]]


def _official(language: str) -> dict[str, ReportCopy]:
    return {"copy": copy_of(report_in(Status.FILED, language), "official")}


def _unofficial(language: str) -> dict[str, ReportCopy]:
    return {"copy": copy_of(report_in(Status.SUBMITTED, language), "unofficial")}


def _letter(language: str) -> dict[str, LetterCopy]:
    report = report_in(Status.FILED, language)
    mail = letters.compose("approved", report, "", "<catalogue@localhost>")
    copy = copy_of(report, "official")
    body = mail.text.strip().split("\n\n")
    letter = LetterCopy(
        language=language, agency=copy.agency, title=mail.subject, body=body, number=copy.number
    )
    return {"copy": letter}


def _campaign(language: str) -> dict[str, CampaignPaper]:
    link = ShortLink.objects.select_related("campaign").first()
    link = link or ShortLink(word="catalogue", campaign_title="Constat", source="poster")
    paper = CampaignPaper(
        texts=[text_of(link, language)],
        code=address_of(link),
        address=spoken_address(link),
        brand=settings.AGENCY["brand"],
    )
    return {"paper": paper}


def _evaluation(language: str) -> dict[str, Evaluation]:
    today = local_day()
    return {"copy": evaluation_of(Days(today - timedelta(days=365), today), language)}


# By the template that each is made from.
PAPERS: dict[str, Paper] = {
    "pdf/official.html": _official,
    "pdf/unofficial.html": _unofficial,
    "pdf/letter.html": _letter,
    "pdf/poster.html": _campaign,
    "pdf/handout.html": _campaign,
    "pdf/evaluation.html": _evaluation,
}


def _pdf(template: str, context: dict[str, Any], language: str) -> bytes:
    made = context.get("paper")
    if isinstance(made, CampaignPaper):
        return render_campaign(template.removeprefix("pdf/").removesuffix(".html"), made, language=language)
    return render(template, context, language=language)


def entries() -> Iterator[Entry]:
    """Yield each paper with its words and its PDF in each language."""
    for template, paper in PAPERS.items():
        texts, files = {}, {}
        for language in LANGUAGES:
            with translation.override(language):
                context = paper(language)
                texts[language] = words_of_html(typeset(template, context, language=language)[0])
            files[language] = partial(_pdf, template, context, language)
        yield Entry("paper", template.removeprefix("pdf/").removesuffix(".html"), texts, files)
