"""Words that are the same on the English and the French page: untranslated, or it says here why not."""

import re
from collections.abc import Mapping

FEWEST_WORDS = 3
WORD = re.compile(r"\S*[^\W\d_]{2,}\S*")
OF_STAFF = re.compile(r"/(admin|desk|accounts)/")
# What is the same in both languages, by the start of its page's name and a pattern of its words.
SAME: dict[tuple[str, str], str] = {
    (
        "",
        r"^\d+,? .*(Street|Avenue|rue|Manitoba|MB)|R3C|Example Street|510 Main",
    ): "an address of the demonstration",
    (
        "",
        r"^(A long scratch|Green city bicycle|I was in the store|The lock was cut)",
    ): "answers of a test",
    ("/demo/mail/", r"."): "a mail in the language of whoever it went to",
    ("", r"@|https?://|www\.|example\.org|^\S+\.ca$"): "an address of a mail or a site",
}


def same_in_both(texts: Mapping[tuple[str, str], list[str]]) -> list[str]:
    """Return each text of three words or more that a page has in both languages, with a page that has it."""
    found: dict[str, str] = {}
    for (name, language), french in texts.items():
        if language != "fr" or (name, "en") not in texts:
            continue
        for text in {*french} & {*texts[name, "en"]}:
            if len(WORD.findall(text)) >= FEWEST_WORDS and not _let_be(name, text):
                found.setdefault(text, name)
    return [f"{name}: {text}" for text, name in sorted(found.items())]


def shared(titles: Mapping[tuple[str, str], set[str]]) -> list[str]:
    """Return each title that two addresses have in one language, with these; staff and public are apart."""
    found: dict[tuple[str, str, bool], set[str]] = {}
    for (language, title), paths in titles.items():
        for path in paths:
            found.setdefault((language, title, bool(OF_STAFF.match(path))), set()).add(_one(path))
    return [f"{title}: {sorted(paths)}" for (_, title, _), paths in found.items() if len(paths) > 1]


def _one(path: str) -> str:
    """Return the address of the page that is behind this one: each mail has a link of its own, to one page."""
    return re.sub(r"/track/link/[^/]+/", "/track/link/", path)


def _let_be(name: str, text: str) -> bool:
    return any(name.startswith(page) and re.search(pattern, text) for page, pattern in SAME)
