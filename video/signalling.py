"""What people in a call may send each other, and to whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from video.addresses import is_relayed, relayed_only, without_related
from video.errors import NotYours, WrongMove
from video.going import begin_by_text
from video.mailbox import post
from video.models import Message, Participant
from video.turn import only_relay
from workflows.definition import Problem
from workflows.definition.texts import can_be_kept, plain
from workflows.errors import Invalid

Role = Participant.Role
LONGEST_SDP, LONGEST_CANDIDATE, LONGEST_TEXT, MOST_CANDIDATES = 32_000, 2_000, 2_000, 40
COMMANDS = ("switch_camera", "torch", "still", "mute_hint", "quality")
RUNGS = range(6)


def send(
    sender: Participant, *, kind: str, body: dict[str, Any], client_id: str, to: UUID | None = None
) -> tuple[Message, bool]:
    """Put a message into the mailbox; return it and whether it is new.

    Raises `Invalid` for somebody who is not in this call, and for a body that the kind does not have.
    """
    session = sender.session
    if session.is_over:
        raise WrongMove(_("This call is over."), state=session.state)
    reader = _reader(sender, to)
    if kind not in KINDS:
        raise _unfit("/kind", "kind", _("Choose from the list."))
    cleaned = KINDS[kind](sender, reader, body)
    if kind != "chat":
        return post(session, kind, cleaned, sender=sender, to=reader, client_id=client_id)
    with transaction.atomic():
        message, is_new = post(session, kind, cleaned, sender=sender, to=reader, client_id=client_id)
        if is_new:
            begin_by_text(session)
    return message, is_new


def _reader(sender: Participant, to: UUID | None) -> Participant | None:
    if to is None:
        return None
    rows = Participant.objects.filter(session_id=sender.session_id, public_id=to, left_at=None)
    found = rows.exclude(pk=sender.pk).first()
    if found is None:
        raise _unfit("/to", "stranger", _("Nobody of this name is in this call."))
    return found


def _description(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    kind, sdp = body.get("type"), body.get("sdp", "")
    if (
        kind not in {"offer", "answer", "pranswer", "rollback"}
        or not isinstance(sdp, str)
        or len(sdp) > LONGEST_SDP
    ):
        raise _unfit("/body", "body", _("This has the wrong form."))
    return {"type": kind, "sdp": relayed_only(sdp) if only_relay(sender) else sdp}


def _candidate(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    """One candidate, or several that were found at once."""
    several = body.get("candidates")
    if several is None:
        return {"candidate": _one_candidate(sender, body.get("candidate"))}
    if not isinstance(several, list) or not 0 < len(several) <= MOST_CANDIDATES:
        raise _unfit("/body/candidates", "body", _("This has the wrong form."))
    return {"candidates": [_one_candidate(sender, each) for each in several]}


def _one_candidate(sender: Participant, given: Any) -> dict[str, Any] | None:
    if given is None:
        return None
    text = given.get("candidate") if isinstance(given, dict) else None
    if not isinstance(text, str) or len(text) > LONGEST_CANDIDATE:
        raise _unfit("/body/candidate", "body", _("This has the wrong form."))
    if only_relay(sender):
        if not is_relayed(text):
            raise _unfit("/body/candidate", "not_relay", _("Only the relay's addresses are passed on."))
        text = without_related(text)
    known = {name: given[name] for name in ("sdpMid", "sdpMLineIndex", "usernameFragment") if name in given}
    if not all(isinstance(value, str | int | None) for value in known.values()):
        raise _unfit("/body/candidate", "body", _("This has the wrong form."))
    return {"candidate": text, **known}


def _chat(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    return {"text": _text(body)}


def _caption(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    language = body.get("language")
    return {
        "text": _text(body),
        "final": body.get("final") is True,
        "language": language[:35] if isinstance(language, str) else "",
    }


def _command(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    if sender.role != Role.OFFICER or (reader is not None and reader.role != Role.RESIDENT):
        raise NotYours(_("Only the officer asks, and only the resident."))
    if body.get("command") not in COMMANDS:
        raise _unfit("/body/command", "body", _("Choose from the list."))
    value = body.get("value")
    if not isinstance(value, str | int | bool | None) or len(str(value)) > 40:
        raise _unfit("/body/value", "body", _("This has the wrong form."))
    return {"command": body["command"], "value": value}


def _answer(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    if sender.role != Role.RESIDENT:
        raise NotYours(_("Only the resident answers what the officer asked."))
    to, accepted, reason = body.get("to"), body.get("accepted"), body.get("reason", "")
    if not isinstance(to, str) or not isinstance(accepted, bool) or not isinstance(reason, str):
        raise _unfit("/body", "body", _("This has the wrong form."))
    return {"to": to[:36], "accepted": accepted, "reason": reason[:200]}


def _quality(sender: Participant, reader: Participant | None, body: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: body[name] for name in ("rung", "fps", "width", "height") if body.get(name) is not None}
    fits = all(isinstance(each, int | float) and 0 <= each < 10_000 for each in numbers.values())
    if not fits or numbers.get("rung") not in RUNGS:
        raise _unfit("/body", "body", _("This has the wrong form."))
    return numbers


def _text(body: dict[str, Any]) -> str:
    text = body.get("text")
    if not isinstance(text, str) or not plain(text):
        raise _unfit("/body/text", "required", _("Write your message."))
    if len(text) > LONGEST_TEXT:
        raise _unfit(
            "/body/text", "too_long", _("Write at most %(most)s characters.") % {"most": LONGEST_TEXT}
        )
    if not can_be_kept(text):
        raise _unfit(
            "/body/text", "characters", _("The text holds characters that cannot be kept. Write it again.")
        )
    return plain(text)


def _unfit(path: str, code: str, sentence: str) -> Invalid:
    return Invalid([Problem(path, code, sentence)], sentence)


Cleaner = Callable[[Participant, Participant | None, dict[str, Any]], dict[str, Any]]
KINDS: dict[str, Cleaner] = {
    "description": _description,
    "candidate": _candidate,
    "chat": _chat,
    "caption": _caption,
    "command": _command,
    "answer": _answer,
    "quality": _quality,
}
# What may hold network addresses: emptied a day later.
WITH_ADDRESSES = ("description", "candidate")
