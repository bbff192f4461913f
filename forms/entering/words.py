"""What the pages of the way say while staff walk it for somebody: whose words these are, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.models import Submission

PHONE, LETTER, COUNTER = Submission.Channel.PHONE, Submission.Channel.LETTER, Submission.Channel.COUNTER
LANGUAGES = {"en": "English", "fr": "Français"}


@dataclass(frozen=True)
class Language:
    """A language that the person could have instead, and where it is chosen."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Entered:
    """What a page says when a report is entered for somebody. Links that are empty are not shown."""

    says: str
    note: str = ""
    declaration_title: str = ""
    declares: str = ""
    desk: str = ""
    desk_title: str = ""
    send: str = ""
    give_up: str = ""
    languages: tuple[Language, ...] = ()
    channels: tuple[tuple[str, str], ...] = ()


def entered_draft(draft: Submission) -> Entered:
    """Return the words for a draft, in the language that is active: the person's."""
    return Entered(
        says=says(draft.channel),
        note=_note(draft.channel),
        declaration_title=_("The person’s declaration"),
        declares=declares(draft.channel),
        desk=reverse("entering:overview"),
        desk_title=_("Reports I am entering"),
        send=_of(draft, "send"),
        give_up=_of(draft, "give_up"),
        languages=tuple(
            Language(code, LANGUAGES[code], _of(draft, "use_language"))
            for code in draft.form_version.languages
            if code != draft.language and code in LANGUAGES
        ),
    )


def entered_report(report: Submission) -> Entered:
    """Return the words for a report that was sent just now: there is nothing left to give up or to hand on."""
    return Entered(
        says=says_sent(report.channel),
        desk=reverse("entering:overview"),
        desk_title=_("Reports I am entering"),
    )


def entered_answer(report: Submission) -> Entered:
    """Return the words for what is added to a sent report."""
    return Entered(
        says=_("You are entering this for the person who sent report %(number)s.")
        % {"number": report.temporary_number},
        note=_("Write down what they say, in their words."),
        desk=reverse("desk:report", args=[report.temporary_number]),
        desk_title=_("Back to the report on the desk"),
        channels=tuple(channels()),
    )


def channels() -> list[tuple[str, str]]:
    """Return the ways by which something that staff enter came in."""
    return [(PHONE, _("By phone")), (LETTER, _("By letter")), (COUNTER, _("At the counter"))]


def says(channel: str) -> str:
    """Say for whom this is."""
    if channel == LETTER:
        return _("You are entering a report from a letter.")
    if channel == COUNTER:
        return _("You are entering a report for a person at the counter.")
    return _("You are entering a report for a caller.")


def says_sent(channel: str) -> str:
    """Say for whom this was."""
    if channel == LETTER:
        return _("You entered this report from a letter.")
    if channel == COUNTER:
        return _("You entered this report for a person at the counter.")
    return _("You entered this report for a caller.")


def _note(channel: str) -> str:
    if channel == LETTER:
        return _("Copy what the letter says. Attach a scan of it where photos or papers are asked for.")
    return _("Read each question aloud and write down the answer in their words.")


def declares(channel: str) -> str:
    """Return what staff confirm in place of “I declare this”."""
    if channel == LETTER:
        return _("The person signed the letter, and it says what is entered here")
    return _("I read this and the answers aloud, and the person confirmed that they are true")


def _of(draft: Submission, name: str) -> Any:
    return reverse(f"entering:{name}", args=[draft.public_id])
