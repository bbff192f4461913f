"""The editor's form of a survey: before anything is published or sent for approval, the lint speaks."""

import copy
from typing import Any

from django.forms.models import construct_instance
from wagtail.admin.forms import WagtailAdminPageForm

from cms.checking.form import leads_to_publishing
from forms.publishing import published_key
from forms.surveys.lint import findings_for


class SurveyPageForm(WagtailAdminPageForm):
    """The form of the page. A published key is shown and stays; translations have title and line only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_source:
            for name in (*self.instance.SOURCE_ONLY, "key"):
                self.fields.pop(name, None)
        published = published_key(self.instance)
        if "key" in self.fields and published:
            self.fields["key"].disabled = True
            self.initial["key"] = published

    def clean(self) -> dict[str, Any]:
        """Refuse what the gate would refuse, with its sentences."""
        cleaned: dict[str, Any] = super().clean()
        if leads_to_publishing(self.data) and not self.errors:
            for finding in findings_for(self.as_written()):
                if finding.blocks:
                    self.add_error(None, finding.sentence)
        return cleaned

    def as_written(self) -> Any:
        """Return the page as the form has it; nothing of the page itself is changed."""
        page = copy.copy(self.instance)
        page._cluster_related_objects = dict(getattr(page, "_cluster_related_objects", None) or {})
        return construct_instance(self, page, self._meta.fields, self._meta.exclude)
