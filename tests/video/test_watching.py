"""One look for all streams of a process: who listens stays there, who was away for long comes back by themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.video.conftest import Side
from video.models import Participant
from video.watching import sign


def seen(side: Side, ago: timedelta) -> Participant:
    Participant.objects.filter(public_id=side.id).update(seen_at=timezone.now() - ago)
    return Participant.objects.get(public_id=side.id)


def test_who_listens_stays_there(officer: Side) -> None:
    vic = seen(officer, timedelta(seconds=30))
    sign([vic.pk])
    vic.refresh_from_db()
    assert vic.seen_at is not None
    assert timezone.now() - vic.seen_at < timedelta(seconds=10)


@pytest.mark.parametrize("listens", [True, False])
def test_nobody_comes_back_without_a_word(officer: Side, listens: bool) -> None:
    before = seen(officer, timedelta(seconds=50) if listens else timedelta(seconds=30))
    sign([before.pk] if listens else [])
    after: Any = Participant.objects.get(pk=before.pk)
    assert after.seen_at == before.seen_at
