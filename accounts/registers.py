"""What every register has: each view needs its own permission, export needs one of its own, changes are told.

Who keeps a history registers with `tell`; registers know no more of it.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, IndexView

from accounts.models import User

Listener = Callable[..., object]
_listeners: list[Listener] = []


def tell(listener: Listener) -> None:
    """Have a function told of changes and exports: `listener(kind, by=…, register=…, …)`."""
    if listener not in _listeners:
        _listeners.append(listener)


def told(kind: str, *, by: User, **data: Any) -> None:
    """Tell whoever keeps a history, in the caller's transaction."""
    for listener in _listeners:
        listener(kind, by=by, **data)


class RegisterPermissions(PermissionHelper):
    """Nothing without its own permission: who may add a row may not thereby list them."""

    def user_can_list(self, user: User) -> bool:
        return self._has(user, "view")

    def user_can_inspect_obj(self, user: User, obj: models.Model) -> bool:
        return bool(self.inspect_view_enabled) and self._has(user, "view")

    def user_can_create(self, user: User) -> bool:
        return self._has(user, "view") and self._has(user, "add")

    def user_can_edit_obj(self, user: User, obj: models.Model) -> bool:
        return self._has(user, "view") and self._has(user, "change")

    def user_can_delete_obj(self, user: User, obj: models.Model) -> bool:
        return self._has(user, "view") and self._has(user, "delete")

    def _has(self, user: User, verb: str) -> bool:
        return bool(user.is_active) and self.user_has_specific_permission(user, self.get_perm_codename(verb))


class WatchedPermissions(RegisterPermissions):
    """A register that people only read."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: models.Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: models.Model) -> bool:
        return False


class RegisterIndex(IndexView):
    """The list. Exporting needs a permission of its own and is an event."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get(self.EXPORT_VAR) is not None:
            if not self.permission_helper.user_can_list(request.user) or not self.model_admin.may_export(
                request
            ):
                raise PermissionDenied
            told("register_exported", by=cast(User, request.user), register=self.opts.model_name)
        return super().dispatch(request, *args, **kwargs)


class RegisterCreate(CreateView):
    """A new row; row and event are kept together."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_change(self.request, self.instance, ["added"])
        return response


class RegisterEdit(EditView):
    """A row and its changes; what other rows name it by stays as it is."""

    def get_edit_handler(self) -> Any:
        return self.model_admin.edit_handler_of(frozen=True).bind_to_model(self.model)

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_change(self.request, self.instance, sorted(form.changed_data))
        return response


class RegisterDelete(DeleteView):
    """A row that goes."""

    def delete_instance(self) -> None:
        note_change(self.request, self.instance, ["deleted"])
        super().delete_instance()


class Register(ModelAdmin):
    """A register: `fields` are its form, `frozen` those of them that never change once given."""

    fields: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    exported: tuple[str, ...] = ()
    export_permission = ""
    permission_helper_class = RegisterPermissions
    index_view_class = RegisterIndex
    create_view_class = RegisterCreate
    edit_view_class = RegisterEdit
    delete_view_class = RegisterDelete
    # The package shows it to whoever comes into the admin; ours is the register of history.
    history_view_enabled = False
    list_per_page = 50

    def get_menu_label(self) -> str:
        return capfirst(self.opts.verbose_name_plural)

    def get_extra_attrs_for_field_col(self, obj: models.Model, field_name: str) -> dict[str, str]:
        """Say which language a cell is in, where its column is in one."""
        language = field_name.rpartition("_")[2]
        return {"lang": language} if language in dict(settings.LANGUAGES) else {}

    def get_list_export(self, request: HttpRequest) -> tuple[str, ...]:
        return self.exported if self.may_export(request) else ()

    def may_export(self, request: HttpRequest) -> bool:
        """Whether somebody may take the whole register away; nobody where no permission is named."""
        return bool(self.export_permission) and cast(User, request.user).has_perm(self.export_permission)

    def get_edit_handler(self) -> ObjectList:
        return self.edit_handler_of(frozen=False)

    def edit_handler_of(self, *, frozen: bool) -> ObjectList:
        """Return the form; with `frozen` the fields that other rows name this one by can only be read."""
        return ObjectList(
            [FieldPanel(name, read_only=frozen and name in self.frozen) for name in self.fields]
        )

    def register_indexing(self) -> None:
        """Leave these rows out of Wagtail's index of references: no page refers to them."""


def note_change(request: HttpRequest, row: models.Model, fields: list[str]) -> None:
    """Tell of a change of a register: which row, which fields; never what they held."""
    told(
        "register_changed",
        by=cast(User, request.user),
        register=row._meta.model_name,
        row=row.pk,
        fields=fields,
    )
