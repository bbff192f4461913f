"""Whether the index of the search is the one that this code would make; `prepare` makes it anew where it is not."""

import hashlib
from pathlib import Path
from typing import Any

import wagtail
from django.core.management import call_command
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from modelsearch.index import get_indexed_models
from wagtail.models import Page
from wagtail.search.models import IndexEntry


def bring_up_to_date(stamp: Path) -> bool:
    """Make the index anew unless it is the one that the stamp tells of, with every page in it; return whether."""
    state = state_of_code()
    if stamp.exists() and stamp.read_text() == state and not pages_are_missing():
        return False
    call_command("update_index", verbosity=0)
    stamp.write_text(state)
    return True


def state_of_code() -> str:
    """Return a digest of what is indexed of which kinds of rows, and of the version that writes it."""
    digest = hashlib.sha256(wagtail.__version__.encode())
    for model in sorted(get_indexed_models(), key=lambda each: each._meta.label):
        fields = sorted(f"{type(field).__name__} {field.field_name}" for field in model.get_search_fields())
        digest.update(f"{model._meta.label} {fields}\n".encode())
    return digest.hexdigest()


def pages_are_missing() -> bool:
    """Whether a page is not in the index: after a restore, say, or where a process was killed."""
    entry: Any = IndexEntry.objects.filter(
        content_type=OuterRef("content_type"), object_id=Cast(OuterRef("pk"), CharField())
    )
    return Page.objects.filter(depth__gt=1).exclude(Exists(entry)).exists()
