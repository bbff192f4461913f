"""Typed readers of the environment: each setting is safe when its variable is unset."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(Exception):
    """A variable holds something that the setting cannot be; the sentence says which and what it wants."""


def text(name: str, default: str = "") -> str:
    """Return the variable's text without surrounding space, or `default` when unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable as yes or no; anything but 1/0, true/false, yes/no, on/off is refused."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is '{value}'. Write 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """Return the variable as a whole number of at least `least`."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or int(value) < least:
        raise SettingError(f"{name} is '{value}'. Write a whole number of at least {least}.")
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the variable's comma-separated words."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def recall(file: Path) -> None:
    """Set the variables that the file names (`NAME=value` lines) and nobody has set; no file sets none."""
    if "CONSTAT_ENV" in os.environ or not file.is_file():
        return
    for line in file.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute path."""
    return Path(text(name, str(default))).expanduser().resolve()


def tile_hosts(name: str) -> list[str]:
    """Return the host of a map's tiles as a content policy names it; nothing when the variable is unset."""
    address = text(name)
    parts = urlsplit(address)
    if not address:
        return []
    whole = parts.scheme in {"https", "http"} and parts.hostname
    if not whole or not all(place in address for place in ("{z}", "{x}", "{y}")):
        raise SettingError(f"{name} is '{address}'. Write https://host/{{z}}/{{x}}/{{y}}.png.")
    return [f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"]


def database(name: str, sqlite: Path) -> dict[str, Any]:
    """Return Django's database settings from a postgres:// or sqlite:// URL; SQLite at `sqlite` when unset.

    SQLite runs in WAL with IMMEDIATE transactions and a timeout of 20 s: IMMEDIATE is the lock that
    `select_for_update` is elsewhere. What is deleted is overwritten (`workflows/freed.py` cuts the log).
    """
    url = text(name)
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path or str(sqlite),
            # Opening one costs more than most requests: 1.7 ms CPU of a cached page's 2.1.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                ),
            },
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(f"{name} starts with '{parts.scheme}:'. Use postgres:// or sqlite://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def for_tests(settings: dict[str, Any], folder: Path) -> None:
    """Let the tests' SQLite be a file, as everywhere, but one that need not outlive a power cut."""
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["TEST"] = {"NAME": str(folder / "test_constat.sqlite3")}
        settings["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


def by_language(name: str) -> dict[str, str]:
    """Return addresses by language, from `en=https://…,fr=https://…`; nothing when the variable is unset."""
    found = {}
    for each in words(name):
        code, equals, address = each.partition("=")
        if not equals or urlsplit(address).scheme not in {"https", "http"} or not urlsplit(address).hostname:
            raise SettingError(f"{name} is '{text(name)}'. Write en=https://host/path,fr=https://host/path.")
        found[code.strip()] = address.strip()
    return found


def hosts_of(addresses: Iterable[str]) -> list[str]:
    """Return the hosts of addresses as a content policy names them, once each."""
    parts = [urlsplit(address) for address in addresses]
    return list(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in parts))
