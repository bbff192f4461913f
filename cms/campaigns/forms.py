"""The forms for short links: all of a new one is chosen, of a printed one only where it leads and what is noted."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser

from cms.folding import fold
from cms.models import CampaignPage, ShortLink
from cms.models.campaigns import Place


class ChangeLink(WagtailAdminModelForm):
    """Where a link leads, and what is noted of it."""

    class Meta:
        model = ShortLink
        fields = ("place", "note", "page")
        widgets = {"page": AdminPageChooser()}


class NewLink(WagtailAdminModelForm):
    """A new link of a campaign; its source is made of word and place where it is left empty."""

    class Meta:
        model = ShortLink
        fields = ("word", "place", "source", "note", "page")
        widgets = {"page": AdminPageChooser()}

    def __init__(self, *args: Any, campaign: CampaignPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.campaign, self.instance.campaign_title = campaign, campaign.title
        self.fields["source"].required = False
        self.fields["source"].help_text = _(
            "Kept with each report that comes this way. Leave empty for word and place, such as bike-poster."
        )

    def clean_word(self) -> str:
        """Return the word without capitals and accents, as it is looked up."""
        return "-".join(fold(self.cleaned_data["word"].replace("-", " ")).split())

    def clean(self) -> dict[str, Any]:
        """Fill in the source."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        word, place = cleaned.get("word"), cleaned.get("place")
        if not cleaned.get("source") and word and place in Place.values:
            cleaned["source"] = f"{word}-{place}"
        return cleaned
