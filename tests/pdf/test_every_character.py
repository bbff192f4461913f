"""Every character of every answer is in the PDF's text: as itself, or by name where no font has it."""

import os
import random
import re
import unicodedata
from collections import Counter
from dataclasses import replace

import pytest

from pdf.document import PartData, ReportCopy, RowData
from pdf.render import render_copy
from tests.pdf.reading import as_printed, body_of
from tests.pdf.sample import ENGLISH, unofficial

REPORTS = int(os.environ.get("CONSTAT_PDF_RANDOM", "40"))
SEED = int(os.environ.get("CONSTAT_PDF_SEED", random.randrange(10**9)))
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
PIECES = [
    "She saw a man in a red coat.",
    "L’été, le cœur, Noël, où, ça, Ÿ, «\u00a0déjà\u00a0», Â\u00a0côté",
    "ᓀᐦᐃᔭᐍᐏᐣ ᐃᓄᒃᑎᑐᑦ ᐊᓂᔑᓈᐯᒧᐎᓐ",
    "Добрый день, Київ, Ђорђе",
    "Ελληνικά άέή",
    "王小明 張偉 さくら カタカナ 김민준",
    "ਪੰਜਾਬੀ ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "السلام عليكم محمد",
    "שלום",
    "ש⪾ל (ו)ם",
    "हिन्दी नमस्ते",
    "தமிழ் বাংলা አማርኛ",
    "ไทย မြန်မာ",
    "😀🚲👮🏽‍♀️🇨🇦",
    "👨\u200d👩\u200d👧\u200d👦",
    "e\u0301 a\u0323\u0302 n\u0303 q\u0307\u0323",
    "Nguyễn Thị Hồng, Łódź, Dvořák, Þór",
    "x" * 300,
    "Ж" * 200,
    "王" * 200,
    "long-" * 60,
    "https://example.com/" + "a1b2" * 60,
    "<b>bold</b> & \"quoted\" 'x' <!-- --> </p> &amp; {{ name }} {% now %}",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "\x00\x07\x1b\x7f\x85",
    "\ud800 \udfff",
    "\ue000 \U000e0041 \ufffe \u0378",
    "a\u00adb\u200bc\ufeffd\u2060e",
    "tab\there\r\nnew\n\n\nlines\u2028x",
    "$1,234.50 №5 ½ ²³ ™ €",
    "→ ✓ ☎ ♥ ∑ ≤ ⌘ ①",
    "ﬁ ﬀ Ⅷ ㈱ Ａｂｃ",
    "¨ ´ ˘ ¸",
    "\u0338 starts with an accent",
]


def anything(chance: random.Random) -> str:
    """Some pieces, some characters from anywhere, sometimes one word of 5,000 letters."""
    parts = chance.choices(PIECES, k=chance.randint(1, 5))
    parts.append("".join(chr(chance.randrange(0x11000)) for _ in range(chance.randint(0, 20))))
    if chance.random() < 0.05:
        parts.append(chance.choice("aéЖᐃ") * 5000)
    chance.shuffle(parts)
    return chance.choice(["", " ", "\n"]).join(parts)


def report(chance: random.Random) -> tuple[ReportCopy, dict[str, str]]:
    """A random report and its answers by label."""
    answers = {f"Question{number:03d}?": anything(chance) for number in range(chance.randint(2, 9))}
    rows = [RowData(label, text, long=chance.random() < 0.4) for label, text in answers.items()]
    cut = chance.randrange(len(rows))
    parts = [PartData("Part", rows[:cut]), PartData("Things", [RowData("Thing", "", children=[rows[cut:]])])]
    copy = replace(ENGLISH, parts=parts, attachments=[], declaration="Question999?", history=[])
    return chance.choice([copy, unofficial(copy)]), answers


def kinds_of(text: str) -> Counter[str]:
    """How often each character stands in the text, in any order; brackets and their like are counted together.

    pdftotext gives a mirrored sign between right-to-left letters back as its counterpart.
    """
    return Counter("<>" if unicodedata.mirrored(character) else character for character in text)


def missing(answers: dict[str, str], body: str) -> list[str]:
    """The labels whose answer is not in the text between their label and the next."""
    found = dict(
        re.findall(r"(Question\d{3}\?)(.*?)(?=Thing1|Things|Question\d{3}|Declaration)", body, re.DOTALL)
    )
    wrong = []
    for label, answer in answers.items():
        wanted, there = as_printed(answer), found.get(label, "")
        # Where letters run from right to left, tools differ in the order they give them back.
        same = kinds_of(wanted) == kinds_of(there) if RIGHT_TO_LEFT.search(wanted) else wanted == there
        if not same:
            wrong.append(label)
    return wrong


@pytest.mark.parametrize("number", range(REPORTS))
def test_every_character_of_every_answer_is_in_the_text(number):
    copy, answers = report(random.Random(f"{SEED}-{number}"))
    wrong = missing(answers, body_of(render_copy(copy)))
    assert not wrong, f"CONSTAT_PDF_SEED={SEED}: {[answers[label] for label in wrong]!r}"
