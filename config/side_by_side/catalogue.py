"""The catalogue: all entries, and the page that shows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from config.side_by_side import errors, mails, papers
from config.side_by_side.entries import LANGUAGES, Entry


def entries() -> Iterator[Entry]:
    """Yield everything; what is made for it in the database is taken back."""
    with transaction.atomic():
        yield from mails.entries()
        yield from papers.entries()
        yield from errors.entries()
        transaction.set_rollback(True)


def write(folder: Path) -> int:
    """Write `index.html` and the PDFs into a folder; return how many entries there are."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(number, each, folder) for number, each in enumerate(entries())]
    page = render_to_string("config/side_by_side.html", {"rows": rows})
    (folder / "index.html").write_text(page, encoding="utf-8")
    return len(rows)


def _row(number: int, each: Entry, folder: Path) -> dict[str, Any]:
    """Return an entry as the page shows it, its PDFs written."""
    links = {}
    for language, pdf in each.files.items():
        links[language] = f"{each.name}-{language}.pdf"
        (folder / links[language]).write_bytes(pdf())
    cells = [(language, each.texts[language], links.get(language, "")) for language in LANGUAGES]
    return {"anchor": f"e{number}", "entry": each, "cells": cells}
