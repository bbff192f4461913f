"""`manage.py verify_history`: find a changed, removed or forged row of history."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows.history import faults
from workflows.models import ChainHead


class Command(BaseCommand):
    """Go through the chain of events and name each fault."""

    help = "Names each event that was changed, removed or forged; exits with 1 when there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every event; the last line is the anchor to keep elsewhere."""
        found = 0
        for fault in faults():
            self.stderr.write(fault)
            found += 1
        if found:
            raise CommandError(f"{found} faults in the history.")
        head = ChainHead.objects.filter(pk=1).first()
        count, digest = (head.count, head.hash) if head else (0, "")
        self.stdout.write(f"The history is whole: {count} events, ending in {digest[:16]}.")
