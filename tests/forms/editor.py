"""What an editor's browser sends: the page's form, its streams included, as Wagtail's editor names the fields."""

import json
from typing import Any

from wagtail.blocks import BooleanBlock, ListBlock, StreamBlock, StructBlock

from forms.compile import stored
from forms.models import ReportTypePage

FIELDS = ["title", "slug", "summary", "icon", "minutes", "search_description", "seo_title", "key"]
TEXTS = [
    f"{name}_{code}"
    for name in ("who_for", "excluded", "needed", "next", "declaration")
    for code in ("en", "fr")
]


def form_of(page: ReportTypePage, **changed: Any) -> dict[str, Any]:
    """The fields of the page's editor, filled as the draft has them."""
    draft = page.get_latest_revision_as_object()
    data = {name: getattr(draft, name) for name in FIELDS} | no_comments()
    if draft.is_source:
        data |= {name: getattr(draft, name) for name in TEXTS}
        data |= {"policy": draft.policy_id, "privacy_notice": draft.privacy_notice_id, "transfer": "{}"}
        data |= {name: getattr(draft, name) for name in ("resume_mode", "keywords_en", "keywords_fr")}
        data |= samples(draft)
        for name in ("steps", "offence_map", "eligibility", "advice"):
            data |= dict(stream(getattr(draft, name).stream_block, stored(draft, name), name))
    return {name: value for name, value in {**data, **changed}.items() if value is not None}


def samples(page: ReportTypePage) -> dict[str, Any]:
    """The forms of the test answers."""
    rows = list(page.sample_answers.all())
    data: dict[str, Any] = {
        "sample_answers-TOTAL_FORMS": len(rows),
        "sample_answers-INITIAL_FORMS": len([row for row in rows if row.pk]),
        "sample_answers-MIN_NUM_FORMS": 0,
        "sample_answers-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        place = f"sample_answers-{number}"
        data |= {
            f"{place}-id": row.pk or "",
            f"{place}-ORDER": number + 1,
            f"{place}-name": row.name,
            f"{place}-answers": json.dumps(row.answers),
            f"{place}-expected": row.expected,
            f"{place}-expected_keys": row.expected_keys,
            f"{place}-on_day": row.on_day or "",
        }
    return data


def no_comments() -> dict[str, int]:
    """The empty form of comments."""
    parts = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    return {f"comments-{name}": value for name, value in parts.items()}


def stream(block: Any, raw: Any, prefix: str) -> Any:
    """The fields of one block and of all that is in it."""
    if isinstance(block, StreamBlock | ListBlock):
        yield f"{prefix}-count", len(raw or [])
        for number, each in enumerate(raw or []):
            place = f"{prefix}-{number}"
            yield from {
                f"{place}-order": number,
                f"{place}-deleted": "",
                f"{place}-type": each["type"],
            }.items()
            yield f"{place}-id", each.get("id") or ""
            child = block.child_block if isinstance(block, ListBlock) else block.child_blocks[each["type"]]
            yield from stream(child, each["value"], f"{place}-value")
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from stream(child, (raw or {}).get(name), f"{prefix}-{name}")
    elif isinstance(block, BooleanBlock):
        yield prefix, "on" if raw else None
    else:
        yield prefix, "" if raw is None else raw
