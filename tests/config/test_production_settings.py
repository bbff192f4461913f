"""What a production site refuses, and that a safe one passes Django's own deployment check."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "CONSTAT_ENV": "production",
    "SECRET_KEY": "k3y-" * 20 + "0123456789abcdefgh",
    "CODES_KEY": "c0des" * 10,
    "HISTORY_KEY": "h1story" * 10,
    "ALLOWED_HOSTS": "reports.agency.example",
    "SITE_URL": "https://reports.agency.example",
}

LIVEKIT = {
    "VIDEO_ENGINE": "livekit",
    "LIVEKIT_URL": "wss://media.agency.example",
    "LIVEKIT_API_KEY": "key",
    "LIVEKIT_API_SECRET": "s3cret-" * 5,
}


def python(variables, tmp_path, *arguments):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "CONSTAT_VAR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "development-only-key-that-production-refuses"}, "SECRET_KEY is missing or too weak"),
        ({"CODES_KEY": "short"}, "CODES_KEY is missing or too weak"),
        ({"HISTORY_KEY": ""}, "HISTORY_KEY is missing"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"DEBUG": "perhaps"}, "Write 1 or 0"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is empty"),
        ({"CONSTAT_ENV": "staging"}, "production, demo or test"),
        ({"VIDEO_ENGINE": "livekit"}, "LIVEKIT_URL, LIVEKIT_API_KEY or LIVEKIT_API_SECRET"),
        ({**LIVEKIT, "LIVEKIT_API_SECRET": "short"}, "LIVEKIT_API_SECRET (32 characters) is missing"),
        ({**LIVEKIT, "LIVEKIT_URL": "ws://media.agency.example"}, "wss://"),
        ({"DATABASE_URL": "mysql://x/y"}, "Use postgres:// or sqlite://"),
    ],
)
def test_refuses_to_start_unsafe(change, says, tmp_path):
    done = python({**SAFE, **change}, tmp_path, "-c", "import config.settings")
    assert done.returncode != 0
    assert says in done.stderr


def test_nothing_set_is_a_production_site_that_refuses(tmp_path):
    done = python({}, tmp_path, "manage.py", "check")
    assert "SECRET_KEY is missing" in done.stderr


def test_a_safe_site_passes_the_deployment_check(tmp_path):
    done = python(SAFE, tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_commands_beside_a_demo_work_on_that_demo(tmp_path):
    (tmp_path / "environment").write_text("CONSTAT_ENV=demo\n")
    read = "from django.conf import settings; print(settings.DEMO, settings.DEBUG)"
    done = python({}, tmp_path, "manage.py", "shell", "--no-imports", "-c", read)
    assert done.stdout.strip() == "True False", done.stderr


def test_with_livekit_the_deployment_check_says_what_was_not_tried(tmp_path):
    done = python({**SAFE, **LIVEKIT}, tmp_path, "manage.py", "check", "--deploy", "--fail-level", "ERROR")
    assert done.returncode == 0, done.stderr
    assert "video.W001" in done.stderr
