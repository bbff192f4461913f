"""The editor's form of a report type: before anything is published or sent for approval, the lint speaks."""

import copy
from typing import Any

from django.forms.models import construct_instance
from wagtail.admin.forms import WagtailAdminPageForm

from cms.checking.form import leads_to_publishing
from forms.checking.french import STILL_RIGHT, keep_seen
from forms.publishing import findings_for, published_key


class ReportTypePageForm(WagtailAdminPageForm):
    """The form of the page. A published key is shown and stays; translations have titles and addresses only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_source:
            for name in (*self.instance.SOURCE_ONLY, "key"):
                self.fields.pop(name, None)
            self.formsets.pop("sample_answers", None)
        published = published_key(self.instance)
        if "key" in self.fields and published:
            self.fields["key"].disabled = True
            self.initial["key"] = published

    @property
    def leads_to_publishing(self) -> bool:
        """Whether the button that was pressed publishes the page, now or when somebody approves it."""
        return leads_to_publishing(self.data)

    def clean(self) -> dict[str, Any]:
        """Refuse what the gate would refuse, with its sentences."""
        cleaned: dict[str, Any] = super().clean()
        if self.leads_to_publishing and not self.errors:
            for finding in findings_for(self.as_written()):
                if finding.blocks:
                    self.add_error(None, finding.sentence)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the page, and which French was written for which English."""
        keep_seen(self.instance, self.data.getlist(STILL_RIGHT))
        return super().save(commit)

    def as_written(self) -> Any:
        """Return the page as the form has it, test answers included; nothing of the page itself is changed."""
        page = copy.copy(self.instance)
        page._cluster_related_objects = dict(getattr(page, "_cluster_related_objects", None) or {})
        construct_instance(self, page, self._meta.fields, self._meta.exclude)
        samples = self.formsets.get("sample_answers")
        if samples is not None and samples.is_valid():
            page.sample_answers.set([_copied(form.instance) for form in samples.ordered_forms])
        return page


def _copied(sample: Any) -> Any:
    """Return test answers by themselves, so that the ones of the form stay whose they are."""
    return type(sample)(
        **{name: getattr(sample, name) for name in ("name", "answers", "expected", "expected_keys", "on_day")}
    )
