"""One person's trial of one draft: the answers typed or taken from test answers, kept in the admin session only.

No report is made, nothing is mailed, no file is kept: a file that is chosen counts as given under a made-up name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate, now
from django.utils.translation import get_language

from forms.compile import compile_page
from forms.models import ReportTypePage
from forms.samples import OF_FILES, EveryFile
from forms.way.answers import is_blank, patch_of, pressed, with_rows_of_files
from forms.way.uploads import uploads
from workflows import definition
from workflows.definition import Definition, Group, Outcome, Problem, Question, Step

KEPT = "reportforms_trials"
PRETENDED = "test-file"


@dataclass
class Trial:
    """The draft that is tried, and the answers that it is tried with."""

    page: ReportTypePage
    answers: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """The definition of the draft as it was last saved."""
        return compile_page(self.page)

    @cached_property
    def read(self) -> Definition:
        """The same, read into plain objects."""
        return Definition.of(self.body)

    @property
    def outcome(self) -> Outcome:
        """How the answers stand today, in the active language; files that are named count as there."""
        return definition.assess(
            self.read, self.answers, get_language() or "en", today=localdate(), now=now(), files=EveryFile()
        )

    @property
    def problems(self) -> list[Problem]:
        """What keeps the answers from being sent."""
        return [each for each in self.outcome.problems if each.code not in OF_FILES]

    def take(self, answers: Mapping[str, Any]) -> list[Problem]:
        """Put answers over those that there are; return what is wrong with them."""
        patch, problems = definition.check_patch(self.read, answers, get_language() or "en")
        self.answers = definition.merged(self.answers, patch)
        return problems

    def take_post(self, request: HttpRequest, step: Step) -> None:
        """Take what a posted step brings, and note that the files in it were chosen."""
        asked = list(step.asked)
        post = with_rows_of_files(asked, request.POST, request.FILES)
        self.take(patch_of(asked, self.answers, post))
        for upload in uploads(request, asked, self.answers, post):
            name = f"{PRETENDED}-{upload.field}"[:64]
            self.answers = _with_file(self.answers, upload.field, name)
        if pressed(request.POST) == "continue":
            self.answers = {key: _without_blank(asked, key, value) for key, value in self.answers.items()}


def trial_of(request: HttpRequest, page: ReportTypePage) -> Trial:
    """Return the trial of a page in this session; one that was not begun has no answers."""
    return Trial(page, dict(_kept(request).get(str(page.pk)) or {}))


def keep(request: HttpRequest, trial: Trial) -> None:
    """Keep the answers of a trial in the session."""
    request.session[KEPT] = {**_kept(request), str(trial.page.pk): trial.answers}


def _kept(request: HttpRequest) -> dict[str, dict[str, Any]]:
    kept = request.session.get(KEPT)
    return kept if isinstance(kept, dict) else {}


def _with_file(answers: dict[str, Any], place: str, name: str) -> dict[str, Any]:
    """Return answers in which the field at `place` names a file."""
    key, *row = place.split("-", 2)
    if not row:
        return {**answers, key: [name]}
    number, question = int(row[0]), row[1]
    rows = [
        {**each, question: [name]} if index == number else each for index, each in enumerate(answers[key])
    ]
    return {**answers, key: rows}


def _without_blank(asked: Iterable[Question | Group], key: str, value: Any) -> Any:
    """Leave out rows in which nothing was answered, as long as the group can spare them."""
    group = next((each for each in asked if each.key == key and isinstance(each, Group)), None)
    if group is None or not isinstance(value, list):
        return value
    filled = [row for row in value if isinstance(row, dict) and not is_blank(row)]
    return filled if len(filled) >= group.min else value
