"""What a media server is told after the fact: who is put out of the room, and that the call is over.

Each hangs on a follow-up row: a server that is out of order at that moment is told later.
"""

from django.utils.translation import gettext_lazy

from integrations.outcomes import GiveUp
from video.engine import engine_named
from video.models import Participant, Session
from video.states import OVER, State
from workflows.clock import now
from workflows.extensions import register_effect_kind
from workflows.follow_ups import follow_up, follows
from workflows.models import FollowUp

for kind, title in {
    "video_room_end": gettext_lazy("Media server: the call is over"),
    "video_put_out": gettext_lazy("Media server: put out of the call"),
}.items():
    register_effect_kind(kind, title)
TALKED_OUT = (*OVER, State.WRAP_UP, State.FALLBACK_PHONE)


def end_room(session: Session) -> None:
    """Have the room of a call ended, once somebody met in it and nobody is to any more."""
    if engine_named(session.engine).has_rooms and session.joined_at and session.state in TALKED_OUT:
        follow_up(session.submission, "video_room_end", mark=str(session.pk), call=session.pk)


def put_out(participant: Participant) -> None:
    """Have somebody put out of the room who came in once, and whose key is taken away."""
    session = participant.session
    if engine_named(session.engine).has_rooms and participant.entered_at and not session.is_over:
        # Each time anew: who came back by another link may be put out again.
        mark = f"{participant.pk}-{int(now().timestamp())}"
        follow_up(session.submission, "video_put_out", mark=mark, person=participant.pk)


@follows("video_room_end")
def tell_the_end(row: FollowUp) -> None:
    """Tell the media server that the call is over."""
    session = Session.objects.filter(pk=row.data["call"]).first()
    if session is None:
        raise GiveUp("the call is not there any more")
    engine_named(session.engine).end(session)


@follows("video_put_out")
def tell_who_is_out(row: FollowUp) -> None:
    """Tell the media server whom to put out."""
    participant = Participant.objects.select_related("session").filter(pk=row.data["person"]).first()
    if participant is None:
        raise GiveUp("the person is not there any more")
    engine_named(participant.session.engine).remove(participant)
