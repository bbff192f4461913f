"""`make run` as somebody does who tries it: twice in a row on the same folder, stopped as a terminal stops it."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.once import ONCE

pytestmark = ONCE
BASE = Path(__file__).resolve().parents[2]


@contextmanager
def running(var, port):
    ours = ("CONSTAT_", "DJANGO_", "DATABASE_URL", "REDIS_URL")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    variables = {**outside, "CONSTAT_VAR": str(var), "PORT": str(port)}
    with (var / "output").open("w") as output:
        make = subprocess.Popen(
            ["make", "--silent", "run"],
            cwd=BASE,
            env=variables,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(lambda: "Constat is at" in (var / "output").read_text() or make.poll() is not None, 300)
        assert make.poll() is None, (var / "output").read_text()
        yield make
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGKILL)
            make.wait()


def wait_for(holds, seconds):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.2)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def status(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status


def processes_of(var):
    """Return the running processes whose environment names this data folder."""
    mark = f"CONSTAT_VAR={var}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            continue
    return found


def reports(var):
    count = "from workflows.models import Submission; print(Submission.objects.count())"
    variables = {"PATH": os.environ["PATH"], "CONSTAT_VAR": str(var)}
    command = [".venv/bin/python", "manage.py", "shell", "--no-imports", "-c", count]
    return int(subprocess.check_output(command, cwd=BASE, env=variables, text=True).split()[-1])


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="Looks for processes in /proc.")
def test_serves_twice_in_a_row_keeps_its_data_and_leaves_no_process(tmp_path):
    port = free_port()
    with running(tmp_path, port) as make:
        assert status(port, "/healthz") == 200
        assert status(port, "/en/") == 200
        assert len(processes_of(tmp_path)) >= 5
        make.terminate()
        wait_for(lambda: not processes_of(tmp_path), 20)
    before = reports(tmp_path)
    assert before > 0
    with running(tmp_path, port) as make:
        assert status(port, "/fr/") == 200
        os.killpg(make.pid, signal.SIGINT)
        wait_for(lambda: not processes_of(tmp_path), 20)
    assert reports(tmp_path) == before
