"""`setup_roles`: what each of the cast may do, and nothing more."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Workflow

from accounts.demo import create_people
from config import roles


@pytest.fixture
def cast(db):
    call_command("setup_roles", verbosity=0)
    return create_people()


def test_twice_is_as_once(cast):
    call_command("setup_roles")
    assert create_people() == cast
    assert Page.objects.get(depth=1).workflowpage.workflow.name == "Publication"


def test_dana_edits_and_pat_publishes(cast):
    page = Page.objects.filter(depth=2).first()
    dana, pat = (page.permissions_for_user(cast[name]) for name in ("dana", "pat"))
    assert dana.can_edit()
    assert not dana.can_publish()
    assert pat.can_publish()


def test_editors_do_not_see_reports_and_reviewers_edit_no_page(cast):
    page = Page.objects.filter(depth=2).first()
    assert not cast["pat"].has_perm("workflows.view_submission")
    assert cast["noor"].has_perm("workflows.review_submission")
    assert not page.permissions_for_user(cast["noor"]).can_edit()


def test_who_administers_sees_no_report(cast):
    granted = cast["sol"].get_all_permissions()
    assert "accounts.change_user" in granted
    assert not {name for name in granted if name.endswith("_submission")}


def test_nobody_is_a_superuser_and_all_open_the_admin(cast):
    assert not any(person.is_superuser for person in cast.values())
    assert all(person.has_perm("wagtailadmin.access_admin") for person in cast.values())


def test_what_an_editor_submits_waits_for_a_publisher(cast):
    page = Page.objects.filter(depth=2).first()
    page.save_revision(user=cast["dana"])
    state = page.get_workflow().start(page, cast["dana"])
    task = state.current_task_state.task.specific
    assert not task.get_actions(page, cast["dana"])
    assert task.get_actions(page, cast["pat"])
    assert not Workflow.objects.get(name="Moderators approval").active


def test_a_permission_that_does_not_exist_stops_it_with_its_name(db, monkeypatch):
    monkeypatch.setattr(roles, "ROLES", (roles.Role("Editors", ("cms.add_unicorn",)),))
    with pytest.raises(CommandError, match=r"cms\.add_unicorn"):
        call_command("setup_roles")
