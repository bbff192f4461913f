"""Registers: default deny, export closed to those without its permission, every change in history."""

import re

import pytest
from django.utils.html import escape

from workflows.models import Event, FollowUp, OffenceCode, Submission, Unit
from workflows.registers.configured import Registers
from workflows.registers.watched import Watches

CONFIGURED = [register.model._meta.model_name for register in Registers.items]
WATCHED = [register.model._meta.model_name for register in Watches.items]


def place(name, *rest):
    return "/".join(["/admin/workflows", name, *map(str, rest), ""])


@pytest.mark.parametrize("name", CONFIGURED + WATCHED)
def test_an_editor_and_a_reviewer_see_none_of_it(dana, noor, offence, signed_in, name):
    for user in (dana, noor):
        client = signed_in(user)
        for rest in ((), ("create",), ("edit", 1), ("delete", 1), ("inspect", 1), ("history", 1)):
            assert client.get(place(name, *rest)).status_code in {302, 404}, rest
    assert "/admin/workflows/" not in signed_in(dana).get("/admin/").content.decode()


@pytest.mark.parametrize("name", CONFIGURED)
def test_an_administrator_lists_each(sol, approved_report, signed_in, name):
    response = signed_in(sol).get(place(name))
    assert response.status_code == 200
    # Django's admin is not installed: its pictures would be an error in production.
    assert "admin/img/" not in response.content.decode()


@pytest.mark.parametrize("name", CONFIGURED)
def test_an_auditor_reads_but_does_not_change(ada, approved_report, signed_in, name):
    client = signed_in(ada)
    assert client.get(place(name)).status_code == 200
    assert client.get(place(name, "create")).status_code == 302
    assert client.get(place(name, "edit", 1)).status_code in {302, 404}


@pytest.mark.parametrize("name", WATCHED)
def test_an_auditor_watches_each_and_nobody_writes(ada, approved_report, signed_in, name):
    client = signed_in(ada)
    assert client.get(place(name)).status_code == 200
    for rest in (("create",), ("edit", 1), ("delete", 1)):
        assert client.get(place(name, *rest)).status_code in {302, 404}


def test_export_is_closed_to_those_without_its_permission(sol, ada, offence, signed_in):
    assert signed_in(sol).get(place("offencecode") + "?export=csv").status_code == 302
    assert not Event.objects.filter(kind="register_exported").exists()
    response = signed_in(ada).get(place("offencecode") + "?export=csv")
    assert b"2140" in b"".join(response)
    assert Event.objects.get(kind="register_exported").actor == ada


def test_a_name_says_which_language_it_is_in(sol, offence, signed_in):
    listed = signed_in(sol).get(place("offencecode") + f"?q={offence.code}").content.decode()
    for language in ("en", "fr"):
        name = re.escape(escape(getattr(offence, f"name_{language}")))
        assert re.search(rf'<td[^>]*\blang="{language}"[^>]*>\s*{name}', listed)


def test_history_can_be_narrowed_searched_inspected_and_exported(ada, approved_report, signed_in):
    client = signed_in(ada)
    number = approved_report.permanent_number
    page = client.get(place("event") + f"?kind=approve&q={number}").content.decode()
    assert "Report approved" in page
    assert "Review started" not in page.split("result-list")[1]
    event = Event.objects.get(kind="approve")
    assert event.hash in client.get(place("event", "inspect", event.pk)).content.decode()
    assert event.hash.encode() in b"".join(client.get(place("event") + "?export=csv"))


def test_a_change_is_in_history_without_what_it_held(sol, offence, signed_in):
    given = {"name_en": "Theft, small", "name_fr": "Petit vol", "active": "on"}
    signed_in(sol).post(place("offencecode", "edit", offence.pk), given)
    offence.refresh_from_db()
    assert (offence.code, offence.name_en) == ("2140", "Theft, small")
    changed = Event.objects.get(kind="register_changed")
    assert (changed.actor, changed.data["register"], changed.data["row"]) == (sol, "offencecode", offence.pk)
    assert "Petit vol" not in str(changed.data)


def test_what_others_name_a_row_by_never_changes(sol, offence, signed_in):
    given = {"code": "9999", "name_en": "A", "name_fr": "B", "active": "on"}
    signed_in(sol).post(place("offencecode", "edit", offence.pk), given)
    assert OffenceCode.objects.get(pk=offence.pk).code == "2140"


def test_an_administrator_adds_a_unit_with_its_members(sol, noor, signed_in):
    given = {"key": "fraud", "name_en": "Fraud", "name_fr": "Fraude", "members": [noor.pk]}
    assert signed_in(sol).post(place("unit", "create"), given).status_code == 302
    assert list(Unit.objects.get(key="fraud").members.all()) == [noor]


def test_a_clerk_watches_the_effects_of_the_own_unit_only(cleo, approved_report, signed_in):
    client, row = signed_in(cleo), FollowUp.objects.filter(submission=approved_report).first()
    assert approved_report.permanent_number in client.get(place("followup")).content.decode()
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=approved_report.pk).update(unit=other)
    assert approved_report.permanent_number not in client.get(place("followup")).content.decode()
    assert client.get(place("followup", "inspect", row.pk)).status_code == 302
    assert client.get(f"/admin/effects/{row.pk}/mend/").status_code == 404


def test_an_administrator_mends_what_failed(sol, ada, approved_report, signed_in):
    row = FollowUp.objects.get(submission=approved_report, kind="transfer")
    FollowUp.objects.filter(pk=row.pk).update(state="dead", error="refused")
    client = signed_in(sol)
    assert f"/admin/effects/{row.pk}/mend/" in client.get(place("followup")).content.decode()
    assert "refused" in client.get(f"/admin/effects/{row.pk}/mend/").content.decode()
    client.post(f"/admin/effects/{row.pk}/mend/", {"again": ""})
    assert FollowUp.objects.get(pk=row.pk).state == "pending"
    assert signed_in(ada).post(f"/admin/effects/{row.pk}/mend/").status_code == 302
    assert Event.objects.filter(kind="replay").count() == 1
