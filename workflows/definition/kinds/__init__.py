"""Question kinds: importing this package registers all of them."""

from workflows.definition.kinds import (
    choice,
    contact,
    dates,
    files,
    location,
    numbers,
    place,
    text,
    time_spans,
)
from workflows.definition.kinds.base import Circumstances, FileFacts, Kind, kind_names, kind_of, register

FAMILIES = (text, choice, contact, numbers, dates, time_spans, place, location, files)

__all__ = ["FAMILIES", "Circumstances", "FileFacts", "Kind", "kind_names", "kind_of", "register"]
