"""QR codes of short links, as pictures: dark on white with a quiet zone of four modules, readable with a scratch."""

import io
from typing import Any

import segno

# Level M gives back what is lost of 15 percent of the code.
LEVEL = "m"
QUIET = 4
PIXELS = 20


def svg(address: str) -> bytes:
    """Return the code as an SVG that scales."""
    return _saved(address, kind="svg", scale=8, svgclass=None, lineclass=None, title=address)


def png(address: str) -> bytes:
    """Return the code as a PNG for print: 20 pixels a module."""
    return _saved(address, kind="png", scale=PIXELS)


def made(address: str) -> Any:
    """Return the code of an address."""
    return segno.make(address, error=LEVEL, boost_error=False, micro=False)


def _saved(address: str, **options: Any) -> bytes:
    out = io.BytesIO()
    made(address).save(out, border=QUIET, dark="#000000", light="#ffffff", **options)
    return out.getvalue()
