"""Drafts: a report while the citizen writes it. Every answer is kept, also one that is not valid yet."""

import copy
import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import definition, secrets
from workflows.attachments import file_facts
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Closed, Invalid, Stale, WrongState
from workflows.models import ReportType, Status, Submission
from workflows.working_days import local_day

DRAFT_DAYS = 30
# Characters of all answers of a draft as JSON, whether valid or not.
MOST_STORED = 4_000_000


def begin_draft(
    report_type: ReportType,
    *,
    language: str,
    channel: str = Submission.Channel.WEB,
    by: User | None = None,
    source: str = "",
) -> Submission:
    """Begin a draft on the type's current version, which it stays with. `by` is staff entering for a caller."""
    at = now()
    version = report_type.current_version
    if version is None or not report_type.is_open(at):
        raise Closed
    draft = Submission(
        report_type=report_type,
        form_version=version,
        language=language if language in version.languages else version.languages[0],
        channel=channel,
        entered_by=by,
        source=source,
        nonce=secrets.new_nonce(),
        expires_at=at + timedelta(days=DRAFT_DAYS),
    )
    draft.resume_code_hash = secrets.code_hash("resume", secrets.resume_code(draft.public_id, draft.nonce))
    draft.save()
    return draft


def token_of(draft: Submission) -> str:
    """Return the draft's API token; it is derived, never stored."""
    return secrets.draft_token(draft.public_id, draft.nonce)


def resume_code_of(draft: Submission) -> str:
    """Return the code that opens the draft on any device."""
    return secrets.resume_code(draft.public_id, draft.nonce)


def find_draft(public_id: Any, token: str) -> Submission | None:
    """Return the draft (or what became of it) that `token` opens, or None."""
    draft = next(iter(drafts().filter(public_id=public_id)[:1]), None)
    if draft is None or not secrets.same(token_of(draft), token):
        return None
    return draft


def resume(code: str) -> Submission | None:
    """Return the open draft that a resume code leads to, or None: unknown and expired look the same."""
    draft = drafts().filter(resume_code_hash=secrets.code_hash("resume", code)).first()
    return draft if draft is not None and is_open(draft) else None


def drafts() -> Any:
    """All submissions with what a draft's pages need, in one query. The policy is read when it is sent."""
    rows = Submission.objects.select_related("form_version", "report_type")
    return rows.defer("form_version__canonical", "form_version__languages")


# What can change of a row for as long as it is a draft.
CHANGING = ("status", "answers", "revision", "language", "expires_at", "saved_at")


def lock_draft(draft: Submission) -> Submission:
    """Return the draft as it is now, its row locked until the transaction ends; or what became of it."""
    row = Submission.objects.select_for_update().values(*CHANGING).get(pk=draft.pk)
    if row["status"] != Status.DRAFT or draft.status != Status.DRAFT:
        found: Submission = drafts().get(pk=draft.pk)
        return found
    locked = copy.copy(draft)
    locked.__dict__.update(row)
    return locked


def is_open(draft: Submission) -> bool:
    """Whether the draft can still be written to."""
    return draft.status == Status.DRAFT and draft.expires_at is not None and draft.expires_at > now()


def save_answers(
    draft: Submission, patch: dict[str, Any], *, language: str = "", seen: int | None = None
) -> tuple[Submission, list[definition.Problem]]:
    """Merge `patch` into the draft by key (None removes) and return it with the problems of what was given.

    What is not valid is stored too. `seen` is the revision the writer had read: an older one raises `Stale`
    with the answers stored now, so that nothing is overwritten unread.
    """
    values, problems = definition.check_patch(draft.definition, patch, language or draft.language)
    with transaction.atomic():
        draft = lock_draft(draft)
        if not is_open(draft):
            raise (WrongState if draft.status != Status.DRAFT else Closed)
        if seen is not None and seen != draft.revision:
            raise Stale(draft.answers, draft.revision)
        merged = {**draft.answers, **values}
        merged = {key: value for key, value in merged.items() if value is not None}
        if merged != draft.answers:
            _refuse_too_much(merged)
            draft.answers = merged
            draft.revision += 1
            draft.save(update_fields=["answers", "revision", "saved_at"])
    return draft, problems


def _refuse_too_much(answers: dict[str, Any]) -> None:
    if len(json.dumps(answers)) > MOST_STORED:
        raise Invalid([Problem("", "too_large", _("This is larger than what is taken here."))])


def assess(submission: Submission, *, language: str = "", answers: Any = None) -> definition.Outcome:
    """Look at the answers as a whole: what blocks sending, what is asked, what comes next."""
    return definition.assess(
        submission.definition,
        submission.answers if answers is None else answers,
        language or submission.language,
        today=local_day(),
        files=file_facts(submission),
    )


def speak(draft: Submission, language: str) -> None:
    """Note the language that the citizen reads now: letters and copies are in it."""
    if language != draft.language and language in draft.form_version.languages:
        draft.language = language
        draft.save(update_fields=["language"])


def delete_expired() -> int:
    """Delete drafts whose time is over, with their files' rows; return how many. Nothing sent is touched."""
    expired = Submission.objects.filter(status=Status.DRAFT, expires_at__lt=now() - timedelta(days=1))
    count = 0
    for draft in expired.iterator():
        with transaction.atomic():
            draft.attachments.all().delete()
            draft.follow_ups.all().delete()
            draft.delete()
        count += 1
    return count
