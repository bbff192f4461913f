"""The tests' database: migrated and seeded once, then copied, since migrating takes longer than the tests.

On SQLite the migrated database is kept in a file named for all that it was made from; any change to a
migration, a register or a role makes another. On PostgreSQL it is made anew in each run.
"""

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from workflows import triggers

# On PostgreSQL: all rows as they were once made.
_rows: dict[str, str] = {}

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
    triggers.uninstall(connection)
    connection.creation.deserialize_db_from_string(_rows["all"])
    triggers.install(connection)


def keep() -> None:
    """Keep a copy of the database as it is now, for the next run and for `restore`."""
    if connection.vendor != "sqlite":
        _rows["all"] = connection.creation.serialize_db_to_string()
        return
    connection.ensure_connection()
    handle, part = tempfile.mkstemp(dir=_kept().parent)
    os.close(handle)
    with sqlite3.connect(part) as target:
        connection.connection.backup(target)
    Path(part).replace(_kept())


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
