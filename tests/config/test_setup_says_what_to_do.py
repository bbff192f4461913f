"""`make run` on a machine where something is missing: a sentence that says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / ".ci/setup"
PINNED = "constat-is-not-on-the-index==1.0 --hash=sha256:" + "0" * 64 + "\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / ".ci").mkdir()
    shutil.copy(SETUP, tmp_path / ".ci")
    (tmp_path / "requirements.txt").write_text(PINNED)
    return tmp_path


def set_up(project, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    command = [str(project / ".ci/setup"), "run"]
    return subprocess.run(command, env={**kept, **variables}, capture_output=True, text=True, check=False)


def a_path_with(folder, **programs):
    folder.mkdir()
    for name, script in {**programs, "dirname": None, "sh": None}.items():
        if script is None:
            (folder / name).symlink_to(shutil.which(name))
        else:
            (folder / name).write_text(f"#!/bin/sh\n{script}\n")
            (folder / name).chmod(0o755)
    return str(folder)


def test_without_a_python_new_enough(project):
    done = set_up(project, PATH=a_path_with(project / "bin", python3="exit 1"))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt install" in done.stderr


def test_without_the_venv_package(project):
    no_venv = 'case "$*" in *ensurepip*) exit 1;; esac'
    done = set_up(project, PATH=a_path_with(project / "bin", python3=no_venv))
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr


def a_venv(project, script):
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").write_text(f"#!/bin/sh\n{script}\n")
    (project / ".venv/bin/python").chmod(0o755)


def test_without_a_network(project):
    a_venv(project, f'exec {sys.executable} "$@"')
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
        "PIP_CONFIG_FILE": os.devnull,
    }
    done = set_up(project, **nowhere)
    assert done.returncode == 1
    assert "The package index cannot be reached" in done.stderr


def test_without_a_compiler(project):
    pip = "echo \"error: command 'gcc' failed: No such file or directory\"; exit 1"
    a_venv(project, f'case "$*" in *"pip install"*) {pip};; esac')
    done = set_up(project)
    assert done.returncode == 1
    assert "apt install build-essential python3-dev" in done.stderr
