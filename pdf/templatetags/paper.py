"""What the templates of copies need: paragraphs that keep their lines, pictures, a QR code."""

import base64
import io
from typing import Any

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pdf.document import RowData

register = template.Library()


@register.filter
def lines(text: str) -> SafeString:
    """Return `text` escaped, each of its lines on a line of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    rows = ((line or "\xa0",) for line in text.split("\n"))
    return format_html_join(mark_safe("<br/>"), "{}", rows)


@register.simple_tag(takes_context=True)
def picture(context: dict[str, Any], content: bytes, otherwise: str) -> SafeString:
    """Place a picture; `otherwise` stands there when it cannot be read."""
    context["pictures"].append(content)
    return format_html('<img src="picture:{}" alt="{}">', len(context["pictures"]) - 1, otherwise)


@register.simple_tag
def qr(address: str, quiet: int = 0) -> str:
    """Return a QR code of `address` as the address of a PNG, with a white edge of `quiet` modules."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=6, border=quiet)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@register.filter
def laid_out(rows: list[RowData]) -> list[tuple[str, list[RowData]]]:
    """Return the rows as blocks: neighbours that fit beside their labels as one table, others each alone."""
    blocks: list[tuple[str, list[RowData]]] = []
    for row in rows:
        kind = "group" if row.children else "table" if row.beside else "long"
        if kind == "table" and blocks and blocks[-1][0] == "table":
            blocks[-1][1].append(row)
        else:
            blocks.append((kind, [row]))
    return blocks
