"""The cache as JSON: in files that all processes of one machine share, or in Redis for several machines.

Django's own backends unpickle what they read, which runs whatever somebody could write there. Here a
value that JSON does not know is refused when it is stored.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.utils.functional import Promise

PAIRS = "pairs of a mapping"


def dumped(value: object) -> bytes:
    """Return the value as JSON: texts that wait for their language as they read now, keys that are no texts kept."""
    return json.dumps(_pairs(value), default=_text).encode()


def loaded(text: bytes | str) -> Any:
    """Return what `dumped` was given, tuples as lists."""
    return json.loads(text, object_hook=lambda each: dict(each[PAIRS]) if PAIRS in each else each)


def _pairs(value: Any) -> Any:
    """Wagtail keeps names of locales by number, which JSON would make texts of."""
    if isinstance(value, dict) and not all(isinstance(key, str) for key in value):
        return {PAIRS: [[key, _pairs(each)] for key, each in value.items()]}
    return value


def _text(value: object) -> str:
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows.")


class JSONSerializer:
    """What Django's Redis cache is given instead of pickle."""

    def dumps(self, value: object) -> bytes | int:
        """Return the value as bytes; whole numbers as they are, so that Redis can count."""
        return value if type(value) is int else dumped(value)

    def loads(self, value: bytes) -> object:
        """Return what `dumps` was given, tuples as lists."""
        return loaded(value)


class JSONFileCache(FileBasedCache):
    """Django's file cache with two lines of JSON in each file: when it ends, and the value."""

    cache_suffix = ".json"
    # What Django's class has and its type stubs leave out.
    _dir: str
    _key_to_file: Callable[..., str]
    _createdir: Callable[[], None]
    _delete: Callable[[str], bool]

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or `default` where there is none or it has expired."""
        try:
            with Path(self._key_to_file(key, version)).open("rb") as file:
                return default if self._is_expired(file) else loaded(file.read())
        except FileNotFoundError:
            return default

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store the value unless there is one. Of two that race one wins: a code used once is used once."""
        if self.has_key(key, version):
            return False
        self._createdir()
        handle, path = tempfile.mkstemp(dir=self._dir)
        try:
            with os.fdopen(handle, "wb") as file:
                self._write_content(file, timeout, value)
            os.link(path, self._key_to_file(key, version))
        except FileExistsError:
            return False
        finally:
            Path(path).unlink()
        return True

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give the value a new time to live; False where there is none."""
        missing = object()
        value = self.get(key, missing, version)
        if value is missing:
            return False
        self.set(key, value, timeout, version)
        return True

    def _write_content(self, file: IO[bytes], timeout: float | None, value: Any) -> None:
        file.write(json.dumps(self.get_backend_timeout(timeout)).encode() + b"\n" + dumped(value))

    def _is_expired(self, file: IO[bytes]) -> bool:
        ends = json.loads(file.readline() or "0")
        if ends is None or ends >= time.time():
            return False
        self._delete(file.name)
        return True
