"""`manage.py draw_workflow`: write docs/workflow.md from the state table."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workflows.picture import page


class Command(BaseCommand):
    """Write the page of the docs that shows the workflow."""

    help = "Writes docs/workflow.md from the table in workflows/transitions.py."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        Path(settings.BASE_DIR, "docs", "workflow.md").write_text(page(), encoding="utf-8")
