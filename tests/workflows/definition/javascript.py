"""Runs conditions through the browser's twin, all in one node process."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from workflows import definition

Judge = Callable[[str], list[tuple[bool, bool]]]
MODULE = Path(definition.__file__).parent.parent / "static" / "workflows" / "conditions.js"
# A line in has a list of cases, a line out two digits for each: whether it holds, whether it is established.
RUNNER = """
import { createInterface } from "node:readline";
const digit = (truth) => ({ true: "1", false: "0" })[String(truth)];
const both = ({ condition, answers, row }) =>
  digit(evaluate(condition, answers, row)) + digit(established(condition, answers, row));
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.parse(line).map(both).join("") + "\\n");
}
"""


@contextmanager
def javascript() -> Iterator[Judge]:
    """Give what judges one line of cases: whether each holds and whether it is established, as JavaScript says."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's conditions are not compared")
    program = MODULE.read_text(encoding="utf-8") + RUNNER
    command: list[Any] = [node, "--input-type=module", "--eval", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        to, back = run.stdin, run.stdout

        def judge(line: str) -> list[tuple[bool, bool]]:
            to.write(line + "\n")
            to.flush()
            told = back.readline().strip()
            return [(told[at] == "1", told[at + 1] == "1") for at in range(0, len(told), 2)]

        yield judge
        to.close()
