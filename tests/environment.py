"""Sets the environment of the tests before the settings are read; loaded by `-p` in pyproject.toml."""

import os
import shutil
import tempfile
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="constat-test-"))
(VAR / "static").mkdir()
os.environ.update(CONSTAT_ENV="test", CONSTAT_VAR=str(VAR))
os.environ.pop("DEBUG", None)
os.environ.pop("PORT", None)


def pytest_unconfigure() -> None:
    shutil.rmtree(VAR, ignore_errors=True)
