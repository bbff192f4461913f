"""The code tables of the message, as data (data/README.md names the source of each)."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class ItemStatus(NamedTuple):
    """Where an item of a status stands in the message, and with which word."""

    element: str
    status_element: str
    literal: str


class Length(NamedTuple):
    """The most characters an element may hold, and what becomes of more: shorten, leave_out or split."""

    max_characters: int
    when_longer: str


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """All rows of one table."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def column(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a table by another; the first row of a key counts."""
    return {row[key]: row[value] for row in reversed(table(name)) if row[key]}


def property_literal(kind: str, override: str = "") -> str:
    """The NIBRS property literal of an item kind; `override` wins where the list has it."""
    known = column("nibrs_property", "niem6_ucr_property_literal", "nibrs_code")
    if override in known:
        return override
    return column("item_kinds", "kind", "property_literal").get(kind, "OTHER")


def item_status(token: str) -> ItemStatus:
    """What the message says of an item of this status; an unknown token is an unknown status."""
    rows = {row.pop("status"): row for row in map(dict, table("item_statuses"))}
    return ItemStatus(**rows.get(token.lower(), rows["unknown"]))


def offence_literal(code: str, override: str = "") -> str:
    """The NIBRS literal of a Canadian UCR code, empty when no table has one."""
    if override in column("nibrs_offence", "niem6_ucr_offense_literal", "nibrs_code"):
        return override
    under = column("incident_types", "ca_ucr_code", "niem6_offense_literal")
    over = column("incident_types", "ca_ucr_code_over_5000", "niem6_offense_literal")
    return under.get(code) or over.get(code, "")


def state_literal(state: str) -> str:
    """The message's word for a state of ours, empty when it has none."""
    return column("workflow_states", "state", "literal").get(state, "")


def role_literal(role: str) -> str:
    """The message's word for who acted; a role it does not know acted as the system."""
    return column("actor_roles", "role", "literal").get(role, "SYSTEM")


def is_location(literal: str) -> bool:
    """Whether the message's list of kinds of place has this literal."""
    return literal in column("niem6_location_category_ndex", "literal", "label_en")


def is_province(code: str) -> bool:
    """Whether this is a province or territory of Canada Post."""
    return code in column("canada_post_province", "code", "label")


def length(element: str) -> Length | None:
    """How much an element may hold, None for no limit."""
    row = {row["element"]: row for row in table("field_lengths")}.get(element)
    return Length(int(row["max_characters"]), row["when_longer"]) if row else None
