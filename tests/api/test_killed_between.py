"""A process is killed, truly, between what a call does and what is kept of its answer: nothing is lost or doubled."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.database import BASE, _kept

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="A process of its own needs a database in a file."
)
# What the process does: `how` names where it dies; "not" is a repeat that comes when the first was given up.
PROGRAM = """
import json, os, signal, sys
import django
django.setup()
from datetime import timedelta
from django.test import Client
from django.utils.timezone import now
from tests.conftest import publish
from tests.definitions import theft
from workflows.api import once
from workflows.models import KeptReply, ReportType, Submission
if not ReportType.objects.filter(key="theft").exists():
    publish(theft())
die = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
how = sys.argv[1]
if how == "before":
    once._sealed = die
elif how == "after":
    done = once._act
    once._act = lambda *given: die(done(*given))
else:
    KeptReply.objects.update(at=now() - timedelta(minutes=2))
answer = Client().post(
    "/api/v1/drafts", {"report_type": "theft"}, "application/json", headers={"Idempotency-Key": "k"}
)
told = {"status": answer.status_code, "drafts": Submission.objects.count(), "id": answer.json()["id"]}
print(json.dumps({**told, "again": answer.get("Idempotency-Replayed", "")}))
"""


def run(folder: Path, how: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    outside |= {
        "CONSTAT_ENV": "test",
        "CONSTAT_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", PROGRAM, how]
    return subprocess.run(command, cwd=BASE, env=outside, capture_output=True, text=True, check=False)


def killed_then_repeated(folder: Path, where: str) -> dict[str, Any]:
    shutil.copy(_kept(), folder / "constat.sqlite3")
    assert run(folder, where).returncode == -signal.SIGKILL
    repeated = run(folder, "not")
    assert repeated.returncode == 0, repeated.stderr
    found: dict[str, Any] = json.loads(repeated.stdout.splitlines()[-1])
    return found


def test_killed_before_its_answer_was_kept_it_did_nothing_and_the_repeat_does_it(
    db: None, tmp_path: Path
) -> None:
    found = killed_then_repeated(tmp_path, "before")
    assert (found["status"], found["drafts"], found["again"]) == (201, 1, "")


def test_killed_before_anybody_heard_it_the_repeat_gives_the_answer(db: None, tmp_path: Path) -> None:
    found = killed_then_repeated(tmp_path, "after")
    assert (found["status"], found["drafts"], found["again"]) == (201, 1, "true")
