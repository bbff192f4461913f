"""The agency's colours as a style sheet, so that no page needs an inline style."""

import colorsys
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# The dark twin of each default colour, measured; any other agency colour is lightened until it reads.
DARK = {"#17405f": "#9fc9ee", "#0a5f4a": "#7fd1b3", "#14568c": "#9fc9ee"}
DARK_PAPER = (0x12, 0x18, 0x1F)
READABLE = 7.0

# What WCAG asks for text.
READABLE_TEXT = 4.5
COLOURS = ("brand", "action", "link")
# What Wagtail paints in its first colour is ours of the agency, what in its second that of the main button.
IN_ADMIN = {"primary": "brand", "secondary": "action"}
# On Wagtail's dark paper its own tints of these would not be read where the agency's colour is deep.
DARK_IN_ADMIN = {
    "text-link-default": "link",
    "text-link-hover": "link",
    "text-button-outline-default": "action",
    "text-button-outline-hover": "action",
    "border-button-outline-default": "action",
    "border-button-outline-hover": "action",
}

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Theme:
    """Colours and typeface; `font` is the address of the typeface's file where it is not the design's own."""

    brand: str
    action: str
    link: str
    face: str = ""
    font: str = ""


def style_sheet(agency: Mapping[str, object]) -> str:
    """Return the custom properties of brand, action and link, each with its twin for dark screens."""
    lines = []
    for name in COLOURS:
        light = str(agency[name]).lower()
        lines.append(f"--agency-{name}:{light};--agency-{name}-dark:{dark_twin(light)};")
    return ":root{" + "".join(lines) + "}\n"


def dark_twin(light: str) -> str:
    """Return the colour to use for `light` on dark paper, with a contrast of at least seven."""
    red, green, blue = parse(light)
    if light in DARK:
        return DARK[light]
    for step in range(21):
        share = step / 20
        mixed = tuple(round(part + (255 - part) * share) for part in (red, green, blue))
        if contrast((mixed[0], mixed[1], mixed[2]), DARK_PAPER) >= READABLE:
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return "#ffffff"


def parse(colour: str) -> Colour:
    """Return red, green and blue of `#rrggbb`; anything else is refused."""
    if not is_colour(colour):
        raise ImproperlyConfigured(f"An agency colour is '{colour}'. Write it as #rrggbb.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as `#rrggbb`."""
    return bool(re.fullmatch(r"#[0-9a-f]{6}", text))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour as WCAG counts it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def served(theme: Theme | None = None) -> tuple[str, str]:
    """Return the style sheet of a theme, else of the environment's, and the version that its address carries."""
    colours = settings.AGENCY if theme is None else {name: getattr(theme, name) for name in COLOURS}
    sheet = style_sheet(colours) + (face_of(theme) if theme else "") + site_of(settings.SITE_URL)
    return sheet, sha256(sheet.encode()).hexdigest()[:12]


@cache
def served_in_admin(theme: Theme) -> tuple[str, str]:
    """Return the style sheet of a theme for the staff's screens, and the version that its address carries."""
    colours = {name: getattr(theme, name) for name in COLOURS}
    light = [f"--w-color-{own}-{part}" for own, name in IN_ADMIN.items() for part in hsl(colours[name])]
    light += [
        "--w-color-text-link-default:var(--agency-link)",
        "--w-color-text-link-hover:var(--agency-link)",
    ]
    dark = ";".join(f"--w-color-{own}:var(--agency-{name}-dark)" for own, name in DARK_IN_ADMIN.items())
    sheet = (
        f"{style_sheet(colours)}:root{{{';'.join(light)}}}\n.w-theme-dark{{{dark}}}\n"
        f"@media (prefers-color-scheme: dark){{.w-theme-system{{{dark}}}}}\n"
    )
    return sheet, sha256(sheet.encode()).hexdigest()[:12]


def hsl(colour: str) -> tuple[str, str, str]:
    """Return hue, saturation and lightness of a colour, each as the end of Wagtail's property for it."""
    red, green, blue = (part / 255 for part in parse(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return f"hue:{hue * 360:.2f}", f"saturation:{saturation * 100:.2f}%", f"lightness:{lightness * 100:.2f}%"


def face_of(theme: Theme) -> str:
    """Return the rules that put another typeface in the place of the design's own."""
    if not theme.face:
        return ""
    if not theme.font:
        return ":root{--agency-font:system-ui}\n"
    rule = f'@font-face{{font-family:"{theme.face}";font-weight:200 800;font-display:swap;src:url("{theme.font}")'
    return f'{rule} format("woff2")}}:root{{--agency-font:"{theme.face}"}}\n'


def site_of(address: str) -> str:
    """Return the site's address as a property: on paper it stands before those of links."""
    return f":root{{--site:{json.dumps(address)}}}\n"
