"""Question kinds: importing this package registers all of them."""

from workflows.definition.kinds import choice, contact, dates, files, numbers, place, text
from workflows.definition.kinds.base import Circumstances, FileFacts, Kind, kind_names, kind_of, register

FAMILIES = (text, choice, contact, numbers, dates, place, files)

__all__ = ["FAMILIES", "Circumstances", "FileFacts", "Kind", "kind_names", "kind_of", "register"]
