"""The form of one redirect: refuses circles and old addresses that have a page, shortens chains."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm

from cms.redirecting.settling import NotGood, Settled, lead_on, settle


class CarefulRedirectForm(RedirectForm):
    """Wagtail's form; an address of this site is taken as well as one elsewhere, and kept as the page that it is."""

    redirect_link = forms.CharField(
        label=gettext_lazy("redirect to any address"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("One of this site begins with “/”, another with “https://”."),
    )

    settled: Settled | None = None
    led_on = 0

    def clean(self) -> dict[str, Any]:
        """Settle where the redirect leads; refuse with a sentence what would not work."""
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        page, link = cleaned.get("redirect_page"), cleaned.get("redirect_link")
        if not cleaned.get("old_path") or self.errors:
            return cleaned
        if bool(page) == bool(link):
            raise ValidationError(_("Choose a page, or enter an address: one of the two."))
        try:
            self.settled = settle(cleaned["old_path"], page or link or "", apart_from=self.instance.pk)
        except NotGood as refusal:
            raise ValidationError(str(refusal)) from None
        cleaned["redirect_page"], cleaned["redirect_link"] = self.settled.page, self.settled.link
        self.instance.redirect_page_route_path = self.settled.route
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the redirect; others that led to its old address lead on with it."""
        row = super().save(commit)
        if self.settled is not None and commit:
            self.led_on = lead_on(self.settled)
        return row
