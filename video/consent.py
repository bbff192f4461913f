"""Consent: to the call, to recording, to keeping a picture; each apart, with the version of the text that was read."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from video.models import Consent, Participant, Session, Still
from video.permissions import require_role
from video.rows import keep, lock
from workflows.actors import Role
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid

Topic = Consent.Topic
# A change of a text gets another version; consents keep the one that was read.
VERSION = "2026-11"
TEXTS: Mapping[str, Any] = {
    Topic.CALL: _(
        "You meet a police officer by video. The officer sees what your camera shows, hears you, and can ask to take "
        "pictures. You can stop at any time. The officer does not see your network address."
    ),
    Topic.RECORDING: _(
        "The call may be recorded and kept with your report. You can say no; the call goes on without a recording."
    ),
    Topic.STILL: _(
        "The picture is kept as evidence with your report. Without your agreement it is destroyed after the call."
    ),
}


@transaction.atomic
def give_consent(
    participant: Participant, *, version: str, call: bool, recording: bool | None = None
) -> Session:
    """Keep what the resident agreed to. A no to recording lets the call go on; a no to the call does not."""
    require_role(participant, Participant.Role.RESIDENT)
    session = lock(participant.session)
    _check_version(version)
    _keep(participant, Topic.CALL, version, agreed=call)
    if recording is not None and session.recording_allowed:
        _keep(participant, Topic.RECORDING, version, agreed=recording)
    keep(session, "consent", by=Role.CITIZEN, version=version, to_call=call, to_recording=recording)
    return session


@transaction.atomic
def agree_to_still(participant: Participant, still: Still, *, version: str, agreed: bool) -> None:
    """Keep the resident's answer about one picture."""
    _check_version(version)
    _keep(participant, Topic.STILL, version, agreed=agreed, still=still)


def _check_version(version: str) -> None:
    if version != VERSION:
        sentence = _("The text changed. Read it again, then answer.")
        raise Invalid([Problem("/version", "version", str(sentence))])


def _keep(
    participant: Participant, topic: str, version: str, *, agreed: bool, still: Still | None = None
) -> None:
    Consent.objects.create(
        participant=participant,
        topic=topic,
        agreed=agreed,
        version=version,
        language=(get_language() or "en")[:2],
        still=still,
        at=now(),
    )


def agreed_to(session: Session, topic: str) -> bool | None:
    """Return the resident's last answer to a topic, or None."""
    rows = Consent.objects.filter(
        participant__session=session, participant__role=Participant.Role.RESIDENT, topic=topic
    )
    last = rows.order_by("-id").first()
    return last.agreed if last else None


def may_record(session: Session) -> bool:
    """Whether rule and resident both allow a recording now."""
    return session.recording_allowed and agreed_to(session, Topic.RECORDING) is True


def as_given(session: Session) -> dict[str, Any]:
    """Return the texts in the active language and what was answered."""
    return {
        "version": VERSION,
        "texts": {str(topic): str(text) for topic, text in TEXTS.items()},
        "call": agreed_to(session, Topic.CALL),
        "recording": agreed_to(session, Topic.RECORDING),
        "recording_asked": session.recording_allowed,
    }
