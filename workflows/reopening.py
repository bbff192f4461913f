"""Which questions an officer may open again, and which of them are asked at all with the answers as they are."""

from collections.abc import Collection, Iterator

from workflows.anonymity import STAY_ANONYMOUS, left_out
from workflows.definition import Definition, Group, Question, kind_of, mentioned
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


def with_what_they_hang_on(submission: Submission, keys: list[str]) -> list[str]:
    """Return the keys and, of what is not asked with the answers as they are, the questions that decide whether it is.

    Alone it would be opened and never seen.
    """
    known, visible = Definition.of(submission.definition), asked_now(submission)
    needed = {each for key in keys if key not in visible for each in _hangs_on(known, key)}
    can_be_asked = {asked.key for asked in reopenable(submission)}
    return [*keys, *(key for key in known.asked if key in needed & can_be_asked and key not in keys)]


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
