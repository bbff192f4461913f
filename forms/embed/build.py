"""The script for other sites, put together from its parts: `python -m forms.embed.build` writes it and its hash.

One file, so that a site that embeds it names one hash (SRI); a test holds what is served to its parts.
"""

import base64
import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SCRIPT = ROOT / "forms/static/forms/constat-report.js"
PAGE = ROOT / "docs/client/report.html"
TWIN = ROOT / "workflows/static/workflows/conditions.js"
PARTS = ("words.js", "line.js", "fields.js", "look.js", "element.js")
HEAD = "// A report form for other sites, made by forms/embed/build.py: docs/client/ says how to use it.\n"


def script() -> str:
    """Return the whole script: its parts in a scope of their own."""
    sources = [TWIN.read_text("utf-8"), *((HERE / name).read_text("utf-8") for name in PARTS)]
    inner = "\n".join(re.sub(r"^export ", "", source, flags=re.MULTILINE) for source in sources)
    own = 'const SCRIPT = document.currentScript ? document.currentScript.src : "";\n'
    return f'{HEAD}(() => {{\n"use strict";\n{own}{inner}}})();\n'


def page() -> str:
    """Return the example page with the script in it."""
    return (
        (HERE / "page.html")
        .read_text("utf-8")
        .replace("/* the script */", script().replace("</script", "<\\/script"))
    )


def integrity() -> str:
    """Return the hash that a page names beside the script's address."""
    return "sha384-" + base64.b64encode(hashlib.sha384(script().encode()).digest()).decode()


def write() -> None:
    """Write the script and the page."""
    SCRIPT.write_text(script(), "utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{integrity()}\n")
