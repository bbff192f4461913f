"""Sets the environment of the tests before the settings are read; loaded by `-p` in pyproject.toml."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

VAR = Path(tempfile.mkdtemp(prefix="constat-test-"))
(VAR / "static").mkdir()
os.environ.update(CONSTAT_ENV="test", CONSTAT_VAR=str(VAR))
os.environ.pop("DEBUG", None)
os.environ.pop("PORT", None)

# A machine that is busy is no failure. `make fuzz` looks longer.
settings.register_profile("usual", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_unconfigure() -> None:
    shutil.rmtree(VAR, ignore_errors=True)
