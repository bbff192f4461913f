"""The demonstration's campaign: three codes, one text that was scrubbed, one that called staff."""

import pytest

from cms.campaigns.demo import build_campaign
from cms.models import CampaignPage, Feedback, ShortLink

pytestmark = pytest.mark.usefixtures("site")


def test_it_is_there_once_in_both_languages() -> None:
    for _ in range(2):
        build_campaign(None)
    assert CampaignPage.objects.live().count() == 2
    assert set(ShortLink.objects.values_list("word", flat=True)) == {"bike", "bus18", "velo"}
    assert Feedback.objects.exclude(alarm="").count() == 1
    assert [row.scrubbed for row in Feedback.objects.order_by("pk") if row.scrubbed] == [
        ["email", "phone"],
        ["address"],
    ]
    assert not Feedback.objects.filter(text__contains="555").exists()
