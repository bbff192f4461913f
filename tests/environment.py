"""Sets the environment of the tests before the settings are read; loaded by `-p` in pyproject.toml."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from hypothesis import settings

VAR = Path(tempfile.mkdtemp(prefix="constat-test-"))
(VAR / "static").mkdir()
os.environ.update(CONSTAT_ENV="test", CONSTAT_VAR=str(VAR))
os.environ.pop("DEBUG", None)
os.environ.pop("PORT", None)
if os.environ.get("REDIS_URL"):
    # A cache that one process of the tests empties is not the cache of another.
    _redis = urlsplit(os.environ["REDIS_URL"])
    _process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    _number = (int(_redis.path.strip("/") or 0) + 5 * _process) % 16
    os.environ["REDIS_URL"] = urlunsplit(_redis._replace(path=f"/{_number}"))

# A machine that is busy is no failure. `make fuzz` looks longer.
settings.register_profile("usual", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "usual")
settings.load_profile(PROFILE)


def examples(usual: int) -> int:
    """Return how many examples to try where a test says how many: twenty times as many in `make fuzz`."""
    return usual * 20 if PROFILE == "thorough" else usual


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say, whatever came out, what tests with random cases need to run the same ones again."""
    for report in [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]:
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


def pytest_unconfigure() -> None:
    shutil.rmtree(VAR, ignore_errors=True)
