"""Runs conditions through the browser's twin, all in one node process."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from workflows import definition

MODULE = Path(definition.__file__).parent.parent / "static" / "workflows" / "conditions.js"
RUNNER = """
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync(0, "utf8"));
const both = ({ condition, answers, row }) => [evaluate(condition, answers, row), established(condition, answers, row)];
console.log(JSON.stringify(cases.map(both)));
"""


def judged_by_javascript(cases: list[dict[str, Any]]) -> list[tuple[bool, bool]]:
    """Return, for each case, whether its condition holds and whether it is established, as JavaScript says."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's conditions are not compared")
    program = MODULE.read_text(encoding="utf-8") + RUNNER
    run = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [tuple(each) for each in json.loads(run.stdout)]
