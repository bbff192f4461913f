"""The supervisor of `make run`, with children that are quick to start."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import run

BASE = Path(__file__).resolve().parents[2]
# Each child has a child of its own, as gunicorn has, and notes both in a file.
CHILD = """
import os, subprocess, sys, time
own = subprocess.Popen(["sleep", "300"])
print(os.getpid(), own.pid, file=open(sys.argv[1], "a"), flush=True)
time.sleep(300)
"""
SCRIPT = """
import os, sys, time
from config.supervisor import Child, Supervisor
supervisor = Supervisor(os.environ, patience=3)
supervisor.keep(Child("child", [sys.executable, "-c", sys.argv[1], sys.argv[2]]))
while not supervisor.stopping:
    supervisor.tend()
    time.sleep(0.05)
supervisor.end()
"""


@pytest.fixture
def started(tmp_path):
    notes = tmp_path / "notes"
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, CHILD, str(notes)], cwd=BASE)
    yield process, notes
    process.kill()
    process.wait()


def families(notes, count):
    """Wait until `count` children have come up and return all their process numbers."""
    until(lambda: notes.exists() and len(notes.read_text().splitlines()) >= count)
    return [int(number) for number in notes.read_text().split()]


def until(holds, seconds=15):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def runs(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_end_with_the_supervisor_however_it_ends(started, how):
    process, notes = started
    family = families(notes, 1)
    process.send_signal(how)
    process.wait(10)
    until(lambda: not any(runs(number) for number in family))


def test_a_child_that_is_killed_starts_again_without_its_orphans(started):
    _, notes = started
    child, grandchild = families(notes, 1)
    os.kill(child, signal.SIGKILL)
    assert len(families(notes, 2)) == 4
    assert not runs(grandchild)


def test_a_port_that_is_taken_is_told_with_a_way_out():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(run.CannotRun, match="make run PORT="),
    ):
        run.require_free(taken.getsockname()[1])


def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    with run.take(tmp_path), pytest.raises(run.CannotRun, match="already runs"):
        run.take(tmp_path)


def test_reset_removes_what_the_demo_wrote_and_nothing_else(tmp_path):
    run.take(tmp_path).close()
    (tmp_path / "constat.sqlite3-wal").touch()
    (tmp_path / "mail").mkdir()
    (tmp_path / "holiday.jpg").touch()
    run.reset(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holiday.jpg", "run.lock"]
