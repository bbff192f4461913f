"""Three secrets, none of which opens what another one does; wrong ones all look the same."""

import pytest

from tests.api.calls import problem
from workflows.numbering import new_temporary_number


@pytest.fixture
def tokens_of_all(begun, follower, staff, noor):
    return {"draft": begun.api.token, "report": follower.token, "staff": staff(noor).token}


def test_each_token_opens_its_own_place_only(api, begun, number, tokens_of_all):
    places = {"draft": begun.at, "report": f"reports/{number}", "staff": "desk/reports"}
    for kind, token in tokens_of_all.items():
        for place, path in places.items():
            told = api.by(token).get(path)
            if kind != place and (kind, place) != ("staff", "report"):  # staff may read it there too
                problem(told, 401)
                assert told["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["drafts/x", "reports/T-0000-0000-0", "desk/reports", "transfers"])
@pytest.mark.parametrize("token", ["", "x", "constat_abc_def", "\xe9", "0" * 64])
def test_a_made_up_token_opens_nothing(api, path, token):
    told = api.by(token).get(path)
    problem(told, 404 if (path, token) == ("drafts/x", "0" * 64) else 401)


def test_wrong_number_code_and_form_are_one_answer(api, sent_over_api):
    good = sent_over_api["temporary_number"]
    pairs = [
        (good, "0000-0000-0000-0000"),
        (good, "?"),
        (new_temporary_number(), sent_over_api["access_code"]),
        ("T-1", "x"),
        ("", ""),
    ]
    answers = {api.post("access", {"number": number, "code": code}).content for number, code in pairs}
    assert len(answers) == 1


def test_codes_are_read_as_people_type_them(api, sent_over_api):
    typed = {
        "number": sent_over_api["temporary_number"].lower().replace("-", " ").replace("0", "o"),
        "code": sent_over_api["access_code"].lower().replace("-", "").replace("1", "l"),
    }
    assert api.post("access", typed).status_code == 200


def test_after_ten_wrong_codes_the_right_one_waits_too(api, sent_over_api):
    number = sent_over_api["temporary_number"]
    for _try in range(10):
        problem(api.post("access", {"number": number, "code": "0000-0000-0000-0000"}), 404)
    told = api.post("access", {"number": number, "code": sent_over_api["access_code"]})
    assert problem(told, 429)["code"] == "too_many_attempts"
    assert 0 < int(told["Retry-After"]) <= 901


def test_a_report_token_opens_one_report(follower, number):
    problem(follower.get(f"reports/{new_temporary_number()}"), 404)
    assert follower.get(f"reports/{number.lower()}").status_code == 200


def test_a_draft_is_opened_again_by_its_resume_code(api, theft_type):
    draft = api.post("drafts", {"report_type": "theft"}).json()
    again = api.post("drafts/resume", {"code": draft["resume_code"].lower()}).json()
    assert again["token"] == draft["token"]
    problem(api.post("drafts/resume", {"code": "nothing"}), 404)


def test_drafts_of_an_address_are_counted(api, theft_type, settings):
    settings.DRAFTS_PER_ADDRESS = 2
    left = [api.post("drafts", {"report_type": "theft"})["RateLimit"].split(";")[1] for _draft in range(2)]
    assert left == ["r=1", "r=0"]
    told = api.post("drafts", {"report_type": "theft"})
    problem(told, 429)
    assert int(told["Retry-After"]) > 0


def test_narrowed_tokens_do_what_they_are_for(staff, noor, cleo):
    problem(staff(noor, "transfers").get("desk/reports"), 403)
    problem(staff(noor, "desk:read").post("desk/reports/T-1/workflow/claim", {"version": 1}), 403)
    assert staff(cleo, "transfers").get("transfers").status_code == 200
    problem(staff(noor).get("transfers"), 403)
