"""How hard a text reads, in figures whose formulas are public, and which sentences make it so."""

import pytest

from cms import reading


def test_english_is_judged_by_flesch() -> None:
    found = reading.level(["The cat sat on the mat.", "The dog ran to the park."], "en")
    # Six words a sentence, one syllable a word.
    assert found.ease == 100.0
    assert (found.words, found.sentences) == (12, 2)


def test_longer_words_and_sentences_read_harder() -> None:
    plain = reading.level(
        ["We read your report. We call you when we need to know more. Keep your number."], "en"
    )
    heavy = reading.level(
        ["Notification of administrative determination regarding documentation occurs subsequently."], "en"
    )
    assert plain.ease > 70 > 30 > heavy.ease
    assert (plain.band, heavy.band) == ("easy", "hard")


def test_french_is_judged_by_kandel_and_moles() -> None:
    words = "La police lit votre rapport"
    syllables = sum(reading.syllables(word, "fr") for word in words.split())
    found = reading.level([f"{words}."], "fr")
    assert found.ease == pytest.approx(min(100, 207 - 1.015 * 5 - 73.6 * syllables / 5))


def test_lix_counts_words_longer_than_six_letters() -> None:
    # Five words, one of them long: 5 + 20.
    assert reading.lix(["we", "read", "every", "sentence", "twice"], 1) == 25.0


def test_an_apostrophe_divides_french_words_and_not_english_ones() -> None:
    assert reading.words_of("l’appareil que j’ai perdu", "fr") == ["l", "appareil", "que", "j", "ai", "perdu"]
    assert reading.words_of("don’t go", "en") == ["don’t", "go"]


def test_sentences_end_at_marks_and_lines_not_at_numbers_or_addresses() -> None:
    text = "Write to us. It costs $5.50 or more.\nA passport\n\n911"
    assert reading.sentences(text) == ["Write to us.", "It costs $5.50 or more.", "A passport"]


def test_a_sentence_of_more_than_twenty_words_is_shown() -> None:
    long = "You can use this form " + "and " * 16 + "so on."
    found = list(reading.hard_sentences(f"This is short. {long}", "en"))
    assert [(each.text, each.is_long) for each in found] == [(long, True)]


def test_a_sentence_full_of_long_words_is_shown_though_it_is_short() -> None:
    hard = "Notification regarding documentation requirements follows administrative determination of circumstances."
    assert [each.is_long for each in reading.hard_sentences(hard, "en")] == [False]


def test_a_label_of_a_few_long_words_is_not() -> None:
    assert not list(reading.hard_sentences("Identification documents", "en"))


def test_a_few_words_have_no_level() -> None:
    assert not reading.level(["Serial number"], "en").counts
    assert not reading.level([], "fr").counts
