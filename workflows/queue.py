"""The queue: a doorbell that wakes a worker. Its messages name a task and ids, in JSON, and nothing else.

huey's own serializer is pickle, which lets whoever can write to the queue run any code. What is not in
a message cannot leak from it either: no answers, names or addresses. Results, locks, callbacks and
revoking go through the same serializer and are refused: the record is the follow-up's row.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from huey import RedisHuey, SqliteHuey
from huey.registry import Message

ID: Final = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
PLAIN_FIELDS: Final = ("retries", "retry_delay", "priority", "timeout", "retry_backoff")
MUST_BE_EMPTY: Final = ("on_complete", "on_error", "expires", "expires_resolved", "chord_config")


class NotForTheQueue(ValueError):
    """Something else than a task's name and ids was to be put on, or was found on, the queue."""


class IdsOnly:
    """Serializer of huey's messages: JSON, with whole numbers and short tokens as the only arguments."""

    def serialize(self, message: object) -> bytes:
        """Return the message as JSON; anything that is not a plain message of ids is refused."""
        if not isinstance(message, Message):
            raise NotForTheQueue(f"The queue takes tasks only, not {type(message).__name__}.")
        check(message)
        fields: dict[str, Any] = {"id": message.id, "name": message.name}
        fields["eta"] = message.eta.isoformat() if message.eta else None
        fields |= {name: getattr(message, name) for name in PLAIN_FIELDS}
        fields |= {"args": list(message.args or ()), "kwargs": dict(message.kwargs or {})}
        return json.dumps(fields, separators=(",", ":")).encode()

    def deserialize(self, data: bytes) -> Message:
        """Return the message that the bytes hold; anything else, from whoever wrote it, is refused."""
        try:
            fields = json.loads(data)
            eta = fields.pop("eta")
            message = Message(
                eta=datetime.fromisoformat(eta) if eta else None, args=tuple(fields.pop("args")), **fields
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotForTheQueue("The queue holds something that is not a message of ours.") from error
        check(message)
        return message


def check(message: Message) -> None:
    """Refuse a message that holds more than a task's name, its time and ids."""
    for name in ("id", "name"):
        if not is_id(getattr(message, name)) or isinstance(getattr(message, name), int):
            raise NotForTheQueue(f"A message's {name} is a token.")
    if not isinstance(message.args, tuple | list | None) or not isinstance(message.kwargs, dict | None):
        raise NotForTheQueue(f"The arguments of {message.name} are a list and names.")
    named = {**(message.kwargs or {}), **dict(enumerate(message.args or ()))}
    for name, value in named.items():
        if not is_id(value):
            raise NotForTheQueue(f"Argument {name} of {message.name} is not an id: a whole number or token.")
    for name in PLAIN_FIELDS:
        if not isinstance(getattr(message, name), int | float | None):
            raise NotForTheQueue(f"{name} of {message.name} is not a number.")
    for name in MUST_BE_EMPTY:
        if getattr(message, name) is not None:
            raise NotForTheQueue(f"{message.name} has {name}. What follows a task is a follow-up's row.")


def is_id(value: object) -> bool:
    """Say whether the value names a thing: a whole number or a short token without spaces."""
    if isinstance(value, str):
        return ID.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


class FileQueue(SqliteHuey):
    """The queue in a file of its own beside the database: nothing to set up, one machine."""

    def __init__(self, name: str, *, filename: str | Path, **options: Any) -> None:
        Path(filename).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(name, filename=str(filename), serializer=IdsOnly(), **options)


class RedisQueue(RedisHuey):
    """The queue in Redis, for any number of machines."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, serializer=IdsOnly(), **options)
