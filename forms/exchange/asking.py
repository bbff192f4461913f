"""The forms of import and copy."""

from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from cms.models import PrivacyNotice
from forms.compile import LANGUAGES
from forms.exchange.reading import MOST_BYTES, File, Unreadable, read
from forms.exchange.taking import key_is_free, list_pages, parents_of
from forms.models import ReportTypePage
from workflows.models import ReviewPolicy

KEY = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", _("Use lower-case letters, digits and hyphens."))
TAKEN = _("The key “%(key)s” belongs to another report type. Choose another.")
NO_LIST = _("This list has no page in the other language. Translate it first.")


class ImportForm(forms.Form):
    """A file, and what no file decides: who reviews, which privacy notice holds, where the pages stand."""

    file = forms.FileField(
        label=_("File"), help_text=_("A file that this or another site exported, as JSON.")
    )
    policy = forms.ModelChoiceField(ReviewPolicy.objects.all(), label=_("Review policy"))
    privacy_notice = forms.ModelChoiceField(PrivacyNotice.objects.all(), label=_("Privacy notice"))
    parent = forms.ModelChoiceField(Page.objects.none(), label=_("List of matters"))
    key = forms.CharField(
        label=_("Key"),
        required=False,
        max_length=40,
        validators=[KEY],
        help_text=_("Leave empty for the key that the file has."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = list_pages(user)
        field = cast("forms.ModelChoiceField[Page]", self.fields["parent"])
        field.queryset = Page.objects.filter(pk__in=[each.pk for each in lists])
        field.initial = lists[0].pk if lists else None
        self.taken: File | None = None

    def clean_file(self) -> Any:
        """Read the file; every fault is a sentence of its own."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(size)s MB.") % {"size": MOST_BYTES // 1_000_000}
            )
        try:
            self.taken = read(given.read())
        except Unreadable as fault:
            raise forms.ValidationError(fault.sentences) from fault
        return given

    def clean_parent(self) -> Page:
        """The list must be there in each language."""
        parent: Page = self.cleaned_data["parent"]
        if len(parents_of(parent)) < len(LANGUAGES):
            raise forms.ValidationError(NO_LIST)
        return parent

    def clean(self) -> dict[str, Any]:
        """The key, given or of the file, must be free."""
        cleaned = super().clean() or {}
        if self.taken is not None and "key" in cleaned:
            cleaned["key"] = cleaned["key"] or self.taken.definition["key"]
            if not key_is_free(cleaned["key"]):
                self.add_error("key", TAKEN % {"key": cleaned["key"]})
        return cleaned


class CopyForm(forms.Form):
    """What is another's in a copy: key, titles, addresses."""

    key = forms.CharField(
        label=_("Key"),
        max_length=40,
        validators=[KEY],
        help_text=_("It stays for ever once the type is published."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=255)
    slug_en = forms.SlugField(label=_("Address in English"), max_length=255)
    title_fr = forms.CharField(label=_("Title in French"), max_length=255)
    slug_fr = forms.SlugField(label=_("Address in French"), max_length=255)

    def __init__(self, page: ReportTypePage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = parents_of(page.get_parent())

    def clean_key(self) -> str:
        """The key must be free."""
        key = str(self.cleaned_data["key"])
        if not key_is_free(key):
            raise forms.ValidationError(TAKEN % {"key": key})
        return key

    def clean(self) -> dict[str, Any]:
        """There must be a list in each language, and each address must be free below its list."""
        cleaned = super().clean() or {}
        if len(self.parents) < len(LANGUAGES):
            self.add_error(None, NO_LIST)
        for code, parent in self.parents.items():
            slug = cleaned.get(f"slug_{code}")
            if slug and parent.get_children().filter(slug=slug).exists():
                self.add_error(f"slug_{code}", _("This address is taken. Choose another."))
        return cleaned

    def by_language(self, name: str) -> dict[str, str]:
        """Return one of the texts by language."""
        return {code: self.cleaned_data[f"{name}_{code}"] for code in LANGUAGES}
