"""Staff members in Wagtail's settings: our fields, no superuser box, and nobody changes their own groups."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

OURS = {"badge", "language"}


class StaffCreationForm(UserCreationForm):
    """A new staff member. A superuser is made on the server only, by `manage.py createsuperuser`."""

    is_superuser = None

    class Meta(UserCreationForm.Meta):
        fields = (UserCreationForm.Meta.fields | OURS) - {"is_superuser"}


class StaffEditForm(UserEditForm):
    """Changes to a staff member; one's own groups and state are for a colleague to change."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | OURS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        if editing_self:
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = _("A colleague who manages accounts changes your groups.")


class StaffUserViewSet(UserViewSet):
    """Wagtail's pages for users with these forms."""

    create_template_name = "accounts/users/create.html"
    edit_template_name = "accounts/users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[StaffCreationForm] | type[StaffEditForm]:
        """The form for a new or an existing staff member."""
        return StaffEditForm if for_update else StaffCreationForm
