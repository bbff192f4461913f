"""Which questions an officer may open again, and which of them are asked at all with the answers as they are."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from workflows.anonymity import STAY_ANONYMOUS, left_out
from workflows.definition import Definition, Group, Problem, Question, kind_of, mentioned
from workflows.definition.kinds.base import said
from workflows.definition.visibility import view_of
from workflows.models import Submission

Asked = Question | Group


def reopenable(submission: Submission) -> Iterator[Asked]:
    """Yield what can be asked again, in its order.

    Nobody answers a sum. Whether a person stays anonymous is theirs to say, once; who they are is then not asked.
    """
    for step in Definition.of(submission.definition).steps:
        for asked in step.asked:
            worked_out = isinstance(asked, Question) and kind_of(asked).worked_out
            if (
                not worked_out
                and asked.key != STAY_ANONYMOUS
                and not left_out(step, asked, submission.answers)
            ):
                yield asked


def asked_now(submission: Submission) -> Collection[str]:
    """Return the keys of what is asked with the answers as they are."""
    return view_of(Definition.of(submission.definition), submission.answers).visible


def never_seen(submission: Submission, keys: Iterable[str]) -> Problem | None:
    """Return what is wrong with opening these questions: one would not be asked, whatever is answered to the others."""
    known, visible = Definition.of(submission.definition), asked_now(submission)
    opened = set(keys)
    for key in sorted(opened - set(visible)):
        hangs_on = _hangs_on(known, key)
        if hangs_on & opened:
            continue
        return Problem("/questions", "not_asked", _why(known, key, _labels(known, hangs_on, submission)))
    return None


def _hangs_on(known: Definition, key: str) -> set[str]:
    """Return the keys of the questions that decide, by themselves or through others, whether one is asked."""
    conditions = {asked.key: (step.show_if, asked.show_if) for step in known.steps for asked in step.asked}
    found: set[str] = set()
    waiting = [key]
    while waiting:
        each = waiting.pop()
        asked = known.asked.get(each)
        read = {name for condition in conditions.get(each, ()) for name in mentioned(condition)}
        if isinstance(asked, Question) and kind_of(asked).worked_out:
            read.add(str(asked.limits.get("group", "")))
        new = (read & known.asked.keys()) - found
        found |= new
        waiting += new
    return found


def _labels(known: Definition, keys: Iterable[str], submission: Submission) -> list[str]:
    named = {asked.key for asked in reopenable(submission)} & set(keys)
    return [said(asked.label) for key, asked in known.asked.items() if key in named]


def _why(known: Definition, key: str, others: list[str]) -> str:
    question = said(known.asked[key].label)
    if not others:
        return _("“%(question)s” is not asked in this report.") % {"question": question}
    sentence = _("“%(question)s” is asked only after other answers. Open these too: %(others)s")
    return sentence % {"question": question, "others": ", ".join(others)}
