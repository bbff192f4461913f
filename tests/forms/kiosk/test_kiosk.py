"""A kiosk forgets each person: their session, the draft they left, what the browser kept. What was sent stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from cms import page_cache
from tests.conftest import sign_in
from tests.forms.walking import ITEM, PLACE, Camille, photo
from workflows.drafts import resume_code_of
from workflows.models import Attachment, Status, Submission

DESK = "/desk/kiosk/"
DONE = "/fr/kiosk/done/"


def test_making_a_kiosk_signs_the_staff_member_out(lobby: Client) -> None:
    assert "_auth_user_id" not in lobby.session
    cookie = lobby.cookies["kiosk"]
    assert cookie["httponly"]
    assert cookie["max-age"] > 365 * 24 * 3600
    assert lobby.get("/desk/").status_code == 302


def test_only_who_may_enter_reports_makes_one(client: Client, dana: User, noor: User) -> None:
    assert sign_in(client, dana).post(DESK).status_code == 403
    assert "kiosk" not in client.cookies
    assert Client().post(DESK).status_code == 302


def test_the_desk_leads_to_it(client: Client, ines: User) -> None:
    assert DESK in sign_in(client, ines).get("/desk/").content.decode()


def test_staff_who_sign_in_on_the_device_end_it(lobby: Client, ines: User) -> None:
    device = sign_in(lobby, ines)
    assert "End the kiosk" in device.get(DESK).content.decode()
    device.post(DESK, {"end": "1"})
    assert device.cookies["kiosk"].value == ""
    assert "data-kiosk" not in device.get("/en/report/theft/").content.decode()


def test_a_cookie_of_ones_own_making_makes_no_kiosk(client: Client, theft_page: Any) -> None:
    client.cookies["kiosk"] = "me"
    assert "data-kiosk" not in client.get("/en/report/theft/").content.decode()
    assert client.get(DONE)["Location"] == "/"


def test_what_was_not_sent_is_gone_with_its_files(
    camille: Camille, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    items = camille.fill(camille.begin(), more=PLACE)
    camille.fill(items, press="upload-photos", more={**ITEM, "photos": photo()})
    assert Submission.objects.get().channel == Submission.Channel.KIOSK
    stored = Attachment.objects.get().original
    assert storages["private"].exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        answer = camille.client.get(DONE)
    assert answer["Location"] == "/fr/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Submission.objects.exists()
    assert not storages["private"].exists(stored)
    assert "drafts" not in camille.client.session


def test_what_is_never_wiped_ends_by_itself(camille: Camille) -> None:
    camille.begin()
    draft = Submission.objects.get()
    assert draft.expires_at - draft.saved_at <= timedelta(hours=2, minutes=1)
    assert camille.client.session.get_expiry_age() <= 7200
    assert draft.resume_code_hash in ("", None)


def test_a_report_that_was_sent_stays_and_is_not_shown_again(camille: Camille) -> None:
    sent = camille.send()
    assert "Done: clear this screen" in sent.text
    assert "copy/" not in sent.response.content.decode()
    camille.client.get(DONE)
    report = Submission.objects.get()
    assert (report.status, report.channel) == (Status.SUBMITTED, "kiosk")
    assert camille.get("sent/").url.endswith("/track/")


def test_a_draft_from_home_is_let_go_and_kept(camille: Camille) -> None:
    at_home = Camille(Client())
    at_home.begin()
    code = resume_code_of(Submission.objects.get())
    camille.fill(camille.get("/en/resume/"), resume_code=code)
    camille.client.get(DONE)
    assert Submission.objects.get().channel == Submission.Channel.WEB
    assert "drafts" not in camille.client.session


def test_nothing_leads_out_and_nothing_is_mailed(camille: Camille) -> None:
    page = camille.begin()
    links = {link.get("href") for link in page.tree.iter("a")}
    assert not [each for each in links if each.startswith(("http", "tel:", "mailto:", "//"))]
    assert "Call 911" in page.text
    assert "come back later" not in page.text
    assert DONE in links


@pytest.mark.parametrize("address", ["/en/report/theft/begin/", "/en/track/", "/en/"])
def test_each_page_knows_that_nobody_may_be_there(lobby: Client, address: str) -> None:
    answer = lobby.get(address)
    text = answer.content.decode()
    assert f'<noscript><meta http-equiv="refresh" content="60;url={DONE}"></noscript>' in text
    assert 'data-idle="60"' in text
    assert answer["Cache-Control"] == "private, no-store"


def test_pages_that_all_get_alike_are_not_a_kiosks(lobby: Client, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 300
    page_cache.store.clear()
    assert "data-kiosk" in lobby.get("/en/").content.decode()
    assert "data-kiosk" not in Client().get("/en/").content.decode()
    assert "data-kiosk" in lobby.get("/en/").content.decode()
    page_cache.store.clear()


def test_a_page_that_was_changed_says_how_long_it_is_now(lobby: Client) -> None:
    page = lobby.get("/en/report/theft/")
    assert "no-way-out" in page.content.decode()
    assert int(page["Content-Length"]) == len(page.content)


def test_what_came_out_of_a_persons_own_file_is_forgotten_too(
    lobby: Client, theft_page: Any, django_capture_on_commit_callbacks: Any
) -> None:
    theft_page.resume_mode = "file"
    theft_page.save_revision().publish()
    at_home = Camille(Client())
    at_home.begin()
    content = at_home.client.get("/en/report/theft/resume/content/").content
    Submission.objects.all().delete()
    posted = {"content": SimpleUploadedFile("content", content)}
    assert lobby.post("/en/report/theft/resume/opened/", posted).status_code == 200
    assert lobby.session.get_expiry_age() <= 7200
    with django_capture_on_commit_callbacks(execute=True):
        lobby.get(DONE)
    assert not Submission.objects.exists()


def test_a_draft_from_home_does_not_stay_open_either(camille: Camille) -> None:
    at_home = Camille(Client())
    at_home.begin()
    code = resume_code_of(Submission.objects.get())
    camille.fill(camille.get("/en/resume/"), resume_code=code)
    assert camille.client.session.get_expiry_age() <= 7200


def test_a_report_that_was_left_for_another_one_is_wiped_too(camille: Camille) -> None:
    camille.begin()
    camille.fill(camille.get("begin/?new=1"), in_danger="no")
    assert Submission.objects.count() == 2
    camille.client.get(DONE)
    assert not Submission.objects.exists()
