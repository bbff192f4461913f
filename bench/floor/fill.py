"""`python -m bench.floor.fill` makes the floor's database and prints, as JSON, what the turns need."""

import json
from datetime import date, timedelta
from typing import Final

import django
from django.core.management import call_command

ROWS: Final = 10_000
ANSWERS: Final = {"summary": "Green bicycle", "story": "The lock was cut while I was at work. " * 20}


def main() -> None:
    """Make a page, 10,000 reports and a draft for each lane."""
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from bench.floor.models import Draft, Page, Report

    Page.objects.get_or_create(pk=1, defaults={"title": "Theft", "body": "<p>A paragraph.</p>" * 40})
    start = date(2026, 1, 1)
    if not Report.objects.exists():
        Report.objects.bulk_create(
            Report(number=f"N{n}", summary="Green bicycle", due_on=start + timedelta(n % 90), answers=ANSWERS)
            for n in range(ROWS)
        )
    drafts = [str(Draft.objects.create(answers=ANSWERS).pk) for _ in range(9)]
    print(json.dumps({"drafts": drafts, "answers": ANSWERS}))


if __name__ == "__main__":
    main()
