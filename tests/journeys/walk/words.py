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
    (
        "/admin/pages/",
        r"^(Find the right report|How easy was it\?|Lock it, mark it, report it|Online reports office)$",
    ): ("titles of pages of the demonstration"),
    (
        "/admin/pages/",
        r"^(Prevention and support|Protect your bicycle|Register of privacy notices)$",
    ): "titles too",
    ("/admin/pages/", r"^(Somebody uses your name|You can now report graffiti online)$"): "titles too",
    ("/admin/pages/", r"^(Choose|Choisissez) (a page \(|une page \(|privacy notice$)"): (
        "Wagtail's own: it makes the words of a chooser once, in the language of whoever opened an editor first"
    ),
    (
        "/admin/report-types/",
        r"^(A laptop about which|Somebody is in danger|Worth )",
    ): "names of test answers",
    (
        "/admin/snippets/",
        r" / |^(Access and Privacy Coordinator|Kiosque au Festival|Où se trouve|Where the serial)",
    ): ("names of the demonstration, in the language that whoever made them wrote"),
    (
        "/admin/snippets/reportforms/",
        r"^(Damage to a vehicle|Hit and run, parked vehicle|Theft from a vehicle)$",
    ): "titles of pages of the demonstration",
    (
        "/admin/reports/outgoing-links/",
        r"^(Reconnaître une arnaque|Trouver le bon rapport|Find the right report)$",
    ): "titles of pages",
    ("/admin/surveys/", r"^How easy was it\?$"): "the title of a survey",
    ("/admin/evaluation/", r" / "): "a name that has both languages",
    ("/admin/reports/feedback/", r"^Lock it, mark it, report it$"): "the title of a page",
    ("/admin/", r"^What's new in Wagtail"): "Wagtail's own, in its menu of help",
    ("/admin/workflows/event/", r"^\{'"): "what an event holds, by its keys",
    ("/admin/redirects/", r"^Signaler en ligne$"): "the title of a page",
    ("/admin/workflows/runningcost/", r" / "): "a name that has both languages",
    ("/admin/cms/feedback/", r"^The button to report is too far"): "what a reader wrote",
    (
        "results of a survey with",
        r"^(Ajouter des photos|C’était rapide|J’aurais voulu|Good that I|I would like)",
    ): ("what people wrote"),
    ("results of a survey with", r"^(It was quick|Tell me sooner|The officer's answer|The serial number)"): (
        "what people wrote"
    ),
    ("the agency's look", r"^Atkinson Hyperlegible Next$"): "the name of a typeface",
    ("comparison", r"\(new\)$"): "the title of a page",
    ("phrase", r"^somebody follows me$"): "a phrase that staff entered",
    ("/desk/", r"^(Found it again\.|Mazda 3, grise|the records system was closed)"): (
        "what a citizen wrote, and what another system said"
    ),
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
    """Return the address of the page that is behind this one: each mail has a link, each person a call."""
    return re.sub(r"/(track/link|video/call)/[^/]+/", r"/\1/", path)


def _let_be(name: str, text: str) -> bool:
    return any(name.startswith(page) and re.search(pattern, text) for page, pattern in SAME)
