"""`manage.py prepare`: bring database, groups, static files and search to the state of the code, at each deployment."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.away import write_away_pages
from config import heartbeat
from config.search_index import bring_up_to_date


class Command(BaseCommand):
    """Migrate, set up groups, collect static files, index what is searched; in the demo also make its data, once."""

    help = "Bring the database, the groups, the static files and the search to the state of the code."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("setup_roles", verbosity=0)
        call_command("setup_library", verbosity=0)
        collect_static_files(Path(settings.STATIC_ROOT) / ".collected")
        write_away_pages(Path(settings.STATIC_ROOT) / "away")
        if settings.DEMO:
            heartbeat.forget()
            call_command("demo", verbosity=0)
        bring_up_to_date(Path(settings.STATIC_ROOT) / ".indexed")


def collect_static_files(stamp: Path) -> None:
    """Collect the static files unless they are the ones that the stamp tells of."""
    state = static_state()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def static_state() -> str:
    """Return a digest of the names, sizes and times of all static files, and of the storage that takes them."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()
