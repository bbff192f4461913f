"""The editor's form of a public page: what would shut somebody out is mended before it is published."""

import copy
from collections.abc import Mapping
from typing import Any

from django.forms.models import construct_instance
from wagtail.admin.forms import WagtailAdminPageForm

# What the buttons of Wagtail's editor are called; saving a draft is none of these.
TOWARDS_PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


def leads_to_publishing(data: Mapping[str, Any]) -> bool:
    """Whether the button that was pressed publishes the page, now or when somebody approves it."""
    if data.get("workflow-action-name") == "reject":
        return False
    return any(data.get(name) for name in TOWARDS_PUBLISHING)


class CheckedPageForm(WagtailAdminPageForm):
    """Refuses to publish what the gate would refuse, with its sentences; a draft may be as it is."""

    def clean(self) -> dict[str, Any]:
        """Check the page as it is written."""
        cleaned: dict[str, Any] = super().clean()
        if leads_to_publishing(self.data) and not self.errors:
            page: Any = construct_instance(
                self, copy.copy(self.instance), self._meta.fields, self._meta.exclude
            )
            for sentence in page.kept_back_by():
                self.add_error(None, sentence)
        return cleaned
