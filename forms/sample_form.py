"""Test answers in the editor: a box of JSON that can be read, and sentences for what is wrong with it."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel

from workflows.definition.texts import is_storable

UNREADABLE = _(
    "Write answers by key between braces, texts in quotation marks: "
    '{"in_danger": "no", "items": [{"kind": "bicycle"}]}. '
    "Line %(line)d, column %(column)d cannot be read."
)
NO_ANSWERS = _(
    "Write answers by key between braces, texts in quotation marks: "
    '{"in_danger": "no", "items": [{"kind": "bicycle"}]}.'
)


class AnswersField(forms.JSONField):
    """Answers by key; shown with one answer a line, refused with the place that cannot be read."""

    widget = forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "sample-answers-json"})

    def prepare_value(self, value: Any) -> Any:
        """Return the text of the box; what could not be read stays as it was typed."""
        return (
            json.dumps(value, ensure_ascii=False, indent=2)
            if isinstance(value, dict)
            else super().prepare_value(value)
        )

    def to_python(self, value: Any) -> Any:
        """Return the answers; raise `ValidationError` with the place of the fault."""
        if isinstance(value, dict):
            return value
        try:
            found = json.loads(value or "{}")
        except json.JSONDecodeError as error:
            raise ValidationError(UNREADABLE % {"line": error.lineno, "column": error.colno}) from error
        except (ValueError, RecursionError) as error:
            raise ValidationError(str(NO_ANSWERS)) from error
        if not isinstance(found, dict):
            raise ValidationError(str(NO_ANSWERS))
        if not is_storable(found):
            raise ValidationError(
                _("These answers have something that cannot be stored, or are nested too deeply.")
            )
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the box shows after a refusal: the text as it was typed."""
        return data

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare answers, not their layout."""
        try:
            return bool(self.to_python(initial or {}) != self.to_python(data))
        except ValidationError:
            return True


class SampleForm(WagtailAdminModelForm):
    """One set of test answers."""

    answers = AnswersField(
        required=False,
        label=_("Answers"),
        help_text=_("By the keys of the questions, as JSON. “Try it” writes them for you."),
    )


class SamplesPanel(InlinePanel):
    """The test answers of a report type."""

    def __init__(self, **kwargs: Any) -> None:
        panels = kwargs.pop("panels", None) or [
            FieldPanel("name"),
            FieldPanel("expected"),
            FieldPanel("expected_keys"),
            FieldPanel("on_day"),
            FieldPanel("answers"),
        ]
        kwargs.pop("relation_name", None)
        super().__init__("sample_answers", panels=panels, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        kwargs.pop("relation_name", None)
        return kwargs

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"]["sample_answers"]["form"] = SampleForm
        return options
