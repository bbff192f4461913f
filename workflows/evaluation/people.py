"""The sections about people: the survey of now held against figures from before, and the message arms."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from workflows.evaluation.document import Line, Section, Table, number, percent, points, too_little
from workflows.evaluation.period import Days
from workflows.experiments import numbers
from workflows.experiments.analysis import Analysis, analysis_of
from workflows.models import BaselineFigure, Experiment, Survey, SurveyInvitation, SurveyResponse
from workflows.surveys.results import score
from workflows.surveys.suppression import SMALLEST

About = BaselineFigure.About
# Which answers of the survey of now a figure from before is held against: question, and what counts as a yes.
NOW = {
    About.SATISFIED: ("satisfaction", frozenset({"score_4", "score_5"})),
    About.EASY: ("ease", frozenset({"score_4", "score_5"})),
    About.TAKEN_SERIOUSLY: ("taken_seriously", frozenset({"score_4", "score_5"})),
    About.AGAIN: ("again", frozenset({"yes"})),
}


@dataclass(frozen=True)
class Found:
    """How many said yes, of how many who answered."""

    yes: int
    n: int

    @property
    def is_enough(self) -> bool:
        """Whether it can be shown: five on each side."""
        return min(self.yes, self.n - self.yes) >= SMALLEST


def found_now(about: str, days: Days) -> Found:
    """Return what the survey after the decision says within the days."""
    key, yes = NOW[About(about)]
    begins, ends = days.begins_on, days.ends_on
    responses = SurveyResponse.objects.filter(
        survey__moment=Survey.Moment.AFTER_DECISION, week__gte=begins, week__lte=ends
    )
    given = [answers[key] for answers in responses.values_list("answers", flat=True) if answers.get(key)]
    said = [each for each in given if isinstance(each, str) and (score(each) or about == About.AGAIN)]
    return Found(sum(each in yes for each in said), len(said))


def before_and_after(days: Days) -> Section:
    """The survey: each figure of now, and beside it the one from before with the difference."""
    heads = [
        _("Figure"),
        _("Before"),
        _("Now"),
        _("95 percent interval"),
        _("Difference"),
        _("n before / now"),
    ]
    rows, lines = [], []
    for about in NOW:
        now = found_now(about, days)
        before = BaselineFigure.objects.filter(about=about).first()
        rows.append(_row(about, before, now))
        if before is not None:
            n = number(before.n) if before.n else "–"
            lines.append(Line(before.title(), percent(float(before.value) / 100), n, before.source))
    notes = [
        _(
            "Now: the survey after the decision, answers in the period. Four and five of five points count as yes."
        ),
        _("A figure is shown where at least five people stand on each side of it."),
        _(
            "Each figure is rounded for itself. So a difference can be a point away from that of the shares shown."
        ),
        _("Before and now were asked in different ways. A difference shows a change, not its cause."),
    ]
    return Section(
        _("What people say, before and now"), lines=lines, tables=[Table(heads, rows)], notes=notes
    )


def _row(about: str, before: BaselineFigure | None, now: Found) -> list[str]:
    label = capfirst(str(About(about).label))
    then = percent(float(before.value) / 100) if before else too_little()
    ns = f"{number(before.n) if before and before.n else '–'} / {number(now.n) if now.n >= SMALLEST else _('under 5')}"
    if not now.is_enough:
        return [label, then, too_little(), "–", "–", ns]
    found = numbers.share(now.yes, now.n)
    interval = _("%(low)s to %(high)s") % {"low": percent(found.low), "high": percent(found.high)}
    return [label, then, percent(found.value), interval, _difference(before, now), ns]


def _difference(before: BaselineFigure | None, now: Found) -> str:
    if before is None:
        return "–"
    if not before.n:
        return points(now.yes / now.n - float(before.value) / 100)
    yes = round(float(before.value) / 100 * before.n)
    found = numbers.difference_of_shares((yes, before.n), (now.yes, now.n))
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": points(found.value),
        "low": points(found.low),
        "high": points(found.high),
    }


def who_answered(days: Days) -> Section:
    """How many were asked and how many answered."""
    invited = SurveyInvitation.objects.filter(week__gte=days.begins_on, week__lte=days.ends_on)
    invited = invited.exclude(state=SurveyInvitation.State.MADE)
    sent = invited.count()
    answered = invited.filter(state=SurveyInvitation.State.ANSWERED).count()
    own = _("This system: invitations of the period, by week")
    lines = [
        Line(_("Invitations sent"), number(sent) if sent >= SMALLEST else too_little(), number(sent), own)
    ]
    if min(answered, sent - answered) >= SMALLEST:
        found = numbers.share(answered, sent)
        interval = _("%(low)s to %(high)s") % {"low": percent(found.low), "high": percent(found.high)}
        lines.append(Line(_("Response rate"), percent(found.value), number(sent), own, interval))
    else:
        lines.append(Line(_("Response rate"), too_little(), number(sent), own))
    notes = [
        _("Whoever did not answer may think otherwise. No reminder is sent, so that nobody is followed.")
    ]
    return Section(_("Who answered"), lines=lines, notes=notes)


def message_arms(days: Days) -> list[Section]:
    """Each experiment with letters that ended in the period, or runs."""
    found = Experiment.objects.filter(begins_on__lte=days.ends_on, ends_on__gte=days.begins_on)
    return [_experiment(analysis_of(each)) for each in found]


def _experiment(analysis: Analysis) -> Section:
    experiment = analysis.experiment
    estimate = _("Mean") if analysis.is_mean else _("Share")
    arms = Table(
        [_("Text"), _("People"), _("With an outcome (n)"), estimate, _("95 percent interval")],
        [
            [
                str(each.arm),
                number(each.people),
                number(each.n) if each.n is not None else _("hidden"),
                each.said or too_little(),
                each.between or "–",
            ]
            for each in analysis.arms
        ],
    )
    test = _("p (permutation)") if analysis.is_mean else _("p (Fisher, exact)")
    held = Table(
        [_("Held against the first text"), _("Difference"), _("95 percent interval"), test],
        [[str(each.arm), each.said, each.between, each.p_said] for each in analysis.comparisons],
    )
    return Section(
        _("Message arms: %(name)s") % {"name": experiment.title()},
        intro=experiment.hypothesis,
        tables=[arms, held] if held.rows else [arms],
        notes=list(_warnings(analysis)),
    )


def _warnings(analysis: Analysis) -> Iterator[str]:
    outcome = str(analysis.experiment.get_outcome_display())
    yield _("Primary outcome, written down before: %(outcome)s.") % {"outcome": outcome}
    if not analysis.comparisons:
        yield _("Not enough data: a text has fewer than five people on one side. Nothing is compared.")
    if not analysis.is_over:
        yield _("The experiment still runs: what it shows can change.")
    if analysis.looks > 1:
        yield _(
            "It was looked at on %(looks)s days before the end. The p-value is then smaller than it should be."
        ) % {"looks": number(analysis.looks)}
