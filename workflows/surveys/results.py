"""Results: how each question was answered, in all and by type, unit, language or quarter; small cells hidden."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows import definition
from workflows.definition import Definition, Question
from workflows.models import Status, Submission, Survey, SurveyInvitation, SurveyResponse
from workflows.surveys.groups import Group, group_of, titles_of
from workflows.surveys.suppression import SMALLEST, Shown, shown

TEXTS = frozenset({"short_text", "long_text", "statement"})
CHOSEN = frozenset({"one_of", "yes_no", "some_of", "how_known"})
YES_NO = (("yes", _("Yes")), ("no", _("No")), ("not_sure", _("Not sure")))
# From so many answers on a rounded mean says nothing about a single hidden cell.
MEAN_FROM = 20
State = SurveyInvitation.State


@dataclass(frozen=True)
class Row:
    """One choice: how many chose it in all and in each group; None is hidden."""

    token: str
    label: str
    count: int | None
    share: int | None
    by: list[int | None]


@dataclass(frozen=True)
class QuestionResult:
    """One question: how many answered it, its choices, the mean of a five-point scale."""

    key: str
    label: str
    n: int | None
    by_n: list[int | None]
    rows: list[Row]
    mean: float | None
    by_mean: list[float | None]


@dataclass(frozen=True)
class Rate:
    """How many were asked, and how many answered: in all or in one group."""

    title: str
    sent: int | None
    refused: int | None
    answered: int | None
    percent: int | None


@dataclass(frozen=True)
class Results:
    """All of a survey; `groups` are the titles of the columns beside the one for all."""

    survey: Survey
    n: int | None
    groups: list[str]
    questions: list[QuestionResult]
    rate: Rate
    rates: list[Rate]


@dataclass(frozen=True)
class Answered:
    """One response as results need it."""

    answers: Mapping[str, Any]
    group: str


def results_of(survey: Survey, by: str, language: str) -> Results:
    """Return the results of a survey, grouped by `by` (nothing, or one of `groups.GROUPS`)."""
    group = group_of(by)
    responses = [Answered(each.answers, group(each)) for each in SurveyResponse.objects.filter(survey=survey)]
    keys = sorted({each.group for each in responses}) if by else []
    body = survey.current_version.definition if survey.current_version else {}
    questions = [_question(each, responses, keys, language) for each in _asked(body) if each.kind in CHOSEN]
    rate, rates = _rates(survey, group, keys, titles_of(by, keys, language))
    n = len(responses) if len(responses) >= SMALLEST else None
    return Results(survey, n, titles_of(by, keys, language), questions, rate, rates)


def _asked(body: Any) -> Iterator[Question]:
    asked = Definition.of(body).asked.values()
    return (each for each in asked if isinstance(each, Question))


def _question(
    question: Question, responses: Sequence[Answered], keys: Sequence[str], language: str
) -> QuestionResult:
    answered = [each for each in responses if definition.is_answered(each.answers.get(question.key))]
    choices = _choices(question, language)
    columns = list(keys) or [""]
    of = (lambda each: each.group) if keys else (lambda _each: "")
    if question.kind == "some_of":
        rows, total, by_n = _some_of(question, answered, choices, columns, of)
    else:
        rows, total, by_n = _one_of(question, answered, choices, columns, of)
    mean, by_mean = _means(question, answered, columns, of, rows, by_n)
    empty = not keys
    return QuestionResult(
        question.key,
        definition.pick(question.label, language),
        total,
        [] if empty else by_n,
        [Row(row.token, row.label, row.count, row.share, [] if empty else row.by) for row in rows],
        mean,
        [] if empty else by_mean,
    )


Of = Callable[[Answered], str]
Choices = list[tuple[str, str]]


def _choices(question: Question, language: str) -> Choices:
    if question.kind == "yes_no":
        offered = YES_NO if question.not_sure else YES_NO[:2]
        return [(token, str(title)) for token, title in offered]
    return [(each.token, definition.pick(each.label, language)) for each in question.choices]


def _tokens(value: Any) -> list[str]:
    if isinstance(value, dict):
        return ["not_sure"]
    return list(value) if isinstance(value, list) else [str(value)]


def _one_of(
    question: Question, answered: Sequence[Answered], choices: Choices, columns: list[str], of: Of
) -> tuple[list[Row], int | None, list[int | None]]:
    """One choice an answer: the counts of a group add up to all its answers."""
    counts = Counter((_tokens(each.answers[question.key])[0], of(each)) for each in answered)
    known = [token for token, _label in choices]
    choices = [*choices, *((token, token) for token in sorted({t for t, _g in counts} - set(known)))]
    table = shown([[counts[token, column] for column in columns] for token, _label in choices])
    rows = [
        Row(token, label, table.row_totals[at], _percent(table.row_totals[at], table.total), table.cells[at])
        for at, (token, label) in enumerate(choices)
    ]
    return rows, table.total, table.column_totals


def _some_of(
    question: Question, answered: Sequence[Answered], choices: Choices, columns: list[str], of: Of
) -> tuple[list[Row], int | None, list[int | None]]:
    """Several choices an answer: each choice is a table of its own, of those who chose it and those who did not."""
    everybody = Counter(of(each) for each in answered)
    rows: list[Row] = []
    table: Shown | None = None
    for token, label in choices:
        chose = Counter(of(each) for each in answered if token in _tokens(each.answers[question.key]))
        table = shown(
            [[chose[each] for each in columns], [everybody[each] - chose[each] for each in columns]]
        )
        share = _percent(table.row_totals[0], table.total)
        rows.append(Row(token, label, table.row_totals[0], share, table.cells[0]))
    return rows, table.total if table else None, table.column_totals if table else []


def _percent(part: int | None, whole: int | None) -> int | None:
    return round(100 * part / whole) if part is not None and whole else None


def score(value: Any) -> int | None:
    """Return the points of a five-point answer: `score_5` is 5."""
    points = value.removeprefix("score_") if isinstance(value, str) and value.startswith("score_") else ""
    return int(points) if points.isdecimal() else None


def _means(
    question: Question,
    answered: Sequence[Answered],
    columns: list[str],
    of: Of,
    rows: Sequence[Row],
    by_n: Sequence[int | None],
) -> tuple[float | None, list[float | None]]:
    scores = [(of(each), score(each.answers[question.key])) for each in answered]
    if not scores or any(points is None for _group, points in scores):
        return None, [None for _column in columns]
    whole = all(row.count is not None for row in rows)
    by = [
        _mean(
            [points for group, points in scores if group == column],
            all(row.by[at] is not None for row in rows),
        )
        if by_n[at] is not None
        else None
        for at, column in enumerate(columns)
    ]
    return _mean([points for _group, points in scores], whole), by


def _mean(points: Sequence[int | None], whole: bool) -> float | None:
    """Return a mean to one decimal, where all its cells are shown or it is of many answers."""
    given = [each for each in points if each is not None]
    if len(given) < SMALLEST or not (whole or len(given) >= MEAN_FROM):
        return None
    return round(sum(given) / len(given), 1)


def _rates(
    survey: Survey, group: Group, keys: Sequence[str], titles: Sequence[str]
) -> tuple[Rate, list[Rate]]:
    """Return the response rate in all and by group; who was asked right after sending is whoever sent a report."""
    if survey.moment == Survey.Moment.AT_SUBMISSION:
        return _rate_at_submission(survey), []
    invited = SurveyInvitation.objects.filter(survey=survey).exclude(state=State.MADE)
    counts = Counter((group(each), each.state == State.ANSWERED) for each in invited)
    refused = sum(each.state == State.REFUSED for each in invited)
    columns = list(keys) or [""]
    table = shown([[counts[each, answered] for each in columns] for answered in (True, False)])
    rates = [
        _rate(title, table.cells[0][at], table.column_totals[at], None) for at, title in enumerate(titles)
    ]
    return _rate("", table.row_totals[0], table.total, refused if refused >= SMALLEST else None), rates


def _rate(title: str, answered: int | None, sent: int | None, refused: int | None) -> Rate:
    """Return a rate: of what was delivered, where it is known how many were refused, else of what was sent."""
    return Rate(title, sent, refused, answered, _percent(answered, sent - (refused or 0) if sent else None))


def _rate_at_submission(survey: Survey) -> Rate:
    first = survey.versions.order_by("number").first()
    asked = Submission.objects.exclude(status=Status.DRAFT).filter(entered_by=None)
    sent = asked.filter(submitted_at__gte=first.created_at).count() if first else 0
    answered = min(SurveyResponse.objects.filter(survey=survey).count(), sent)
    visible = answered if answered >= SMALLEST else None
    return Rate("", sent if sent >= SMALLEST else None, None, visible, _percent(visible, sent))


def open_texts(survey: Survey) -> list[str]:
    """Return what people wrote, in an order that says nothing; nothing while fewer than five wrote."""
    body = survey.current_version.definition if survey.current_version else {}
    keys = [each.key for each in _asked(body) if each.kind in TEXTS]
    responses = SurveyResponse.objects.filter(survey=survey).values_list("answers", flat=True)
    texts = [answers[key] for answers in responses for key in keys if answers.get(key)]
    random.SystemRandom().shuffle(texts)
    return texts if len(texts) >= SMALLEST else []
