"""The editor's form of a survey: before anything is published or sent for approval, the lint speaks."""

import copy
from typing import Any

from django.forms.models import construct_instance
from wagtail.admin.forms import WagtailAdminPageForm

from forms.publishing import published_key
from forms.surveys.lint import findings_for

TOWARDS_PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


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
        if self._leads_to_publishing() and not self.errors:
            page = copy.copy(self.instance)
            page._cluster_related_objects = dict(getattr(page, "_cluster_related_objects", None) or {})
            construct_instance(self, page, self._meta.fields, self._meta.exclude)
            for finding in findings_for(page):
                if finding.blocks:
                    self.add_error(None, finding.sentence)
        return cleaned

    def _leads_to_publishing(self) -> bool:
        if self.data.get("workflow-action-name") == "reject":
            return False
        return any(self.data.get(name) for name in TOWARDS_PUBLISHING)
