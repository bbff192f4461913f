import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from workflows import triggers


@pytest.mark.django_db
def test_migrate_puts_back_a_trigger_that_was_lost():
    triggers.uninstall(connection)
    assert triggers.missing(connection) == sorted(triggers.triggers_of(connection.vendor))
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_flush_empties_a_test_database_and_keeps_its_triggers():
    call_command("flush", interactive=False, verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_flush_refuses_every_other_database(settings):
    settings.TESTING = False
    with pytest.raises(CommandError, match="make reset"):
        call_command("flush", interactive=False, verbosity=0)
