"""The page that nginx shows while the site does not answer: a file for each language, written at each deployment."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation


def write_away_pages(folder: Path) -> None:
    """Write the page in each language into `folder`, as `<language>.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            (folder / f"{code}.html").write_text(render_to_string("cms/away.html"), encoding="utf-8")
