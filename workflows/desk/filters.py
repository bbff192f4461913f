"""What the queue can be asked for, described: fields, operators and values, so that any front end builds a search.

`FIELDS` is the one list: the API describes it, reads it and documents it. The desk's own page has fewer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.definition import Problem
from workflows.desk.queue import SENT, Filters, types_with_titles, units_of
from workflows.models import RejectionReason, Status, Submission

Pair = tuple[str, str]
MOST_VALUES, LONGEST_VALUE, LONGEST_QUERY = 20, 40, 200
ME, NOBODY = "me", "none"
HIGHEST_PRIORITY = 32767
YES, NO = ("true", "1"), ("false", "0")


class Unread(Exception):
    """A value that the filter cannot be; the problem says which parameter and what it wants."""

    def __init__(self, parameter: str, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(f"/{parameter}", code, sentence)


@dataclass(frozen=True)
class Operator:
    """One way to ask a field: its parameter in the query, and how its text becomes a condition."""

    name: str
    title: Any
    parameter: str
    read: Callable[[str, str, User], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """Something about a report that can be asked for. `rare` ones are looked up by an index of their own first."""

    name: str
    title: Any
    type: str
    operators: tuple[Operator, ...]
    choices: Callable[[User, str], Iterable[Pair]] | None = None
    choices_href: str = ""
    rare: bool = False


@dataclass(frozen=True)
class Sort:
    """An order: by which column, and whether the least comes first; neither for the queue's own."""

    token: str
    title: Any


SORTS = (
    Sort("queue", _("Open reports by due date, any others the latest first")),
    Sort("due", _("Due date, the earliest first")),
    Sort("-due", _("Due date, the latest first")),
    Sort("submitted", _("Sent, the earliest first")),
    Sort("-submitted", _("Sent, the latest first")),
)


def _tokens(parameter: str, text: str) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if len(given) > MOST_VALUES or any(len(each) > LONGEST_VALUE for each in given):
        raise Unread(parameter, "too_long", _t("Name at most 20 values, each of at most 40 characters."))
    return given


def _known(values: Iterable[str]) -> Callable[[str, str, User], tuple[str, ...]]:
    known = frozenset(values)

    def read(parameter: str, text: str, _user: User) -> tuple[str, ...]:
        given = _tokens(parameter, text)
        if not known.issuperset(given):
            raise Unread(parameter, "unknown", _t("Choose from the list."))
        return given

    return read


def _free(parameter: str, text: str, _user: User) -> tuple[str, ...]:
    return _tokens(parameter, text)


def _any_of(lookup: str, read: Callable[[str, str, User], tuple[str, ...]] = _free) -> Callable[..., Q]:
    return lambda parameter, text, user: Q((f"{lookup}__in", read(parameter, text, user)))


def _whose(parameter: str, text: str, user: User) -> Q:
    """Read user names, `me` and `none`."""
    found = Q()
    for name in _tokens(parameter, text):
        if name == NOBODY:
            found |= Q(reviewer=None)
        else:
            found |= Q(reviewer=user) if name == ME else Q(reviewer__username=name)
    return found


def _yes(parameter: str, text: str, _user: User) -> bool:
    if text.lower() not in (*YES, *NO):
        raise Unread(parameter, "type", _t("Write true or false."))
    return text.lower() in YES


def _flag(lookup: str) -> Callable[..., Q]:
    return lambda parameter, text, user: Q((lookup, _yes(parameter, text, user)))


def _words(_parameter: str, text: str, _user: User) -> str:
    return text.replace("\0", "").strip()[:LONGEST_QUERY]


def _day(parameter: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 1900 <= day.year <= 9000:
        raise Unread(parameter, "date", _t("Write a date as 2026-11-30."))
    return day


def _from_day(lookup: str) -> Callable[..., Q]:
    return lambda parameter, text, _user: Q((f"{lookup}__gte", _day(parameter, text)))


def _to_day(lookup: str) -> Callable[..., Q]:
    return lambda parameter, text, _user: Q((f"{lookup}__lte", _day(parameter, text)))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _since(lookup: str) -> Callable[..., Q]:
    return lambda parameter, text, _user: Q((f"{lookup}__gte", _begins(_day(parameter, text))))


def _until(lookup: str) -> Callable[..., Q]:
    return lambda parameter, text, _user: Q(
        (f"{lookup}__lt", _begins(_day(parameter, text) + timedelta(days=1)))
    )


def _at_least(parameter: str, text: str, _user: User) -> Q:
    if not (text.isascii() and text.isdecimal() and int(text[:6]) <= HIGHEST_PRIORITY):
        raise Unread(parameter, "type", _t("Write a whole number."))
    return Q(priority__gte=int(text[:6]))


_LIST = {"type": "string", "maxLength": MOST_VALUES * (LONGEST_VALUE + 1)}
_DAY = {"type": "string", "format": "date"}
_BOOLEAN = {"type": "boolean"}


def _listed(parameter: str, read: Callable[[str, str, User], Any]) -> tuple[Operator, ...]:
    return (Operator("any_of", _("is one of"), parameter, read, _LIST),)


def _ranged(name: str, from_read: Callable[..., Q], to_read: Callable[..., Q]) -> tuple[Operator, ...]:
    return (
        Operator("from", _("on or after"), f"{name}_from", from_read, _DAY),
        Operator("to", _("on or before"), f"{name}_to", to_read, _DAY),
    )


def _statuses(_user: User, _language: str) -> Iterator[Pair]:
    return ((status.value, str(status.label)) for status in Status if status in SENT)


def _units(user: User, language: str) -> Iterator[Pair]:
    return ((unit.key, unit.title(language)) for unit in units_of(user))


def _types(_user: User, language: str) -> Iterator[Pair]:
    titles = types_with_titles()
    return ((key, titles[key].get(language) or key) for key in sorted(titles))


def _reviewers(user: User, _language: str) -> Iterator[Pair]:
    yield ME, _t("Me")
    yield NOBODY, _t("Nobody yet")
    members = User.objects.filter(is_active=True, units__in=units_of(user)).distinct().order_by("username")
    yield from ((each.username, each.display_name) for each in members)


def _reasons(_user: User, language: str) -> Iterator[Pair]:
    return ((row.token, row.title(language)) for row in RejectionReason.objects.all())


def _channels(_user: User, _language: str) -> Iterator[Pair]:
    return ((value, str(label)) for value, label in Submission.Channel.choices)


def _languages(_user: User, _language: str) -> Iterator[Pair]:
    return ((code, str(_t(name))) for code, name in (("en", "English"), ("fr", "French")))


FIELDS = (
    Field("status", _("State"), "token", _listed("status", _known(SENT)), _statuses),
    Field("unit", _("Unit"), "token", _listed("unit", _free), _units),
    Field("type", _("Report type"), "token", _listed("type", _any_of("report_type__key")), _types, rare=True),
    Field("reviewer", _("Reviewer"), "user", _listed("reviewer", _whose), _reviewers, rare=True),
    Field("overdue", _("Overdue"), "boolean", (Operator("is", _("is"), "overdue", _yes, _BOOLEAN),)),
    Field(
        "q",
        _("Words or a number"),
        "text",
        (Operator("words", _("has all of"), "q", _words, {"type": "string", "maxLength": LONGEST_QUERY}),),
    ),
    Field(
        "submitted", _("Sent"), "date", _ranged("submitted", _since("submitted_at"), _until("submitted_at"))
    ),
    Field("due", _("Due"), "date", _ranged("due", _from_day("due_on"), _to_day("due_on"))),
    Field("decided", _("Decided"), "date", _ranged("decided", _since("decided_at"), _until("decided_at"))),
    Field(
        "priority",
        _("Priority"),
        "integer",
        (
            Operator(
                "from",
                _("at least"),
                "priority_from",
                _at_least,
                {"type": "integer", "minimum": 0, "maximum": HIGHEST_PRIORITY},
            ),
        ),
        rare=True,
    ),
    Field(
        "offence",
        _("Offence"),
        "token",
        _listed("offence", _any_of("offence__code")),
        choices_href="/api/v1/vocabularies/offence-codes",
        rare=True,
    ),
    Field(
        "reason",
        _("Reason for closing"),
        "token",
        _listed("reason", _any_of("rejection_reason__token")),
        _reasons,
        rare=True,
    ),
    Field(
        "channel",
        _("Channel"),
        "token",
        _listed("channel", _any_of("channel", _known(Submission.Channel.values))),
        _channels,
    ),
    Field(
        "language",
        _("Language of the report"),
        "token",
        _listed("report_language", _any_of("language", _known(("en", "fr")))),
        _languages,
    ),
    Field("source", _("Source"), "token", _listed("source", _any_of("source")), rare=True),
    Field(
        "flagged",
        _("Came back without an answer"),
        "boolean",
        (Operator("is", _("is"), "flagged", _flag("flagged"), _BOOLEAN),),
    ),
)
BESIDE = ("sort", "cursor", "language", "expand")
PARAMETERS = (*(each.parameter for field in FIELDS for each in field.operators), *BESIDE)


def read_filters(given: Mapping[str, str], user: User) -> Filters:
    """Return the filters that a query asks for; raises `Unread` for one that is not known or cannot be read."""
    for name in given:
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise Unread(name, "unknown", _t("There is no such filter. Known are: %s.") % known)
    read: dict[str, Any] = {}
    conditions: dict[str, list[Q]] = {}
    for field in FIELDS:
        for operator in field.operators:
            if text := given.get(operator.parameter, "").strip():
                value = operator.read(operator.parameter, text, user)
                read[operator.parameter] = value
                if isinstance(value, Q):
                    conditions.setdefault(field.name, []).append(value)
    return Filters(
        state="" if read.get("status") else "all",
        chosen=read.get("status", ()),
        units=read.get("unit", ()),
        overdue=read.get("overdue", False),
        query=read.get("q", ""),
        narrowing=tuple(each for several in conditions.values() for each in several),
        rare=tuple(Q(*conditions[field.name]) for field in FIELDS if field.rare and field.name in conditions),
        sort=_sort(given.get("sort", "")),
    )


def _sort(order: str) -> str:
    if order and order not in {sort.token for sort in SORTS}:
        raise Unread("sort", "unknown", _t("Choose from the list."))
    return "" if order == SORTS[0].token else order


def described(user: User, language: str) -> list[dict[str, Any]]:
    """Return every field with its operators and values, titles in `language`."""
    return [_described(field, user, language) for field in FIELDS]


def _described(field: Field, user: User, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": field.name,
        "title": str(field.title),
        "type": field.type,
        "operators": [
            {
                "name": each.name,
                "title": str(each.title),
                "parameter": each.parameter,
                "multiple": each.name == "any_of",
            }
            for each in field.operators
        ],
    }
    if field.choices is not None:
        pairs = field.choices(user, language)
        told["choices"] = [{"token": token, "title": title} for token, title in pairs]
    if field.choices_href:
        told["choices_href"] = field.choices_href
    return told
