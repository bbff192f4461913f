"""Problems: what is wrong with an answer, said so that a person can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that blocks submission: where (a JSON Pointer into the answers), a stable code, a sentence."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What a kind finds wrong with one value; `part` names the field inside it, such as `postal_code`."""

    code: str
    message: str
    part: str = ""


class Refused(Exception):
    """A value that its question does not take, with every fault found in it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def refuse(code: str, message: str, part: str = "") -> Refused:
    """Return the refusal for one fault, ready to be raised."""
    return Refused(Fault(code, message, part))


def pointer(*parts: object) -> str:
    """Return the JSON Pointer (RFC 6901) that leads through `parts`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def field_name(path: str) -> str:
    """Return the name of the HTML field that the problem at `path` is about: `/items/0/model` is `items-0-model`."""
    parts = path.lstrip("/").split("/")
    name = "-".join(part.replace("~1", "/").replace("~0", "~") for part in parts)
    if len(parts) > 1 and parts[-1] in {"from", "to"}:
        name += "_date"
    return name
