"""What the site holds, as JSON: every report with its numbers, events, letters, copies and transfers.

On stdin is the mailbox, one Message-ID a line, or nothing. A letter of which nobody knows is decided first, as a
clerk does: the mail is in the mailbox, so it is taken as sent; or it is not, and is sent again.
"""

import hashlib
import json
import sys
from collections import Counter
from importlib import import_module
from typing import Any

import django


def main() -> None:
    django.setup()
    decided = decide({line.strip() for line in sys.stdin if line.strip()})
    models, settings = import_module("workflows.models"), import_module("django.conf").settings
    sent = models.Submission.objects.exclude(status="draft")
    told = {
        "decided": decided,
        "reports": [facts(report) for report in sent.order_by("pk")],
        "effects": list(
            models.FollowUp.objects.values_list("kind", "state", "attempts", "error", "submission__pk")
        ),
        "history": list(import_module("workflows.history").faults()),
        "rms": import_module("integrations.records.mock_rms").status(settings.RECORDS_FOLDER),
    }
    print(json.dumps(told))


def decide(mailbox: set[str]) -> dict[str, int]:
    models, mending = import_module("workflows.models"), import_module("workflows.mending")
    cleo, done = import_module("accounts.models").User.objects.get(username="cleo"), Counter()
    for row in models.FollowUp.objects.filter(state="uncertain"):
        found = models.Delivery.objects.get(key=row.key).message_id in mailbox
        (mending.take_as_sent if found else mending.run_again)(row, by=cleo)
        done["taken as sent" if found else "sent again"] += 1
    return dict(done)


def facts(report: Any) -> dict[str, Any]:
    return {
        "draft": str(report.public_id),
        "number": report.temporary_number,
        "permanent": report.permanent_number,
        "status": report.status,
        "story": report.answers["story"],
        "events": Counter(report.events.exclude(kind="read").values_list("kind", flat=True)),
        "letters": list(report.deliveries.order_by("pk").values_list("letter", "state", "message_id")),
        "copies": [is_whole(each) for each in report.documents.all()],
        "transfers": list(report.transfers.values_list("key", "state")),
    }


def is_whole(document: Any) -> bool:
    content = import_module("workflows.attachments").read(document.path)
    return hashlib.sha256(content).hexdigest() == document.sha256


if __name__ == "__main__":
    main()
