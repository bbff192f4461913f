"""The tests' database: migrated and seeded once, then copied, since migrating takes longer than the tests.

On SQLite the migrated database is kept in a file named for all that it was made from; any change to a
migration, a register or a role makes another. On PostgreSQL it is made anew in each run, and a copy beside it.
"""

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

BASE = Path(__file__).resolve().parent.parent
MADE_FROM = (
    "requirements.txt",
    "*/migrations/*.py",
    "workflows/data/*",
    "workflows/seeding.py",
    "workflows/t*.py",
    "config/roles.py",
    "config/management/commands/*.py",
)


def copied() -> bool:
    """Point the connection at a fresh copy of the kept database; whether there was one to copy."""
    kept = _kept()
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with sqlite3.connect(kept) as source:
        source.backup(connection.connection)
    return True


def restore() -> None:
    """Fill the database again after a test that committed, whose end leaves it empty."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(_kept()) as source:
            source.backup(connection.connection)
        return
    name = connection.settings_dict["NAME"]
    _copy(kept_name(), name)
    ContentType.objects.clear_cache()


def _copy(source: str, target: str) -> None:
    """Replace one PostgreSQL database by a copy of another."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def forget() -> None:
    """Drop the copy that was kept on PostgreSQL."""
    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{kept_name()}"')


def keep() -> None:
    """Keep a copy of the database as it is now, for the next run and for `restore`."""
    if connection.vendor != "sqlite":
        name = connection.settings_dict["NAME"]
        _copy(name, kept_name())
        return
    connection.ensure_connection()
    handle, part = tempfile.mkstemp(dir=_kept().parent)
    os.close(handle)
    with sqlite3.connect(part) as target:
        connection.connection.backup(target)
    Path(part).replace(_kept())


def hand_over(path: Path) -> None:
    """Begin a site's database, which is not there yet, with the kept copy: all that is left is the demonstration."""
    with sqlite3.connect(_kept()) as source, sqlite3.connect(path) as target:
        source.backup(target)


def kept_name() -> str:
    """What the kept copy is called on PostgreSQL."""
    return f"{connection.settings_dict['NAME']}_kept"


def seed() -> None:
    """Fill registers and roles."""
    call_command("setup_registers", verbosity=0)
    call_command("setup_roles", verbosity=0)


def _kept() -> Path:
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(BASE.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"constat-tests-{os.getuid()}-{digest.hexdigest()[:16]}.sqlite3"
