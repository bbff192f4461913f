"""What this app puts on paper: following and verifying, in each language; codes of report types are kept when taken."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from cms.printed import Code


def printed() -> Iterator[Code]:
    """Yield the addresses that stand on copies and in letters."""
    yield Code("/verify/", _("Verification, on each official copy"), leads_to="/en/verify/")
    yield Code("/track/", _("Following a report, on each copy"), leads_to="/en/track/")
    for code, _name in settings.LANGUAGES:
        yield Code(f"/{code}/track/", _("Following a report, in letters"))
