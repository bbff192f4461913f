"""What the demo has for communications staff: notices in each state, redirects, a printed code, stale French."""

from datetime import timedelta

from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms import printed
from cms.models import ListPage, Notice, PrintedCode

OLD_ADDRESSES = {"/report-online.html": "en", "/signaler-en-ligne.html": "fr"}
DAY = timedelta(days=1)


def build_editorial() -> None:
    """Make what is missing; what staff changed since stays."""
    lists = {page.locale.language_code: page for page in ListPage.objects.select_related("locale")}
    if Notice.objects.count() <= 1:
        make_notices(lists["en"])
    for old_path, language in OLD_ADDRESSES.items():
        if not Redirect.objects.filter(old_path=old_path).exists():
            Redirect.objects.create(old_path=old_path, redirect_page=lists[language])
    if not PrintedCode.objects.exists():
        page: Page = lists["en"]
        printed.keep(f"{page.url}?source=library-desk", where="library-desk", page=page)


def make_notices(reports: ListPage) -> None:
    """Make a notice below a page that is to come, one that is over, and one in one language with its reason."""
    moment = now().replace(minute=0, second=0, microsecond=0)
    planned = Notice.objects.create(
        severity="warning",
        title_en="Planned work on Sunday",
        title_fr="Travaux prévus dimanche",
        text_en="You cannot send a report from 2 a.m. to 4 a.m.",
        text_fr="Vous ne pourrez pas envoyer de rapport de 2 h à 4 h.",
        starts=moment + 5 * DAY,
        ends=moment + 6 * DAY,
        page=reports,
        below=True,
    )
    Notice.objects.create(
        severity="urgent",
        title_en="Winter storm: stay off the roads.",
        title_fr="Tempête hivernale : évitez les routes.",
        starts=moment - 12 * DAY,
        ends=moment - 10 * DAY,
    )
    Notice.objects.create(
        title_fr="Kiosque au Festival du Voyageur",
        text_fr="Venez faire graver votre vélo à notre kiosque.",
        starts=moment + 30 * DAY,
        ends=moment + 40 * DAY,
        only_in="fr",
        only_why="The festival and our booth are in French.",
    )
    # Changed after its French was written: the map of translations shows it.
    planned.text_en = "You cannot send a report from 1 a.m. to 4 a.m. Drafts stay as they are."
    planned.save()
