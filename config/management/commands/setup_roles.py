"""`manage.py setup_roles`: make the groups of `config/roles.py` and what they may do; again changes nothing."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from config import roles


class Command(BaseCommand):
    """Bring groups, page permissions and the page workflow to what the table says."""

    help = "Make the groups of staff and what they may do. Run it after migrate; running it again is safe."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Make all of it, or nothing when the table names a permission that does not exist."""
        known = known_permissions()
        missing = sorted({name for name in named_permissions() if name not in known})
        if missing:
            raise CommandError(
                f"config/roles.py names permissions that do not exist: {', '.join(missing)}. "
                "Run migrate first, or mend the table."
            )
        for role in roles.ROLES:
            set_up(role, known)
        replace_wagtails()
        set_up_page_workflow()
        self.stdout.write(f"{len(roles.ROLES)} groups are set up.")


def known_permissions() -> dict[str, Permission]:
    """Every permission there is, by "app.codename"."""
    permissions = Permission.objects.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in permissions}


def named_permissions() -> Iterable[str]:
    """Every permission that the table names, those on pages and files included."""
    for role in roles.ROLES:
        yield from role.permissions
        yield from (f"wagtailcore.{codename}" for codename in role.pages)
        yield from file_permissions(role)


def file_permissions(role: roles.Role) -> list[str]:
    """What the role may do with pictures and documents, as permissions of their models."""
    models = [get_image_model(), get_document_model()]
    return [
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for model in models for verb in role.files
    ]


def set_up(role: roles.Role, known: dict[str, Permission]) -> None:
    """Give the role's group exactly what the table says."""
    group, _made = Group.objects.get_or_create(name=role.name)
    group.permissions.set([known[name] for name in role.permissions])
    pages = [known[f"wagtailcore.{codename}"] for codename in role.pages]
    files = [known[name] for name in file_permissions(role)]
    root, collection = Page.objects.get(depth=1), Collection.get_first_root_node()
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=pages).delete()
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=collection, permission__in=files
    ).delete()
    for permission in pages:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def replace_wagtails() -> None:
    """Take away the groups and workflows of a fresh Wagtail that ours replace, unless somebody uses them."""
    Workflow.objects.filter(name__in=roles.REPLACED_WORKFLOWS).update(active=False)
    WorkflowPage.objects.filter(workflow__name__in=roles.REPLACED_WORKFLOWS).delete()
    Group.objects.filter(name__in=roles.REPLACED_GROUPS, user__isnull=True).delete()


def set_up_page_workflow() -> None:
    """Let a publisher approve what an editor submits, on every page that has no workflow of its own."""
    task = GroupApprovalTask.objects.filter(name=roles.PAGE_TASK).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=roles.PAGE_TASK)
    task.groups.set([Group.objects.get(name=roles.PAGE_APPROVERS)])
    workflow, _made = Workflow.objects.get_or_create(name=roles.PAGE_WORKFLOW)
    WorkflowTask.objects.get_or_create(
        workflow=workflow, task=Task.objects.get(pk=task.pk), defaults={"sort_order": 0}
    )
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
