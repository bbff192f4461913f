"""Whether the focus is seen, by the pixels: everything that can have it gets it at once, between two pictures.

A pixel counts when its contrast before and after is at least 3 to 1 (WCAG 2.4.13), and an element is seen when as many
pixels count as a line of one pixel around it has.
"""

import base64
import io
from contextlib import suppress
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import CDPSession, Error, Page

CONTRAST = 3.0
# How far outside an element its outline may lie, in CSS pixels.
AROUND = 6
# Of the line around an element, as some of it may lie under its neighbour.
SHARE = 0.9
# As much of a page as one picture holds; a longer page is looked at in parts.
BAND = 8_000
_CHANNEL = np.arange(256) / 255
_LINEAR = np.where(_CHANNEL <= 0.04045, _CHANNEL / 12.92, ((_CHANNEL + 0.055) / 1.055) ** 2.4)


class Focus:
    """Looks at the focus on one page, until it is closed; `seen` holds, by mode, the likes of what was looked at."""

    def __init__(self, page: Page, seen: dict[str, set[str]]) -> None:
        self.page, self.seen = page, seen
        self.counted = 0
        self._client: CDPSession | None = None

    def close(self) -> None:
        """Take the hands off the page."""
        if self._client is not None:
            self._client.detach()

    def unseen(self, mode: str) -> list[str]:
        """Return what shows no focus; what is like something that was seen in this mode is not looked at again."""
        known = self.seen.setdefault(mode, set())
        places = self.page.evaluate("walk.places()")
        asked = [number for number, each in enumerate(places) if each["boxes"]]
        new = [number for number in asked if places[number]["like"] not in known]
        if not new:
            return []
        known |= {places[number]["like"] for number in asked}
        self.counted += len(new)
        groups: dict[tuple[int, int], list[int]] = {}
        for number in new:
            alone = number if places[number]["alone"] else -1
            groups.setdefault((alone, int(places[number]["boxes"][0][1] // BAND)), []).append(number)
        missed = [each for group in groups.values() for each in self._twice(group)]
        return [f"focus not seen: {each['what']}" for each in missed]

    def _twice(self, group: list[int]) -> list[Any]:
        """Look again at what was not seen: a script may have moved the page between the pictures."""
        missed = self._unseen_of(group)
        return self._unseen_of([each["number"] for each in missed]) if missed else []

    def _unseen_of(self, group: list[int]) -> list[Any]:
        """Give all of a group the focus; return those that do not show it."""
        self.page.evaluate("numbers => walk.mark(numbers)", group)
        client = self._hands()
        nodes = _marked(client)
        self.page.evaluate("document.activeElement?.blur()")
        _force(client, nodes, ["focus", "focus-visible", "focus-within"])
        places = self.page.evaluate("walk.marked()")
        clip = _around(places)
        after = _picture(client, clip)
        _force(client, nodes, [])
        before = _picture(client, clip)
        changed = _contrasts(before, after)
        return [each for each in places if not _shows(changed, each, clip)]

    def _hands(self) -> CDPSession:
        if self._client is None:
            self._client = self.page.context.new_cdp_session(self.page)
            self._client.send("DOM.enable")
            self._client.send("CSS.enable")
        return self._client


def _marked(client: CDPSession) -> list[int]:
    root = client.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found: list[int] = client.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-walk]"})[
        "nodeIds"
    ]
    return found


def _force(client: CDPSession, nodes: list[int], states: list[str]) -> None:
    for node in nodes:
        with suppress(Error):  # the page drew it anew meanwhile
            client.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})


def _around(places: list[Any]) -> dict[str, int]:
    """Return the part of the page that has all these places with their outlines."""
    boxes = [box for each in places for box in each["boxes"]] or [(0, 0, 1, 1)]
    left = max(0, int(min(box[0] for box in boxes)) - AROUND)
    top = max(0, int(min(box[1] for box in boxes)) - AROUND)
    right = int(max(box[0] + box[2] for box in boxes)) + AROUND + 1
    bottom = int(max(box[1] + box[3] for box in boxes)) + AROUND + 1
    return {"x": left, "y": top, "width": max(1, right - left), "height": max(1, bottom - top)}


def _picture(client: CDPSession, clip: dict[str, int]) -> Any:
    """Return a part of the page in colours."""
    how = {
        "format": "png",
        "captureBeyondViewport": True,
        "optimizeForSpeed": True,
        "clip": {**clip, "scale": 1},
    }
    taken = client.send("Page.captureScreenshot", how)["data"]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(taken))).convert("RGB"))


def _contrasts(before: Any, after: Any) -> Any:
    """Return where the contrast of before and after is enough."""
    height = min(len(before), len(after))
    before, after = before[:height], after[:height]
    enough = np.zeros(before.shape[:2], dtype=bool)
    rows, columns = np.nonzero((before != after).any(axis=2))
    one, other = _light(before[rows, columns]), _light(after[rows, columns])
    enough[rows, columns] = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05) >= CONTRAST
    return enough


def _light(pixels: Any) -> Any:
    """Return the relative luminance of pixels, as WCAG defines it."""
    return _LINEAR[pixels] @ np.array([0.2126, 0.7152, 0.0722])


def _shows(changed: Any, place: dict[str, Any], clip: dict[str, int]) -> bool:
    """Tell whether enough pixels changed in and around an element; `changed` is the part of the page in `clip`."""
    boxes = [
        (
            max(0, int(x) - clip["x"] - AROUND),
            max(0, int(y) - clip["y"] - AROUND),
            int(x + width) - clip["x"] + AROUND,
            int(y + height) - clip["y"] + AROUND,
        )
        for x, y, width, height in place["boxes"]
    ]
    if not boxes:
        return False
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    part = changed[top : max(box[3] for box in boxes), left : max(box[2] for box in boxes)]
    near = np.zeros_like(part)
    for x0, y0, x1, y1 in boxes:
        near[y0 - top : y1 - top, x0 - left : x1 - left] = True
    return int((part & near).sum()) >= SHARE * place["edge"]
