"""The catalogues of translations: `collect` the texts of the code, or `check` that every one is translated.

Run as `make messages` and within `make check`; needs gettext (xgettext, msgmerge).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

BASE: Final = Path(__file__).resolve().parent.parent
FRENCH: Final = Path("locale/fr/LC_MESSAGES/django.po")
# Where French has a space that no line may end at: within guillemets, and before a colon.
LOOSE: Final = re.compile('(?<=«) | (?=»)| (?=:(?:[ "]|$))')
# The same where gettext parted the text into two lines of the file.
AT_AN_END: Final = re.compile(' (?="\n"[:»])')
FOLDERS: Final = ("accounts", "cms", "config", "forms", "integrations", "pdf", "video", "workflows")


def main(arguments: list[str]) -> int:
    """Do `check` or `collect`; return 0, or 1 after saying what is wrong."""
    if not shutil.which("xgettext"):
        print("gettext is missing. Install it (Debian: apt install gettext; macOS: brew install gettext).")
        return 1
    if arguments == ["collect"]:
        extract(BASE)
        return 0
    if not (BASE / FRENCH).exists():
        return 0
    found = problems(read(BASE / FRENCH), collected())
    for line in found:
        print(line)
    return 1 if found else 0


def extract(folder: Path) -> None:
    """Write the texts of the code in `folder` into its catalogues."""
    (folder / FRENCH).parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "fr", "--no-obsolete"]
    command += [
        "--add-location",
        "file",
        "--ignore",
        ".venv",
        "--ignore",
        "var",
        "--ignore",
        "tests",
        "--ignore",
        "bench",
    ]
    subprocess.run(
        command, cwd=folder, env={**os.environ, "CONSTAT_ENV": "test"}, check=True, stdout=subprocess.PIPE
    )
    written = folder / FRENCH
    written.write_text(typeset(written.read_text(encoding="utf-8")), encoding="utf-8")


def typeset(catalogue: str) -> str:
    """Return a catalogue's text in whose translations no line ends at a guillemet or begins with a colon."""
    lines, translated = [], False
    whole = AT_AN_END.sub("\N{NO-BREAK SPACE}", catalogue)
    for line in whole.splitlines(keepends=True):
        translated = line.startswith("msgstr") or (translated and line.startswith('"'))
        lines.append(LOOSE.sub("\N{NO-BREAK SPACE}", line) if translated else line)
    return "".join(lines)


def collected() -> Catalog:
    """Return what `collect` would write, without writing into the working tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "constat"
        copy.mkdir()
        for name in (*FOLDERS, "locale"):
            shutil.copytree(
                BASE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "static", "data")
            )
        shutil.copy(BASE / "manage.py", copy)
        extract(copy)
        return read(copy / FRENCH)


def problems(kept: Catalog, fresh: Catalog) -> list[str]:
    """Return a sentence for each text that is not collected, no longer used, not translated or doubtful."""
    ours, theirs = texts(kept), texts(fresh)
    found = [f"Not in {FRENCH} (make messages): {text!r}" for text in theirs.keys() - ours.keys()]
    found += [
        f"No longer used, still in {FRENCH} (make messages): {text!r}" for text in ours.keys() - theirs.keys()
    ]
    for text, message in ours.items():
        if message.fuzzy:
            found.append(f"Fuzzy in {FRENCH}, look at it and remove the mark: {text!r}")
        elif not all(said(message)):
            found.append(f"Not translated in {FRENCH}: {text!r}")
        elif any(LOOSE.search(each) for each in said(message)):
            found.append(f"A space in {FRENCH} where a line may break (make messages): {text!r}")
    return sorted(found)


def said(message: Message) -> list[str]:
    """Return the translations of a message, one for each plural form."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [str(each or "") for each in forms]


def texts(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    """Return the catalogue's messages by context and text, without its header."""
    return {
        (message.context, message.id[0] if isinstance(message.id, tuple | list) else message.id): message
        for message in catalogue
        if message.id
    }


def read(path: Path) -> Catalog:
    """Return the catalogue in the file; entries that are commented out count as gone."""
    with path.open("rb") as file:
        return read_po(file, locale="fr", ignore_obsolete=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
