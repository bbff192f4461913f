"""Web and worker are killed at random moments, mail and records system are away: nothing is lost, nothing doubled."""

from collections import Counter

import pytest

pytestmark = pytest.mark.fault

LETTERS = ["approved", "filed", "received"]
MOVES = {"submit": 1, "claim": 1, "approve": 1, "copy_made": 1, "transfer_packed": 1, "receipt": 1, "file": 1}
BY_HAND = {"replay", "taken_as_sent"}


def test_enough_were_killed_while_people_were_at_work(outcome):
    kills = outcome.killed["web"] + outcome.killed["master"] + outcome.killed["worker"]
    assert kills >= outcome.kills_wanted
    assert len(outcome.acknowledged) >= outcome.kills_wanted


def test_citizens_could_send_while_mail_and_records_system_were_away(outcome):
    assert any(told.in_the_dark for told in outcome.acknowledged)


def test_nobody_saw_an_error_of_the_server(outcome):
    assert outcome.surprises == []


def test_no_acknowledged_report_is_lost(outcome):
    kept = {report["number"]: report for report in outcome.reports}
    for told in outcome.acknowledged:
        assert kept[told.number]["story"] == told.story
        assert kept[told.number]["draft"] == told.draft


def test_no_report_is_doubled(outcome):
    stories = Counter(report["story"] for report in outcome.reports)
    assert stories == Counter(told.story for told in outcome.acknowledged)
    assert len({told.number for told in outcome.acknowledged}) == len(outcome.acknowledged)


def test_sent_again_with_its_key_a_report_has_the_same_number_and_code(outcome):
    assert len(outcome.repeated) == len(outcome.acknowledged)
    for told, again, opened in outcome.repeated:
        assert (again["temporary_number"], again["access_code"]) == (told.number, told.code)
        assert opened


def test_every_effect_is_done(outcome):
    assert [effect for effect in outcome.facts["effects"] if effect[1] != "done"] == []


def test_every_approved_report_is_filed(outcome):
    assert sorted(outcome.approved) == sorted(told.number for told in outcome.acknowledged)
    assert {report["status"] for report in outcome.reports} == {"filed"}


def test_permanent_numbers_have_no_gap(outcome):
    numbers = sorted(report["permanent"] for report in outcome.reports)
    assert [int(number[-6:]) for number in numbers] == list(range(1, len(outcome.reports) + 1))


def test_everything_happened_once(outcome):
    for report in outcome.reports:
        assert {kind: n for kind, n in report["events"].items() if kind not in BY_HAND} == MOVES


def test_each_report_has_one_official_copy(outcome):
    assert [report["copies"] for report in outcome.reports] == [[True]] * len(outcome.reports)


def test_each_report_is_in_one_accepted_transfer(outcome):
    for report in outcome.reports:
        assert report["transfers"] == [[f"{report['number']}:v1", "accepted"]]
    assert outcome.facts["rms"] == {f"{report['number']}:v1": 1 for report in outcome.reports}


def test_each_letter_is_one_mail(outcome):
    for report in outcome.reports:
        assert sorted(letter for letter, _state, _id in report["letters"]) == LETTERS
        assert {state for _letter, state, _id in report["letters"]} == {"sent"}
    ids = [message_id for report in outcome.reports for _letter, _state, message_id in report["letters"]]
    assert outcome.mail == Counter(ids)


def test_the_history_is_whole(outcome):
    assert outcome.facts["history"] == []


def test_no_process_is_left_behind(outcome):
    assert outcome.left_behind == []
