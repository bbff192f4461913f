"""The queue of reports that somebody may see: filtered, searched, a page at a time. Screen and API share it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from accounts.models import User
from workflows.models import FormVersion, ReportType, Status, Submission, Unit
from workflows.models.submissions import OPEN
from workflows.search import RARE, Search, look_up
from workflows.working_days import local_day

PAGE_SIZE = 25
MOST_COUNTED = 100
ALL = "all"
SENT = tuple(Status(value) for value in Status.values if value != Status.DRAFT)
WHOSE = ("mine", "unclaimed")
# What a row shows; the rest is read on the report's own screen.
_SHOWN = (
    *(
        "status",
        "temporary_number",
        "permanent_number",
        "due_on",
        "submitted_at",
        "summary",
        "language",
        "flagged",
    ),
    *("form_version__digest", "reviewer__username", "reviewer__first_name", "reviewer__last_name"),
)


def _plain(given: Any, longest: int) -> str:
    """Return a word of a query string without NUL, which not every database can be asked for."""
    return str(given).replace("\0", "").strip()[:longest]


@dataclass(frozen=True)
class Filters:
    """What is asked for. Without a state: the open ones, or all of them for a search."""

    state: str = ""
    report_type: str = ""
    whose: str = ""
    unit: str = ""
    overdue: bool = False
    query: str = ""
    # What the API can ask for beside these: several states and units, any condition (those of them that few reports
    # may fit are looked up first), another order.
    chosen: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    narrowing: tuple[Q, ...] = ()
    rare: tuple[Q, ...] = ()
    sort: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Filters":
        """Read filters from a query string; what no filter has is left out."""
        state, whose = str(given.get("state", "")), str(given.get("whose", ""))
        return cls(
            state=state if state in (*SENT, ALL) else "",
            report_type=_plain(given.get("type", ""), 40),
            whose=whose if whose in WHOSE else "",
            unit=_plain(given.get("unit", ""), 40),
            overdue=str(given.get("overdue", "")) in {"1", "true"},
            query=_plain(given.get("q", ""), 200),
        )

    @property
    def states(self) -> tuple[str, ...]:
        """The states that are looked for."""
        if self.overdue:
            asked = self.chosen or (self.state,)
            return tuple(state for state in OPEN if {"", ALL, state} & set(asked))
        if self.chosen:
            return tuple(state for state in SENT if state in self.chosen)
        if self.state and self.state != ALL:
            return (self.state,)
        return SENT if self.state == ALL or self.query else tuple(OPEN)

    @property
    def oldest_first(self) -> bool:
        """Whether what is due first comes first; of closed reports the latest is looked for."""
        return not self.sort.startswith("-") if self.sort else set(self.states) <= set(OPEN)

    @property
    def column(self) -> str:
        """The column that reports are in the order of."""
        return "submitted_at" if self.sort.endswith("submitted") else "due_on"

    def encoded(self, **changes: Any) -> str:
        """Return the filters as a query string, with `changes`."""
        wanted = replace(self, **changes)
        pairs = {
            "state": wanted.state,
            "type": wanted.report_type,
            "whose": wanted.whose,
            "unit": wanted.unit,
            "overdue": "1" if wanted.overdue else "",
            "q": wanted.query,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True)
class Page:
    """One page of the queue and the cursor of the next, or None at the end."""

    items: list[Submission]
    next: str | None


def page_of(user: User, filters: Filters, cursor: str | None = None, *, size: int = PAGE_SIZE) -> Page:
    """Return the page after `cursor` of the reports that `user` may see, by due date.

    A few queries, whatever the size of the table: one range of an index per unit and state.
    """
    keys, following = _page_keys(user, filters, cursor, size)
    rows = Submission.objects.visible_to(user).filter(pk__in=keys)
    rows = rows.select_related("reviewer", "form_version").only(*_SHOWN)
    found = {row.pk: row for row in rows}
    return Page(items=[found[pk] for pk in keys if pk in found], next=following)


def lines_of(
    user: User, filters: Filters, cursor: str | None, fields: Iterable[str], *, size: int = PAGE_SIZE
) -> tuple[list[dict[str, Any]], str | None]:
    """Return the same page as plain rows of `fields`, and the cursor of the next: what a list in JSON needs."""
    keys, following = _page_keys(user, filters, cursor, size)
    rows = Submission.objects.filter(pk__in=keys).values("pk", *fields)
    found = {row["pk"]: row for row in rows}
    return [found[pk] for pk in keys if pk in found], following


def _page_keys(user: User, filters: Filters, cursor: str | None, size: int) -> tuple[list[int], str | None]:
    keys = _keys(user, filters, read_cursor(cursor, filters), size + 1)
    last = keys[size - 1] if len(keys) > size else None
    return [pk for _due, pk in keys[:size]], f"{last[0].isoformat()}.{last[1]}" if last else None


def matching(user: User, filters: Filters) -> "Iterator[QuerySet[Submission]]":
    """Yield all reports that `user` may see and the filters find, a range at a time and in no order."""
    search = _search(filters)
    return (_narrowed(reports, user, filters, search, None).order_by() for reports in _ranges(user, filters))


def overdue_count(user: User) -> int:
    """Return how many open reports are overdue, counted to 100 at most."""
    late = Submission.objects.visible_to(user).overdue(local_day())
    return late.order_by()[:MOST_COUNTED].count()


def units_of(user: User, key: str = "") -> "QuerySet[Unit]":
    """Return the units whose reports `user` may see, as `visible_to` has it: one's own, or all for auditors."""
    if not user.is_active:
        return Unit.objects.none()
    if user.has_perm("workflows.audit_submission"):
        units = Unit.objects.all()
    elif user.has_perm("workflows.view_submission"):
        units = Unit.objects.filter(members=user)
    else:
        return Unit.objects.none()
    return units.filter(key=key) if key else units


def titles_of(reports: Iterable[Submission]) -> dict[int, Mapping[str, str]]:
    """Return the title, in each language, of each report's type as it was when it was begun, by version."""
    return version_titles({report.form_version_id: report.form_version.digest for report in reports})


def types_with_titles() -> dict[str, Mapping[str, str]]:
    """Return the title, in each language, of every report type that was ever published, by key."""
    rows = ReportType.objects.filter(current_version__isnull=False)
    known = list(rows.values_list("key", "current_version", "current_version__digest"))
    titles = version_titles({pk: digest for _key, pk, digest in known})
    return {key: titles[pk] for key, pk, _digest in known}


# Versions never change, so neither do their titles.
_titles: dict[str, Mapping[str, str]] = {}


def version_titles(digests: Mapping[int, str]) -> dict[int, Mapping[str, str]]:
    """Return the titles of versions, given as id and digest; those known already are not read again."""
    unknown = [pk for pk, digest in digests.items() if digest not in _titles]
    if len(_titles) > 2000:
        _titles.clear()
        unknown = list(digests)
    for version in FormVersion.objects.filter(pk__in=unknown) if unknown else ():
        _titles[version.digest] = version.definition.get("title") or {}
    return {pk: _titles.get(digest, {}) for pk, digest in digests.items()}


# A place in the order: the due date, or when the report was sent, and the id.
Key = tuple[Any, int]


def _keys(user: User, filters: Filters, after: Key | None, most: int) -> list[Key]:
    """Return the keys of the first rows: the heads of all ranges, merged."""
    search, column = _search(filters), filters.column
    order = (column, "pk") if filters.oldest_first else (f"-{column}", "-pk")
    if search.few is not None:
        keys = _few_keys(user, filters, search, after)
    else:
        heads = (_narrowed(reports, user, filters, search, after) for reports in _ranges(user, filters))
        firsts = (row for head in heads for row in head.order_by(*order).values_list(column, "pk")[:most])
        keys = [(due, pk) for due, pk in firsts if due is not None]
    return sorted(keys, reverse=not filters.oldest_first)[:most]


def _few_keys(user: User, filters: Filters, search: Search, after: Key | None) -> list[Key]:
    """Return the keys of the few reports that a search found: asked for by id and by nothing in an index.

    A database that is also told the unit goes through all of the unit's reports instead.
    """
    found = _narrowed(Submission.objects.filter(due_on__isnull=False), user, filters, search, after)
    units = set(_units_in(user, filters).values_list("pk", flat=True))
    rows = found.order_by().values_list(filters.column, "pk", "unit", "status")
    wanted = (row for row in rows if row[2] in units and row[3] in filters.states)
    return [(due, pk) for due, pk, _unit, _status in wanted if due is not None]


def _ranges(user: User, filters: Filters) -> "Iterator[QuerySet[Submission]]":
    """Split what `user` may see into ranges that an index has in order: by unit, and by state where one counts."""
    for unit in _units_in(user, filters).values_list("pk", flat=True):
        reports = Submission.objects.filter(unit=unit, due_on__isnull=False)
        if filters.states == SENT:
            yield reports.exclude(status=Status.DRAFT)
        else:
            yield from (reports.filter(status=state) for state in filters.states)


def _units_in(user: User, filters: Filters) -> "QuerySet[Unit]":
    units = units_of(user, filters.unit)
    return units.filter(key__in=filters.units) if filters.units else units


def _search(filters: Filters) -> Search:
    """Return the words that are looked for, and the few reports that a condition fits, where they are few."""
    search = look_up(filters.query) if filters.query else Search(None, ())
    for condition in filters.rare:
        ids = Submission.objects.filter(condition).order_by().values_list("pk", flat=True)[: RARE + 1]
        if len(found := frozenset(ids)) <= RARE:
            known = search.few if search.few is None else search.few | search.whole
            few = found if known is None else known & found
            search = replace(search, few=few, whole=search.whole & found)
    return search


def _narrowed(
    reports: "QuerySet[Submission]", user: User, filters: Filters, search: Search, after: Key | None
) -> "QuerySet[Submission]":
    if after is not None:
        reports = reports.filter(_past(after, filters))
    if filters.report_type:
        reports = reports.filter(report_type__key=filters.report_type)
    if filters.whose == "mine":
        reports = reports.filter(reviewer=user)
    elif filters.whose == "unclaimed":
        reports = reports.filter(reviewer=None)
    if filters.overdue:
        reports = reports.filter(due_on__lt=local_day())
    return search.narrow(reports.filter(*filters.narrowing))


def _past(after: Key, filters: Filters) -> Q:
    value, pk = after
    way, column = ("gt" if filters.oldest_first else "lt"), filters.column
    beyond = Q((f"{column}__{way}", value)) | Q((f"pk__{way}", pk))
    return Q((f"{column}__{way}e", value)) & beyond


def read_cursor(cursor: str | None, filters: Filters) -> Key | None:
    """Read a cursor of the order asked for; one that is none begins at the start."""
    text, _dot, pk = (cursor or "").rpartition(".")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    try:
        if filters.column == "due_on":
            return date.fromisoformat(text), int(pk)
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at, int(pk)) if at.tzinfo else None
