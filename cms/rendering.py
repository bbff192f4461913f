"""Forms of the public pages: Django's own, drawn with govuk-frontend's markup.

Only forms that ask for it look so (`PublicForm`): Wagtail's admin and the sign-in pages keep theirs.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.template import TemplateDoesNotExist

OWN = "cms/forms/widgets/"
PARTS = {"textarea": "textarea", "select": "select", "clearablefile": "file-upload", "file": "file-upload"}
CHOSEN = {"checkbox": "checkboxes", "radioselect": "radios", "checkboxselectmultiple": "checkboxes"}


class PublicField(BoundField):
    """A field with the classes of its component, and of its error."""

    @property
    def component(self) -> str:
        """The name of the component that govuk-frontend draws this widget with."""
        return CHOSEN.get(self.widget_type) or PARTS.get(self.widget_type, "input")

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the component's class, and the one for an error."""
        built = super().build_widget_attrs(attrs, widget)
        if self.widget_type not in CHOSEN:
            own = (widget or self.field.widget).attrs.get("class", "")
            error = f"govuk-{self.component}--error" if self.errors else ""
            built["class"] = " ".join(part for part in (f"govuk-{self.component}", error, own) if part)
        return built


class PublicRenderer(TemplatesSetting):
    """Looks for a template of ours before Django's."""

    form_template_name = "cms/forms/form.html"
    field_template_name = "cms/forms/field.html"
    bound_field_class = PublicField

    def get_template(self, template_name: str) -> Any:
        """Return our drawing of a widget where there is one."""
        try:
            return super().get_template(template_name.replace("django/forms/widgets/", OWN))
        except TemplateDoesNotExist:
            return super().get_template(template_name)


class PublicForm(forms.Form):
    """A form on a public page: checked by us and not by the browser, whose bubbles nobody can style or translate."""

    default_renderer = PublicRenderer
    use_required_attribute = False

    def summary(self) -> list[tuple[str, str]]:
        """Return all errors as the error summary wants them: where each leads, and its sentence."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for field in self:
            first = field.id_for_label or f"{field.auto_id}_0"
            found += [(f"#{first}", str(error)) for error in field.errors]
        return found
