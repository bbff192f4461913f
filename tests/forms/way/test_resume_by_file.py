"""A draft that its person keeps in a file: sealed in the browser, forgotten here, and begun anew from it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

import forms
from forms.models import ReportTypePage
from tests.definitions import theft
from tests.forms.walking import Camille, Page, photo
from workflows.drafts import delete_expired
from workflows.models import Attachment, Submission
from workflows.secrets import resume_code

SEALED = Path(forms.__file__).parent / "static" / "forms" / "sealed" / "sealed.js"
CONTENT = "/en/report/theft/resume/content/"
OPENED = "/en/report/theft/resume/opened/"
BRING = "/en/report/theft/resume/file/"


@pytest.fixture
def theft_page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """The theft report, whose drafts are kept in files."""
    return make_type(theft(resume="file"))


def written(camille: Camille) -> Any:
    """Camille's draft with a photo, two steps in, and what the browser takes for the file."""
    camille.begin()
    page = camille.get("items/")
    camille.fill(page, photos=photo(), more={"items-0-kind": "bicycle"}, press="upload-photos")
    return camille.client.get(CONTENT).json()


def bring_back(client: Client, content: Any, **changed: Any) -> Any:
    """What the browser sends of an opened file."""
    given = json.dumps({**content, **changed}).encode()
    return client.post(OPENED, {"content": SimpleUploadedFile("content", given)})


def test_says_on_the_start_page_that_nothing_stays_here(camille: Camille) -> None:
    assert "with a file that you keep; nothing stays here" in camille.get().text


def test_has_no_code(camille: Camille) -> None:
    page = camille.begin()
    assert "note this code" not in page.text
    assert "keep them in a file of your own" in page.text
    assert Submission.objects.get().resume_code_hash is None


def test_accepts_no_code_either(camille: Camille, elsewhere: Camille) -> None:
    camille.begin()
    draft = Submission.objects.get()
    code = resume_code(draft.public_id, draft.nonce)
    answer = elsewhere.client.post("/en/resume/", {"resume_code": code})
    assert "No report that is still open has this one" in answer.content.decode()


def test_a_file_still_opens_when_the_type_has_codes_now(
    theft_page: ReportTypePage, camille: Camille, elsewhere: Camille
) -> None:
    content = written(camille)
    theft_page.resume_mode = "code"
    theft_page.save_revision().publish()
    assert "Open the file that you kept" in elsewhere.get("resume/").text
    assert bring_back(elsewhere.client, content).status_code == 200


def test_says_plainly_what_it_needs(camille: Camille) -> None:
    camille.begin()
    page = camille.get("resume/")
    assert "Making the file needs JavaScript" in page.text
    assert "finish your report in one go" in page.text


def test_deletes_the_draft_and_its_files_once_the_person_has_them(camille: Camille) -> None:
    written(camille)
    stored = Attachment.objects.get().original
    camille.client.post("/en/report/theft/resume/", {"kept": "1", "leave": "1"})
    assert not Submission.objects.exists()
    assert not Attachment.objects.exists()
    assert stored


@pytest.mark.django_db(transaction=True)
def test_deletes_the_bytes_too(camille: Camille) -> None:
    written(camille)
    stored = Attachment.objects.get().original
    camille.client.post("/en/report/theft/resume/", {"give_up": "1"})
    assert not storages["private"].exists(stored)


def test_keeps_it_while_nobody_said_that_they_have_the_file(camille: Camille) -> None:
    camille.begin()
    page = Page(camille.client.post("/en/report/theft/resume/", {"leave": "1"}))
    assert page.errors == [("#kept", "Confirm that you have the file, or delete your report.")]
    assert not page.tree.xpath("//*[@hidden]//input[@id='kept']")
    assert Submission.objects.exists()


def test_says_until_when_one_that_was_begun_is_here(camille: Camille) -> None:
    camille.begin()
    text = camille.get("begin/").text
    assert "unless you go on with it" in text
    assert "This code opens it again" not in text


def test_is_here_for_two_hours_after_the_last_save(camille: Camille) -> None:
    camille.begin()
    draft = Submission.objects.get()
    left = (draft.expires_at or now()) - now()
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    with time_machine.travel(now() + timedelta(hours=2, minutes=1)):
        assert delete_expired() == 1


def test_begins_again_on_the_same_version_with_answers_and_files(
    camille: Camille, elsewhere: Camille
) -> None:
    content = written(camille)
    before = Submission.objects.get()
    camille.client.post("/en/report/theft/resume/", {"kept": "1"})
    answer = bring_back(elsewhere.client, content)
    draft = Submission.objects.get()
    assert answer.json()["address"].startswith("/en/report/theft/")
    assert draft.form_version_id == before.form_version_id
    assert draft.answers["in_danger"] == "no"
    assert "photos" not in draft.answers
    file = content["files"][0]
    posted = {"question": file["question"], "row": file["row"], "caption": "Lock", "file": photo()}
    assert elsewhere.client.post(BRING, posted).status_code == 200
    kept = Attachment.objects.get()
    assert Submission.objects.get().answers["photos"] == [str(kept.pk)]
    assert (kept.caption, kept.sha256) == ("Lock", file["sha256"])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"report_type": "damage"}, "another kind of report"),
        ({"definition": "0" * 64}, "another site"),
        ({"definition": 7}, "another site"),
        ({"definition": "\ud800"}, "another site"),
        ({"definition": "0\0"}, "another site"),
        ({"answers": []}, "another kind of report"),
    ],
)
def test_says_what_is_wrong_with_a_file_of_another_place(
    camille: Camille, elsewhere: Camille, changed: dict[str, Any], sentence: str
) -> None:
    content = written(camille)
    answer = bring_back(elsewhere.client, content, **changed)
    assert answer.status_code == 422
    assert sentence in answer.json()["problem"]
    assert Submission.objects.count() == 1


def test_checks_what_the_file_says_like_any_answer(camille: Camille, elsewhere: Camille) -> None:
    content = written(camille)
    answers = {**content["answers"], "in_danger": "maybe", "stranger": 1}
    address = bring_back(elsewhere.client, content, answers=answers, prefilled=["in_danger"]).json()[
        "address"
    ]
    assert address.endswith("/safety/")
    assert Submission.objects.latest("pk").prefilled == []


def test_gives_content_and_files_to_its_own_session_only(camille: Camille, elsewhere: Camille) -> None:
    content = written(camille)
    assert elsewhere.client.get(CONTENT).status_code == 404
    assert elsewhere.client.get(content["files"][0]["address"]).status_code == 404
    own = camille.client.get(content["files"][0]["address"])
    assert own["Content-Type"] == "application/octet-stream"


def test_a_lost_session_is_told_to_open_the_file(camille: Camille, elsewhere: Camille) -> None:
    camille.begin()
    answer = elsewhere.client.post("/en/report/theft/story/", {"story": "What I typed just now, at length"})
    text = answer.content.decode()
    assert "This report is not here any more" in text
    assert "What I typed just now, at length" in text
    assert "resume_code" not in text


RUNNER = """
const content = { answers: { story: "Le cadenas a été coupé 🚲" }, files: [{ size: 3 }, { size: 0 }, { size: 2 }] };
const files = [[1, 2, 3], [], [9, 8]].map((bytes) => Uint8Array.from(bytes));
const sealed = await seal("quatre mots très longs", content, files);
const back = await open(" quatre mots tre\\u0300s longs", sealed);
const say = async (bytes, passphrase = "quatre mots très longs") => {
  try { await open(passphrase, bytes); return "opened"; } catch (error) { return error.code; }
};
const changed = (at) => sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
console.log(JSON.stringify({
  same: JSON.stringify(back.content) === JSON.stringify(content),
  files: back.files.map((file) => [...file]),
  hidden: !new TextDecoder("latin1").decode(sealed).includes("cadenas"),
  mark: new TextDecoder().decode(sealed.subarray(0, 7)), version: sealed[7],
  iterations: new DataView(sealed.buffer).getUint32(8),
  again: (await seal("quatre mots très longs", content, files))[50] === sealed[50]
    && (await seal("quatre mots très longs", content, files))[51] === sealed[51],
  wrong: await say(sealed, "another passphrase"), damaged: await say(changed(60)), header: await say(changed(13)),
  cut: await say(sealed.subarray(0, 50)), foreign: await say(changed(0)), short: await say(sealed.subarray(0, 9)),
  newer: await say(changed(7)), fewer: await say(changed(9)),
}));
"""


@pytest.fixture(scope="module")
def round_trip() -> dict[str, Any]:
    """What the browser's module makes of a file, run in node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's sealing is not tried")
    program = SEALED.read_text(encoding="utf-8") + RUNNER
    command = [node, "--input-type=module", "--eval", program]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(found.stdout)
    return told


def test_a_file_opens_with_its_passphrase_however_it_is_typed(round_trip: dict[str, Any]) -> None:
    assert round_trip["same"]
    assert round_trip["files"] == [[1, 2, 3], [], [9, 8]]


def test_a_file_hides_its_answers_and_says_how_it_was_made(round_trip: dict[str, Any]) -> None:
    assert round_trip["hidden"]
    assert (round_trip["mark"], round_trip["version"], round_trip["iterations"]) == ("CONSTAT", 1, 600_000)
    assert not round_trip["again"]


def test_a_file_that_does_not_open_says_why(round_trip: dict[str, Any]) -> None:
    wrong = {name: round_trip[name] for name in ("wrong", "damaged", "header", "cut", "fewer")}
    assert set(wrong.values()) == {"wrong"}
    assert {round_trip["foreign"], round_trip["short"]} == {"foreign"}
    assert round_trip["newer"] == "newer"
