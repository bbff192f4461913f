"""The editor's form of a finder: what leads nowhere is said before it is published."""

import copy
from typing import Any

from django.forms.models import construct_instance

from cms.checking.form import CheckedPageForm, leads_to_publishing


class FinderPageForm(CheckedPageForm):
    """The form of the page; a draft may be saved as it is."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish what would leave somebody without an answer."""
        from forms.finder.lint import lint

        cleaned: dict[str, Any] = super().clean()
        if leads_to_publishing(self.data) and not self.errors:
            page = copy.copy(self.instance)
            construct_instance(self, page, self._meta.fields, self._meta.exclude)
            for sentence in lint(page):
                self.add_error(None, sentence)
        return cleaned
