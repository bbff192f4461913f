"""How much picture the line carries: down after bad seconds, up after many good ones, hands always readable."""

from typing import Any

from tests.workflows.definition.modules import told_by_javascript

LADDER = "../../../video/static/video/call/ladder.js"
CLIMB = """(() => {
  const ladder = new Ladder(each.options);
  return each.seconds.map((second) => ladder.look(second));
})()"""
GOOD, BAD = {"kbps": 2000, "lost": 0, "late": 0.05, "fps": 20}, {"kbps": 2000, "lost": 0.3, "late": 0.05}


def rungs(seconds: list[dict[str, float]], **options: Any) -> list[int]:
    [told] = told_by_javascript(LADDER, CLIMB, [{"options": options, "seconds": seconds}])
    return list(told)


def test_two_bad_seconds_are_nothing_and_three_are_a_rung() -> None:
    assert rungs([BAD, BAD, GOOD, BAD, BAD]) == [0] * 5
    assert rungs([BAD, BAD, BAD, GOOD]) == [0, 0, 1, 1]


def test_it_goes_down_to_words_and_the_phone_is_for_people_to_choose() -> None:
    assert rungs([BAD] * 30)[2::3] == [1, 2, 3, 4, 4, 4, 4, 4, 4, 4]


def test_what_the_line_cannot_carry_is_not_sent_whatever_else_is_well() -> None:
    assert rungs([{**GOOD, "kbps": 250}] * 3)[-1] == 1
    assert rungs([{**GOOD, "fps": 6}] * 3)[-1] == 1
    assert rungs([{**GOOD, "late": 2}] * 3)[-1] == 1


def test_up_takes_many_good_seconds_and_longer_when_it_failed_before() -> None:
    first = rungs([GOOD] * 13, rung=1)
    assert first.index(0) == 11
    again = rungs([*[GOOD] * 12, *[BAD] * 3, *[GOOD] * 40], rung=1)
    assert again[14] == 1
    assert again.index(0, 15) == 14 + 24


def test_it_does_not_go_up_to_what_the_line_would_not_carry() -> None:
    assert rungs([{**GOOD, "kbps": 500}] * 60, rung=1) == [1] * 60


def test_with_an_interpreter_no_picture_is_slow() -> None:
    down = rungs([BAD] * 30, interpreter=True)
    assert set(down) == {0, 1, 3, 4}
    assert 2 not in rungs([GOOD] * 200, rung=3, interpreter=True)
