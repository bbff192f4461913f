"""Drafts: a report while the citizen writes it. Every answer is kept, also one that is not valid yet."""

import copy
import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import definition, secrets
from workflows.anonymity import without_identity
from workflows.attachments import file_facts
from workflows.clock import now
from workflows.definition import Definition, Problem
from workflows.errors import Closed, Invalid, Stale, WrongState
from workflows.forgetting import forget
from workflows.models import FormVersion, ReportType, Status, Submission
from workflows.permissions import require
from workflows.proving import asks_for_proofs, proved_in
from workflows.sources import count_stage
from workflows.working_days import local_day

DRAFT_DAYS = 30
# A draft that its person keeps in a file is here only while it is being written: so long after the last save.
HELD_FOR = timedelta(hours=2)
# Characters of all answers of a draft as JSON, whether valid or not.
MOST_STORED = 4_000_000
# Answers to questions that the report does not have; they are named and kept, like all that is wrong.
MOST_UNKNOWN = 1_000


def begin_draft(
    report_type: ReportType,
    *,
    language: str,
    channel: str = Submission.Channel.WEB,
    by: User | None = None,
    source: str = "",
    version: FormVersion | None = None,
) -> Submission:
    """Begin a draft on the type's current version, which it stays with. `by` is staff entering for a caller.

    `version` is an earlier one of the type, for a draft that comes back out of its person's file.
    """
    at = now()
    anew = version is None
    version = version or report_type.current_version
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
    if by is not None:
        require(by, "submit", draft)
    if is_here_while_written(draft):
        draft.expires_at = at + HELD_FOR
    else:
        draft.resume_code_hash = _code_hash(draft)
    draft.save()
    if anew:
        count_stage(draft, "begun")
    return draft


def _code_hash(draft: Submission) -> str:
    return secrets.code_hash("resume", secrets.resume_code(draft.public_id, draft.nonce))


def is_kept_in_a_file(draft: Submission) -> bool:
    """Whether the person keeps this draft in a file: it has no code, and nothing of it stays here."""
    return draft.entered_by_id is None and Definition.of(draft.definition).resume == "file"


def is_here_while_written(draft: Submission) -> bool:
    """Whether a draft goes soon after its last save: its person has it in a file, or wrote it at a kiosk."""
    return draft.channel == Submission.Channel.KIOSK or is_kept_in_a_file(draft)


def hold(draft: Submission) -> tuple[str, ...]:
    """Put off the end of a draft that is only here while it is written; return the columns that changed."""
    if not is_here_while_written(draft):
        return ()
    draft.expires_at = now() + HELD_FOR
    return ("expires_at",)


def token_of(draft: Submission) -> str:
    """Return the draft's API token; it is derived, never stored."""
    return secrets.draft_token(draft.public_id, draft.nonce)


def resume_code_of(draft: Submission) -> str:
    """Return the code that opens the draft on any device; nothing for one that is only here while written."""
    return "" if is_here_while_written(draft) else secrets.resume_code(draft.public_id, draft.nonce)


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
CHANGING = ("status", "answers", "revision", "language", "expires_at", "saved_at", "prefilled")


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
    _refuse_too_many(draft, patch)
    values, problems = definition.check_patch(draft.definition, patch, language or draft.language)
    with transaction.atomic():
        draft = lock_draft(draft)
        if not is_open(draft):
            raise (WrongState if draft.status != Status.DRAFT else Closed)
        if seen is not None and seen != draft.revision:
            raise Stale(draft.answers, draft.revision)
        merged = {**draft.answers, **values}
        merged = {key: value for key, value in merged.items() if value is not None}
        merged = without_identity(draft.definition, merged)
        if merged != draft.answers:
            _refuse_too_much(merged)
            changed = _still_prefilled(draft, merged)
            draft.answers = merged
            draft.revision += 1
            draft.save(update_fields=["answers", "revision", "saved_at", *changed, *hold(draft)])
    return draft, problems


def fill_in(draft: Submission, values: dict[str, Any]) -> Submission:
    """Save what a link filled in, and which answers those are: until the person changes them."""
    draft, _problems = save_answers(draft, values)
    draft.prefilled = [key for key in values if key in draft.answers]
    draft.save(update_fields=["prefilled"])
    return draft


def _still_prefilled(draft: Submission, merged: dict[str, Any]) -> tuple[str, ...]:
    """Forget that a link filled in what the person changed since; return the columns that changed."""
    kept = [key for key in draft.prefilled if merged.get(key) == draft.answers.get(key)]
    if kept == draft.prefilled:
        return ()
    draft.prefilled = kept
    return ("prefilled",)


def _refuse_too_many(draft: Submission, patch: dict[str, Any]) -> None:
    given = {key for key, value in patch.items() if value is not None} | draft.answers.keys()
    if len(given - Definition.of(draft.definition).asked.keys()) > MOST_UNKNOWN:
        raise Invalid(
            [Problem("", "too_many", _("This has far more answers than the report has questions."))]
        )


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
        proved=proved_in(submission) if asks_for_proofs(submission) else None,
    )


def speak(draft: Submission, language: str) -> None:
    """Note the language that the citizen reads now: letters and copies are in it."""
    if language != draft.language and language in draft.form_version.languages:
        draft.language = language
        draft.save(update_fields=["language"])


def delete_expired() -> int:
    """Delete drafts whose time is over, with all that hangs on them; return how many. Nothing sent is touched.

    What a person keeps in a file goes at once; other drafts a day later.
    """
    over = Q(expires_at__lt=now() - timedelta(days=1)) | Q(resume_code_hash=None, expires_at__lt=now())
    return sum(forget(draft) for draft in Submission.objects.filter(over, status=Status.DRAFT).iterator())
