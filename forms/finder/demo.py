"""The finder of the demonstration, in both languages; its texts are in `demo_texts.json`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from cms.demo import in_both
from cms.models import HomePage
from forms.models import FinderPage, ReportTypePage

Raw = Mapping[str, Any]
TEXTS = Path(__file__).with_name("demo_texts.json")


def build_finder() -> None:
    """Make the finder below both home pages where it is missing; what editors changed since stays."""
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    if not FinderPage.objects.exists() and set(homes) >= set(texts["page"]):
        fields = {
            code: {**page, "nodes": nodes_in(code, texts["nodes"])} for code, page in texts["page"].items()
        }
        in_both(FinderPage, homes, fields)


def nodes_in(code: str, nodes: list[Raw]) -> list[dict[str, Any]]:
    """Return the nodes in one language; an answer whose report type is not there is left out."""
    pages = ReportTypePage.objects.live().filter(locale__language_code=code)
    types = {f":{key}": pk for key, pk in pages.values_list("key", "pk")}
    return [{"type": node["kind"], "value": _value(node, code, types)} for node in nodes]


def _value(node: Raw, code: str, types: Mapping[str, int]) -> dict[str, Any]:
    names = ("title", "text", "phone", "link", "words")
    texts = {name: _text(node, name, code) for name in names if name in node or name == "text"}
    # Without an id Wagtail takes an item for the value itself, as lists were kept before 2.16.
    listed = [
        {"type": "item", "id": str(uuid4()), "value": _answer(each, code, types)}
        for each in node.get("answers", ())
        if not each["to"].startswith(":") or each["to"] in types
    ]
    return {"key": node["key"], **texts, **({"answers": listed} if "answers" in node else {})}


def _answer(answer: Raw, code: str, types: Mapping[str, int]) -> dict[str, Any]:
    """Return an answer; `:theft` leads to the report type with that key."""
    to = answer["to"]
    told = {name: _text(answer, name, code) for name in ("label", "hint")}
    return {**told, "leads_to": "" if to in types else to, "report_type": types.get(to)}


def _text(source: Raw, name: str, code: str) -> str:
    return str(source.get(name, {}).get(code, "")).replace("{phone}", settings.AGENCY["phone"])
