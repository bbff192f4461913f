"""Runs functions of the browser's modules on cases, all in one node process."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FORMS = Path(__file__).parents[3] / "forms" / "static" / "forms"
RUNNER = """
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map((each) => CALL)));
"""


def told_by_javascript(module: str, call: str, cases: list[Any]) -> list[Any]:
    """Return what `call`, an expression over `each`, gives for each case in a module of the forms."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's modules are not compared")
    program = (FORMS / module).read_text(encoding="utf-8") + RUNNER.replace("CALL", call)
    run = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return list(json.loads(run.stdout))
