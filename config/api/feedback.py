"""Page feedback over the API: a front end of its own asks the same question, and staff read the register."""

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel, Field, StrictBool, StrictInt

from cms.feedback.actions import LONGEST, add_text, give, tidied
from cms.feedback.help import ways_to_help
from cms.feedback.views import SPAN, asking_page
from cms.limits import is_too_often
from cms.models import Feedback, PrivacyNotice
from cms.models.feedback import Alarm
from cms.visitors import address_of
from workflows.api.answers import answers
from workflows.api.bodies import Body, Text
from workflows.api.keys import StaffToken, staff_of
from workflows.api.once import once
from workflows.api.refusals import Forbidden, NotFound, TooOften, Unprocessable, unknown
from workflows.api.replies import ROOT, moment, reply
from workflows.api.shapes import AT, example
from workflows.definition import Problem

router = Router(tags=["Feedback"])
SIZE = 25


class FeedbackIn(Body):
    """Whether a page was useful; words only after no."""

    page: StrictInt = Field(
        ge=1, le=999_999_999, description="The page's id in `/api/v2/pages/`.", examples=[4]
    )
    useful: StrictBool = Field(examples=[False])
    text: Text = Field(
        "",
        max_length=4 * LONGEST,
        description="Up to 300 characters, only with `useful: false`. Say beside the box what the privacy notice says.",
        examples=["The opening hours are wrong."],
    )


class WayToHelp(BaseModel):
    """A number to call."""

    number: str = example("9-8-8")
    who: str = example("Suicide Crisis Helpline")
    when: str = example("Call or text, day and night, in English or French. It is free.")


class FeedbackTaken(BaseModel):
    """What was kept, and what to show at once when the words point at danger."""

    useful: bool = example(False)
    text: str = example("The opening hours are wrong.", "As it is kept, without personal data.")
    taken_out: list[str] = example(["phone"])
    help: list[WayToHelp] = Field(description="Show these at once when there are any.")


class FeedbackItem(BaseModel):
    """One answer in the register."""

    id: int = example(12)
    page: int | None = example(4)
    page_key: str = example("7d1e6f2c-9a5b-4a58-8f0e-3f0c3d1b2a10", "The same in all languages of a page.")
    page_title: str = example("Privacy")
    language: str = example("en")
    useful: bool = example(False)
    text: str = example("The opening hours are wrong.")
    taken_out: list[str] = example(["phone"])
    alarm: str | None = example(None)
    state: str = example("new")
    note: str = example("")
    given_at: str = example(AT)


class FeedbackList(BaseModel):
    """A page of the register, the latest first."""

    items: list[FeedbackItem]
    next: str | None = example(None)


@router.post(
    "/feedback",
    summary="Say whether a page was useful",
    response=answers({201: FeedbackTaken}, 404, 409, 413, 415, 422),
)
@once
def send(request: HttpRequest, body: FeedbackIn) -> HttpResponse:
    """Keep one answer about a page that asks. No reply comes; personal data is taken out before the words are kept."""
    if is_too_often("feedback", address_of(request), most=settings.FEEDBACK_PER_ADDRESS, seconds=SPAN):
        raise TooOften(SPAN)
    text = _checked(body)
    page = asking_page(str(body.page))
    if page is None:
        raise NotFound
    given = give(page, useful=body.useful)
    kept = add_text(given, text)
    ways = ways_to_help(kept.alarm) if kept.alarm else []
    told = {
        "useful": kept.useful,
        "text": kept.text,
        "taken_out": kept.scrubbed,
        "help": [{"number": way.number, "who": way.who, "when": way.when} for way in ways],
    }
    return reply(told, 201, Cache_Control="private, no-store")


def _checked(body: FeedbackIn) -> str:
    text = tidied(body.text)
    if text and body.useful:
        raise _refused("not_asked", _("Words are asked for only after no."))
    if len(text) > LONGEST:
        sentence = _("Shorten your text to 300 characters. It has %(over)d too many.")
        raise _refused("too_long", sentence % {"over": len(text) - LONGEST})
    if text and not PrivacyNotice.objects.filter(key="feedback").exists():
        raise _refused("no_notice", _("No words are taken here: the site has no privacy notice for them."))
    return text


def _refused(code: str, sentence: str) -> Unprocessable:
    return Unprocessable(sentence, problems=[Problem("/text", code, sentence)])


@router.get(
    "/feedback",
    auth=StaffToken("content"),
    summary="The register of page feedback",
    response=answers({200: FeedbackList}, 401, 403, 422),
)
def register(
    request: HttpRequest,
    state: Literal["", "new", "seen", "acted"] = "",
    alarm: Literal["", "any", "self_harm", "threat"] = "",
    page: str = "",
    cursor: str = "",
) -> HttpResponse:
    """List 25 answers, the latest first; `page` is a page's id or its `page_key`."""
    if not staff_of(request).has_perm("cms.view_feedback"):
        raise Forbidden
    rows = Feedback.objects.order_by("-pk")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(alarm__in=Alarm.values if alarm == "any" else [alarm]) if alarm else rows
    rows = rows.filter(**_of_page(page)) if page else rows
    rows = rows.filter(pk__lt=_number("cursor", cursor)) if cursor else rows
    found = list(rows[: SIZE + 1])
    following = found[SIZE - 1].pk if len(found) > SIZE else None
    asked = {"state": state, "alarm": alarm, "page": page, "cursor": following}
    query = urlencode({name: value for name, value in asked.items() if value})
    told = {
        "items": [_item(row) for row in found[:SIZE]],
        "next": f"{ROOT}/feedback?{query}" if following else None,
    }
    return reply(told, Cache_Control="private, no-store")


def _of_page(typed: str) -> dict[str, Any]:
    return {"page": _number("page", typed)} if typed.isdigit() else {"page_key": _key(typed)}


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as wrong:
        raise unknown("page", _("There is no such page.")) from wrong


def _number(name: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise unknown(name, _("This is not a cursor of this list. Begin at the start."))
    return int(typed)


def _item(row: Feedback) -> dict[str, Any]:
    return {
        "id": row.pk,
        "page": row.page_id,
        "page_key": str(row.page_key),
        "page_title": row.page_title,
        "language": row.language,
        "useful": row.useful,
        "text": row.text,
        "taken_out": row.scrubbed,
        "alarm": row.alarm or None,
        "state": row.state,
        "note": row.note,
        "given_at": moment(row.given_at),
    }
