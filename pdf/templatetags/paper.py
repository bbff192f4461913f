"""What the templates of copies need: paragraphs that keep their lines, pictures, a QR code."""

import base64
import io
from typing import Any

import segno
from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def lines(text: str) -> SafeString:
    """Return `text` escaped, each of its lines on a line of its own."""
    return mark_safe("<br/>".join(escape(line) or "&nbsp;" for line in text.strip("\n").split("\n")))


@register.filter
def grouped(text: str) -> list[str]:
    """Return `text` in groups of four, as a number is read out."""
    return [text[start : start + 4] for start in range(0, len(text), 4)]


@register.simple_tag(takes_context=True)
def picture(context: dict[str, Any], content: bytes, otherwise: str) -> SafeString:
    """Place a picture; `otherwise` stands there when it cannot be read."""
    context["pictures"].append(content)
    return format_html('<img src="picture:{}" alt="{}">', len(context["pictures"]) - 1, otherwise)


@register.simple_tag
def qr(address: str) -> str:
    """Return a QR code of `address` as the address of a PNG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=6, border=0)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
