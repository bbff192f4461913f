"""What other sites load is made of its parts, and the example page has the same in it."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from forms.embed import build


def test_the_script_and_the_page_are_what_their_parts_make() -> None:
    sentence = "Run python -m forms.embed.build."
    assert build.script() == build.SCRIPT.read_text("utf-8"), sentence
    assert build.page() == build.PAGE.read_text("utf-8"), sentence


def test_the_example_page_asks_nobody_else_for_anything() -> None:
    assert "src=" not in build.page().split("<script>")[0]
    assert build.integrity().startswith("sha384-")


def test_the_script_for_terminals_says_how_it_is_used() -> None:
    client = Path(settings.BASE_DIR) / "docs/client/report.py"
    said = subprocess.run([sys.executable, client, "--help"], capture_output=True, text=True, check=True)
    assert "--photo" in said.stdout


def test_a_form_has_a_title_for_everything_that_is_drawn(client, theft_page) -> None:
    told = client.get("/api/v1/report-types/theft?expand=form&language=fr").json()["expanded"]["form"]
    asked = [item for step in told["steps"] for item in step["items"] if item["item"] == "question"]
    assert all(part["title"] for each in asked for part in each["parts"])
    assert all(option["title"] for each in asked for option in each["options"])
    place = next(each for each in asked if each["kind"] == "address")
    assert {"token": "MB", "title": "Manitoba", "hint": ""} in place["parts"][3]["options"]
    assert json.dumps(told)
