"""Question kinds: importing this package registers all of them."""

from workflows.definition.kinds import (
    assent,
    business,
    cards,
    choice,
    computed,
    contact,
    dates,
    files,
    how_known,
    location,
    numbers,
    people,
    place,
    serial_number,
    statement,
    text,
    time_spans,
    vehicle,
    verified_email,
)
from workflows.definition.kinds.base import Circumstances, FileFacts, Kind, kind_names, kind_of, register

FAMILIES = (
    *(text, choice, contact, numbers, dates, time_spans, place, location, files, verified_email),
    *(people, business, vehicle, serial_number, cards, how_known, statement, assent, computed),
)

__all__ = ["FAMILIES", "Circumstances", "FileFacts", "Kind", "kind_names", "kind_of", "register"]
