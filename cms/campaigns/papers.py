"""Posters and handouts of a campaign as PDF, made from plain data by `pdf`."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import look
from cms.campaigns.links import address_of, spoken_address
from cms.models import CampaignPage, ShortLink
from pdf.campaigns import CampaignPaper, CampaignText, render_campaign

KINDS = ("poster", "handout")
LANGUAGES = {"en": ("en",), "fr": ("fr",), "both": ("en", "fr")}


def paper(link: ShortLink, kind: str, languages: tuple[str, ...]) -> bytes:
    """Return the PDF of a poster or a handout; raises what `pdf.render` raises."""
    texts = [text_of(link, language) for language in languages]
    made = CampaignPaper(
        texts=texts,
        code=address_of(link),
        address=spoken_address(link),
        brand=look.current().theme.brand,
    )
    return render_campaign(kind, made, language=languages[0])


def text_of(link: ShortLink, language: str) -> CampaignText:
    """Return what a paper says in one language; a campaign without a page there speaks its other language."""
    page = page_in(link.campaign, language)
    with translation.override(language):
        return CampaignText(
            language=language,
            agency=settings.AGENCY["name"].get(language, settings.AGENCY["name"]["en"]),
            title=page.title if page else link.campaign_title,
            aim=page.aim if page else "",
            call=page.call if page and page.call else _("Report online"),
            until=_("Until %(day)s") % {"day": date_format(page.ends)} if page and page.ends else "",
            scan=_("Scan the code with your phone’s camera, or type the address:"),
            danger=_("In danger now? Call 911"),
            questions=_("Questions, when nobody is in danger: call %(phone)s.")
            % {"phone": settings.AGENCY["phone"]},
        )


def page_in(campaign: CampaignPage | None, language: str) -> CampaignPage | None:
    """Return the campaign's page in a language, else in the one it has."""
    if campaign is None:
        return None
    twins = CampaignPage.objects.filter(translation_key=campaign.translation_key)
    return twins.filter(locale__language_code=language).first() or campaign
