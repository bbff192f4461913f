"""A link to a form for a caller, asked for by staff: by mail or text message, once. It says nothing of the matter.

The row holds the address until the message went; history never holds it. The link leads to a short address, which
knows the report type; for a draft that staff began, to a page that opens it once, within ten minutes.
"""

import secrets as random
from datetime import timedelta
from typing import Any

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from integrations.texts.send import is_offered
from workflows.anonymity import is_anonymous
from workflows.attempts import TooMany, count_within
from workflows.definition import Definition, Problem
from workflows.drafts import is_open
from workflows.entering import may_enter
from workflows.errors import Closed, Invalid, NotAllowed
from workflows.extensions import register_effect_kind, register_event_kind
from workflows.follow_ups import follow_up, follow_up_alone
from workflows.history import record
from workflows.models import FormLink, ReportType, Submission
from workflows.secrets import ALPHABET

KIND = "form_link"
REGION = "CA"
LONGEST_ADDRESS = 254
# To one address in 15 minutes: a caller who mistyped needs a second one, nobody needs a sixth.
MOST_TO_ONE = 5
KEPT = timedelta(days=8)
WAITING = (FormLink.State.READY, FormLink.State.SENDING, FormLink.State.UNCERTAIN)

register_event_kind("form_sent", gettext_lazy("Link to the form sent to a caller"))
register_effect_kind(KIND, gettext_lazy("Message: link to the form"))


def refusal_of_texts(report_type: ReportType) -> str:
    """Return why nothing of this type goes out as a text message, or nothing."""
    if not is_offered():
        return _("This site sends no text messages. Send it by e-mail.")
    if report_type.policy.sensitive:
        return _(
            "This kind of report is sensitive. Others may read a phone, so no text message is sent. "
            "Send it by e-mail to an address that only this person reads."
        )
    return ""


def refusal_of_links(draft: Submission) -> str:
    """Return why no link to what was entered so far goes out, or nothing: the same holds for citizens' own drafts."""
    if is_anonymous(draft.answers):
        return _("The person stays anonymous: no link is sent. Say the code, or print this page for them.")
    if Definition.of(draft.definition).resume != "code_and_link":
        return _(
            "People come back to this kind of report by a code alone: no link is sent. "
            "Say the code, or print this page for them."
        )
    return ""


@transaction.atomic
def send_form(
    report_type: ReportType,
    *,
    by: User,
    way: str,
    address: str,
    language: str,
    draft: Submission | None = None,
) -> FormLink:
    """Have the link to a form sent to a caller; with `draft`, the link that opens what was entered so far.

    Raises `Invalid` for an address that is none, for text messages of a sensitive matter and for a draft to which no
    link goes, `Closed`, `NotAllowed`, and `TooMany` past the limits.
    """
    _allow(by, report_type, draft)
    refused = refusal_of_links(draft) if draft is not None else ""
    if refused:
        raise Invalid([Problem("/way", "no_link", refused)])
    to = _checked(report_type, way, address)
    _count(by, to)
    link = FormLink.objects.create(
        code="".join(random.choice(ALPHABET) for _place in range(10)),
        report_type=report_type,
        submission=draft,
        language=language,
        way=way,
        address=to,
        sent_by=by,
    )
    entry = str(draft.public_id) if draft else ""
    record("form_sent", by=by, report_type=report_type.key, way=way, language=language, draft=entry)
    if draft is None:
        follow_up_alone(KIND, mark=str(link.pk), link=link.pk)
    else:
        follow_up(draft, KIND, mark=str(link.pk), link=link.pk)
    return link


def _allow(by: User, report_type: ReportType, draft: Submission | None) -> None:
    if not may_enter(by) or (draft is not None and draft.entered_by_id != by.pk):
        raise NotAllowed
    if not (is_open(draft) if draft is not None else report_type.is_open(now())):
        raise Closed


def _checked(report_type: ReportType, way: str, address: str) -> str:
    if way == FormLink.Way.TEXT:
        refused = refusal_of_texts(report_type)
        if refused:
            raise Invalid([Problem("/way", "sensitive", refused)])
        return _phone(address)
    if way == FormLink.Way.EMAIL:
        return _email(address)
    raise Invalid([Problem("/way", "choice", _("Choose from the list."))])


def _email(address: str) -> str:
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise _wrong(_("Enter an e-mail address, such as name@example.org.")) from wrong
    if len(address) > LONGEST_ADDRESS or not address.isascii():
        raise _wrong(_("Enter an e-mail address, such as name@example.org."))
    return address


def _phone(address: str) -> str:
    sentence = _("Enter a phone number with the area code, such as 204-555-0142.")
    try:
        number = phonenumbers.parse(address, REGION)
    except phonenumbers.NumberParseException as wrong:
        raise _wrong(sentence) from wrong
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise _wrong(sentence)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _wrong(sentence: str) -> Invalid:
    return Invalid([Problem("/address", "address", sentence)])


def _count(by: User, to: str) -> None:
    """Count a message by who sends it and by where it goes; the address is counted as a keyed hash."""
    limits = (
        (f"{KIND}-by", str(by.pk), settings.FORM_LINKS_PER_STAFF),
        (f"{KIND}-to", to.casefold(), MOST_TO_ONE),
    )
    try:
        count_within(limits)
    except TooMany as pause:
        raise TooManyMessages(pause.retry_after) from pause


class TooManyMessages(TooMany):
    """Too many messages from one member of staff, or to one address."""

    sentence: Any = gettext_lazy(
        "Too many messages went out in a short time. Wait 15 minutes, then try again."
    )


def form_behind(code: str) -> FormLink | None:
    """Return the link with this code. It opens nothing: it says which form was meant, in which language."""
    links = FormLink.objects.select_related("report_type")
    return links.filter(code=code.upper(), submission=None).first()


def forget_addresses() -> int:
    """Forget where messages were to go that went nowhere for a week; return how many."""
    left = FormLink.objects.filter(state__in=WAITING, made_at__lt=now() - KEPT).exclude(address="")
    return left.update(address="", state=FormLink.State.OVER)
