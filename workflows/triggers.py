"""Database triggers: what no code may do. One list, installed after every migrate (SQLite drops a table's
triggers whenever a migration rebuilds it) and checked at start.
"""

from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from workflows.transitions import PAIRS

APPEND_ONLY = (
    "workflows_event",
    "workflows_formversion",
    "workflows_answerset",
    "workflows_document",
    "workflows_receipt",
    "workflows_surveyresponse",
    "workflows_armassignment",
)


def _kept(table: str) -> dict[str, tuple[str, str, str, str]]:
    """Return the triggers of a table that is only ever added to."""
    return {
        f"{table}_keep_{verb.lower()}": (table, verb, "1=1", "append only") for verb in ("UPDATE", "DELETE")
    }


def moves_only(table: str, column: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, str, str, str]:
    """Return the trigger that lets a state change only as its table says."""
    known = ", ".join(f"'{before}>{after}'" for before, after in sorted(pairs))
    changed = f"OLD.{column} <> NEW.{column} AND (OLD.{column} || '>' || NEW.{column}) NOT IN ({known})"
    return table, "UPDATE", changed, "no such transition"


# name: (table, when it fires, condition, what it says)
TRIGGERS: dict[str, tuple[str, str, str, str]] = {
    **{name: trigger for table in APPEND_ONLY for name, trigger in _kept(table).items()},
    "workflows_status_moves": moves_only("workflows_submission", "status", PAIRS),
    "workflows_decided_answers": (
        "workflows_submission",
        "UPDATE",
        "OLD.status IN ('approved', 'filed') AND CAST(OLD.answers AS TEXT) <> CAST(NEW.answers AS TEXT)",
        "an approved report never changes",
    ),
    "workflows_numbers_stay": (
        "workflows_submission",
        "UPDATE",
        (
            "COALESCE(OLD.permanent_number <> COALESCE(NEW.permanent_number, ''), FALSE)"
            " OR COALESCE(OLD.temporary_number <> COALESCE(NEW.temporary_number, ''), FALSE)"
        ),
        "a number is given once",
    ),
    "workflows_reports_stay": (
        "workflows_submission",
        "DELETE",
        "OLD.status <> 'draft'",
        "a sent report is not deleted",
    ),
}

# SQLite only: INSERT OR REPLACE deletes the row in its way without asking the triggers above. What a row is known by.
KNOWN_BY = {
    "workflows_event": ("id", "number"),
    "workflows_formversion": ("id", "digest", "report_type_id number", "survey_id number"),
    "workflows_answerset": ("id", "submission_id number"),
    "workflows_document": ("id", "verification_code", "submission_id kind"),
    "workflows_receipt": ("id",),
    "workflows_surveyresponse": ("id",),
    "workflows_armassignment": ("id", "experiment_id submission_id"),
    "workflows_submission": (
        *("id", "public_id", "resume_code_hash"),
        *("temporary_number", "permanent_number"),
    ),
}


def register(
    triggers: dict[str, tuple[str, str, str, str]] | None = None,
    *,
    append_only: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Add the triggers of an app above: its own, and those of tables that are only ever added to.

    `append_only` names for each table the columns by which a row is known.
    """
    for table, keys in (append_only or {}).items():
        TRIGGERS.update(_kept(table))
        KNOWN_BY[table] = keys
    TRIGGERS.update(triggers or {})


_CLASH = "EXISTS (SELECT 1 FROM {table} WHERE {same})"


def triggers_of(vendor: str) -> dict[str, tuple[str, str, str, str]]:
    """Return the triggers for a kind of database."""
    if vendor != "sqlite":
        return TRIGGERS
    replaced = {
        f"{table}_keep_replace": (table, "INSERT", _is_in_the_way(table, keys), "not to be replaced")
        for table, keys in KNOWN_BY.items()
    }
    return TRIGGERS | replaced


def _is_in_the_way(table: str, keys: tuple[str, ...]) -> str:
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key.split()) for key in keys]
    return " OR ".join(_CLASH.format(table=table, same=each) for each in same)


def install(connection: BaseDatabaseWrapper) -> None:
    """Install every trigger anew on the tables that exist."""
    uninstall(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, (table, verb, condition, says) in triggers_of(connection.vendor).items():
            if table not in tables:
                continue
            for statement in _create(connection.vendor, name, table, verb, condition, says):
                cursor.execute(statement)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away: only `flush` of a test database and `install` do."""
    present = existing(connection)
    with connection.cursor() as cursor:
        triggers = triggers_of(connection.vendor)
        for name in present & set(triggers):
            on = f" ON {triggers[name][0]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that should be there and are not."""
    return sorted(set(triggers_of(connection.vendor)) - existing(connection))


def existing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of all triggers in the database."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _create(vendor: str, name: str, table: str, verb: str, condition: str, says: str) -> list[str]:
    message = f"{table}: {says}"
    if vendor == "sqlite":
        return [
            (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {condition}"
                f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        ]
    return [
        (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({condition})"
            f" EXECUTE FUNCTION {name}()"
        ),
    ]
