"""Every mail and text message, composed as it is sent, for a report of the demonstration."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.utils import formats
from django.utils.timezone import localdate, now

from cms.feedback import mails as feedback_mails
from cms.models import Feedback
from config.side_by_side.entries import Entry, in_each
from integrations.mail.send import OutgoingMail
from video import sending
from video.models import JoinLink, Opening, Participant, Session
from workflows import form_messages, letters, links, proving
from workflows.drafts import begin_draft
from workflows.models import (
    EmailLink,
    EmailProof,
    FollowUp,
    FormLink,
    LetterTemplate,
    Status,
    Submission,
    SurveyInvitation,
)
from workflows.surveys import messages

# A letter that needs something of the report that not every one has: the state of one that has it.
STATES = {
    "received": Status.SUBMITTED,
    "information": Status.INFORMATION_REQUESTED,
    "rejected": Status.REJECTED,
    "withdrawn": Status.WITHDRAWN,
    "filed": Status.FILED,
}


_CALL, _APPOINTMENT, _IN_PERSON = Session.Kind.NOW, Session.Kind.APPOINTMENT, Session.Kind.IN_PERSON
# The code of a survey, and who it goes to.
_MAILED = ("AAAA-BBBB-CCCC", "camille@example.org")
_TEXTED = ("AAAA-BBBB-CCCC", "+12045550123")


def entries() -> Iterator[Entry]:
    """Yield all mails, then all text messages."""
    for template in LetterTemplate.objects.order_by("kind"):
        yield in_each("mail", f"letter {template.kind}", partial(_letter, template.kind))
    yield in_each("mail", "link to follow", partial(_link, draft=False))
    yield in_each("mail", "link to go on", partial(_link, draft=True))
    yield in_each("mail", "code that proves an address", _proof)
    yield in_each("mail", "form asked for", lambda code: words(form_messages.mail_of(_form(code))))
    yield in_each("mail", "form begun with staff", lambda code: words(form_messages.mail_of(_begun(code))))
    yield in_each("mail", "survey", lambda code: words(messages.mail_of(_invitation(code), *_MAILED)))
    yield in_each("mail", "feedback that points at danger", _alarm)
    yield in_each("mail", "link to a call now", partial(_call, _CALL))
    yield in_each("mail", "link to a call at a time", partial(_call, _APPOINTMENT))
    yield in_each("mail", "meeting in person", partial(_call, _IN_PERSON))
    yield in_each("text message", "link to a call now", partial(_call_by_text, _CALL))
    yield in_each("text message", "link to a call at a time", partial(_call_by_text, _APPOINTMENT))
    yield in_each("text message", "form asked for", lambda code: form_messages.text_of(_form(code)).text)
    yield in_each("text message", "form begun", lambda code: form_messages.text_of(_begun(code)).text)
    yield in_each("text message", "survey", lambda code: messages.text_of(_invitation(code), *_TEXTED).text)


def words(mail: OutgoingMail) -> str:
    """Return the subject and the text of a mail."""
    return f"{mail.subject}\n\n{mail.text}"


def report_in(state: str, language: str) -> Submission:
    """Return a report of the demonstration in a state (else any that was sent), as if in a language; not saved."""
    sent = Submission.objects.exclude(status=Status.DRAFT).order_by("pk")
    report = (
        sent.filter(status=state).first() or sent.filter(permanent_number__isnull=False).first() or sent.get()
    )
    report.language = language
    return report


def _letter(kind: str, language: str) -> str:
    report = report_in(STATES.get(kind, Status.FILED), language)
    day = formats.date_format(localdate() + timedelta(days=10), "DATE_FORMAT")
    places = {"text": "[…]", "answer_by": day, "due_on": day}
    mail = letters.compose(kind, report, "camille@example.org", "<catalogue@localhost>", places)
    return words(mail)


def _draft(language: str) -> Submission:
    return begin_draft(report_in(Status.SUBMITTED, language).report_type, language=language)


def _link(language: str, *, draft: bool) -> str:
    report = _draft(language) if draft else report_in(Status.SUBMITTED, language)
    link = links.make_link(report, EmailLink.Purpose.RESUME if draft else EmailLink.Purpose.TRACK)
    link.submission = report
    return words(links.mail_of(link, "camille@example.org"))


def _proof(language: str) -> str:
    proof = EmailProof(submission=_draft(language), sent_at=now(), code_hash="0" * 64)
    return words(proving.mail_of(proof, "camille@example.org"))


def _form(language: str) -> FormLink:
    report_type = report_in(Status.SUBMITTED, language).report_type
    return FormLink(
        code="catalogue", address="camille@example.org", language=language, report_type=report_type
    )


def _begun(language: str) -> FormLink:
    link = _form(language)
    link.submission = _draft(language)
    return link


def _alarm(language: str) -> str:
    return words(feedback_mails.composed(Feedback(pk=1), "dana@example.org", language))


def _invitation(language: str) -> SurveyInvitation:
    return SurveyInvitation(language=language, expires_on=localdate() + timedelta(days=30))


def _session(kind: Session.Kind, language: str) -> Session:
    opening = None if kind == Session.Kind.NOW else Opening(starts_at=now() + timedelta(days=2))
    return Session(
        submission=report_in(Status.SUBMITTED, language), kind=kind, language=language, opening=opening
    )


def _link_of(session: Session) -> JoinLink:
    return JoinLink(participant=Participant(session=session, public_id=UUID(int=1)), nonce="catalogue")


def _call(kind: Session.Kind, language: str) -> str:
    session = _session(kind, language)
    link = None if kind == _IN_PERSON else _link_of(session)
    return words(sending.mail_of(session, link, "camille@example.org", FollowUp(pk=1)))


def _call_by_text(kind: Session.Kind, language: str) -> str:
    session = _session(kind, language)
    return sending.text_of(session, _link_of(session))
