"""Signing in is allauth's; what somebody may do is read at once and not in two rounds, as each call of staff asks."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection, models

from accounts.models import User


class StaffBackend(AuthenticationBackend):
    """allauth's backend, with the permissions of a person and of their groups in one small query."""

    def get_all_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        """Return all that the user may do, read once for a user that was read."""
        plain = obj is None and user_obj.is_active and not user_obj.is_superuser and not user_obj.is_anonymous
        if plain and not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = _permissions_of(user_obj)
        permissions: set[str] = super().get_all_permissions(user_obj, obj)
        return permissions


def _permissions_of(user: User) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [user.pk, user.pk])
        return {f"{label}.{codename}" for label, codename in cursor.fetchall()}


# Django's ORM takes longer to write such a query than the database to answer it.
_QUERY = """
SELECT kind.app_label, permission.codename
FROM auth_permission permission JOIN django_content_type kind ON kind.id = permission.content_type_id
WHERE permission.id IN (
    SELECT permission_id FROM accounts_user_user_permissions WHERE user_id = %s
    UNION
    SELECT allowed.permission_id
    FROM auth_group_permissions allowed JOIN accounts_user_groups member ON member.group_id = allowed.group_id
    WHERE member.user_id = %s
)
"""
