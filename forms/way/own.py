"""What one open page wrote itself: a save whose answer was lost, or is still on its way, is no other device."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.http import QueryDict

from forms.way.answers import marks, read_marks
from workflows.definition import Step
from workflows.models import Submission

# The random number that a page's script gives itself.
PAGE = "_page"
# How long it is known which page wrote what, in seconds: longer than any line is gone.
KNOWN_FOR = 24 * 3600


def with_own(post: QueryDict, draft: Submission, found: Step) -> QueryDict:
    """Return what was posted, with the answers that this page wrote last counted as read."""
    own = cache.get(_key(post, draft, found)) if PAGE in post else None
    if not own:
        return post
    stored = read_marks(marks(found.asked, draft.answers))
    mine = {key: mark for key, mark in own.items() if stored.get(key) == mark}
    known = post.copy()
    known["read"] = json.dumps({**read_marks(post.get("read", "")), **mine})
    return known


def note(post: QueryDict, draft: Submission, found: Step, patch: Mapping[str, Any]) -> None:
    """Note what this page is about to write."""
    if PAGE in post and patch:
        written = read_marks(marks([each for each in found.asked if each.key in patch], patch))
        before = cache.get(_key(post, draft, found)) or {}
        cache.set(_key(post, draft, found), {**before, **written}, KNOWN_FOR)


def _key(post: QueryDict, draft: Submission, found: Step) -> str:
    page = hashlib.sha256(post.get(PAGE, "").encode()).hexdigest()[:32]
    return f"autosave-{draft.pk}-{found.key}-{page}"
