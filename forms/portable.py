"""Report types from their JSON: what `compile_page` makes of a page, made into a page again.

Used by the demonstration and for carrying a report type from one site to another.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from cms.models import PrivacyNotice
from forms import conditions
from forms.compile import ANONYMITY, ANONYMOUS, LANGUAGES, NAMED, START
from forms.limits import write_limit
from forms.models import ReportTypePage, SampleAnswers
from workflows.definition import Definition
from workflows.models import ReviewPolicy

Body = Mapping[str, Any]


@transaction.atomic
def create_type(
    parents: Mapping[str, Page],
    body: Body,
    *,
    slugs: Mapping[str, str],
    icon: str,
    policy: ReviewPolicy,
    privacy_notice: PrivacyNotice,
    by: User | None = None,
) -> ReportTypePage:
    """Make the pages of a report type in each language below `parents`, publish them, return the source.

    What the gate refuses raises `Refused`, and nothing is made. The privacy notice of the version is the one
    given here, whatever `body` says. `parents` and `slugs` are by language.
    """
    fields = {"policy": policy, "privacy_notice": privacy_notice, **content_of(body)}
    titles = {code: titles_of(body, code) for code in LANGUAGES}
    page = create_drafts(parents, titles, key=body["key"], slugs=slugs, icon=icon, fields=fields, by=by)
    latest = page.get_latest_revision()
    if latest is not None:
        latest.publish(user=by, skip_permission_checks=True)
    return ReportTypePage.objects.get(pk=page.pk)


@transaction.atomic
def create_drafts(
    parents: Mapping[str, Page],
    titles: Mapping[str, Mapping[str, str]],
    *,
    key: str,
    slugs: Mapping[str, str],
    icon: str,
    fields: Mapping[str, Any],
    samples: Sequence[SampleAnswers] = (),
    by: User | None = None,
) -> ReportTypePage:
    """Make the pages of a report type in each language as drafts, and return the one in the default language.

    Like any draft they may miss something, such as a line in one language: the gate asks for it later.
    `titles` are the texts of each page, `fields` what only the page in the default language holds.
    """
    first, *others = LANGUAGES
    page = ReportTypePage(key=key, slug=slugs[first], icon=icon, owner=by, **fields, **titles[first])
    page.sample_answers.set(list(samples))
    parents[first].add_child(instance=page)
    for language in others:
        twin = ReportTypePage(
            slug=slugs[language],
            icon=icon,
            minutes=page.minutes,
            locale=parents[language].locale,
            translation_key=page.translation_key,
            owner=by,
            **titles[language],
        )
        parents[language].add_child(instance=twin)
        twin.save_revision(user=by, log_action=True, clean=False)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


def titles_of(body: Body, language: str) -> dict[str, str]:
    """Return what the page in one language holds of the texts."""
    return {
        "title": body["title"][language],
        "draft_title": body["title"][language],
        "summary": body["summary"][language],
    }


def content_of(body: Body) -> dict[str, Any]:
    """Return the fields of the page in the default language that hold all but title, key, policy and notice."""
    kinds = conditions.kinds_of(Definition.of(body).asked)
    texts = {**{name: body["start"][name] for name in START}, "declaration": body["declaration"]}
    return {
        "minutes": body["start"]["minutes"],
        **{f"{name}_{code}": text[code] for name, text in texts.items() for code in LANGUAGES},
        "steps": steps_of(body["steps"]),
        "offence_map": json.dumps([_block("rule", _rule(rule, kinds)) for rule in body["offence_map"]]),
        "eligibility": json.dumps(
            [_block("rule", _eligibility(rule, kinds)) for rule in body.get("eligibility") or []]
        ),
        "advice": json.dumps([_block("rule", _advice(rule, kinds)) for rule in body.get("advice") or []]),
        "resume_mode": body.get("resume") or "code_and_link",
        "transfer": body.get("transfer") or {},
    }


def steps_of(steps: Sequence[Body]) -> str:
    """Return compiled steps as the stream of a page stores them."""
    kinds = conditions.kinds_of(Definition.of({"steps": list(steps)}).asked)
    return json.dumps([_block("step", _step(each, kinds)) for each in steps])


def _block(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """Return a block as a stream stores it, with an id by which editors are led to it."""
    return {"type": name, "value": value, "id": str(uuid4())}


def items_of(items: Sequence[Body]) -> list[dict[str, Any]]:
    """Return the blocks of a part of the library; its conditions read answers of the part itself."""
    kinds = conditions.kinds_of(Definition.of({"steps": [{"key": "part", "items": list(items)}]}).asked)
    return [{"type": item["item"], "value": ITEMS[item["item"]](item, kinds)} for item in items]


def _text(text: Body | None) -> dict[str, str]:
    return {code: (text or {}).get(code, "") for code in LANGUAGES}


def _step(step: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {
        "key": step["key"],
        "title": _text(step["title"]),
        "intro": _text(step.get("intro")),
        "items": [_block(each["type"], each["value"]) for each in _blocks(step["items"], kinds)],
        "show_if": conditions.from_json(step.get("show_if"), kinds),
    }


def _blocks(items: Sequence[Body], kinds: conditions.Kinds) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a step; the rule on tracing and its question are one block again."""
    following = [*items[1:], None]
    skipped = False
    for item, after in zip(items, following, strict=True):
        if skipped:
            skipped = False
        elif item["item"] == "guidance" and after is not None and _asks_to_stay_anonymous(after):
            skipped = True
            yield {"type": ANONYMITY, "value": {"rule": _text(item["text"])}}
        else:
            yield {"type": item["item"], "value": ITEMS[item["item"]](item, kinds)}


def _asks_to_stay_anonymous(item: Body) -> bool:
    return item["item"] == "question" and (item["key"], item["kind"]) == (ANONYMOUS, "yes_no")


def _of_the_named(question: Body) -> tuple[bool, Any]:
    """Whether a question is asked of those only who do not stay anonymous, and what else it is asked under."""
    condition = question.get("show_if")
    if condition == NAMED:
        return True, None
    joined = condition.get("all") if isinstance(condition, dict) else None
    if isinstance(joined, list) and len(joined) == 2 and joined[0] == NAMED:
        return True, joined[1]
    return question.get("identifies") is True, condition


def _question(question: Body, kinds: conditions.Kinds, row: Sequence[str] = ()) -> dict[str, Any]:
    limits = question.get("limits") or {}
    messages = question.get("messages") or {}
    identifies, show_if = _of_the_named(question)
    return {
        "key": question["key"],
        "kind": question["kind"],
        "label": _text(question["label"]),
        "help": _text(question.get("help")),
        "example": _text(question.get("example")),
        "required": question.get("required", False),
        "not_sure": question.get("not_sure", False),
        "choices": conditions.list_items([_choice(each) for each in question.get("choices") or []]),
        "limits": conditions.list_items(
            [{"name": name, "value": write_limit(name, value)} for name, value in limits.items()]
        ),
        "messages": conditions.list_items(
            [{"code": code, "text": _text(text)} for code, text in messages.items()]
        ),
        "show_if": conditions.from_json(show_if, kinds, row),
        "prefill": question.get("prefill", False),
        "identifies": identifies,
        "retired": question.get("retired", False),
    }


def _choice(choice: Body) -> dict[str, Any]:
    return {"token": choice["token"], "label": _text(choice["label"]), "hint": _text(choice.get("hint"))}


def _group(group: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    row = [question["key"] for question in group["questions"]]
    return {
        "key": group["key"],
        "label": _text(group["label"]),
        "help": _text(group.get("help")),
        "row_label": _text(group["row_label"]),
        "min": group["min"],
        "max": group["max"],
        "questions": conditions.list_items([_question(each, kinds, row) for each in group["questions"]]),
        "show_if": conditions.from_json(group.get("show_if"), kinds),
    }


def _guidance(item: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"text": _text(item["text"]), "show_if": conditions.from_json(item.get("show_if"), kinds)}


def _stopper(item: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"reason": item["reason"], **_ending(item, kinds)}


def _eligibility(rule: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"begins": rule.get("from"), "ends": rule.get("until"), **_ending(rule, kinds)}


def _advice(rule: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {
        "key": rule["key"],
        "condition": conditions.from_json(rule.get("if"), kinds),
        "question": rule["question"],
        "text": _text(rule["text"]),
    }


def _ending(item: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    link = item.get("link") or {}
    return {
        "key": item["key"],
        "condition": conditions.from_json(item.get("if"), kinds),
        "title": _text(item["title"]),
        "text": _text(item["text"]),
        "link": {"label": _text(link.get("label")), "url": link.get("url", "")},
    }


def _rule(rule: Body, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"condition": conditions.from_json(rule.get("if"), kinds), "offence": rule["offence"]}


ITEMS: Mapping[str, Callable[[Body, conditions.Kinds], dict[str, Any]]] = {
    "question": _question,
    "group": _group,
    "guidance": _guidance,
    "stopper": _stopper,
}
