from datetime import date, datetime

from django.utils import formats, translation
from django.utils.translation import gettext


def test_speaks_french_once_the_catalogue_is_compiled():
    with translation.override("fr"):
        assert gettext("Send report") == "Envoyer le rapport"


def test_no_text_of_ours_takes_the_place_of_a_month():
    with translation.override("fr"):
        months = [formats.date_format(date(2026, month, 1), "F") for month in range(1, 13)]
    assert months == [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]


def test_writes_dates_and_hours_as_canada_does():
    moment = datetime(2026, 5, 1, 9, 5)
    with translation.override("fr"):
        assert formats.date_format(moment, "DATETIME_FORMAT") == "1 mai 2026, 9\xa0h\xa005"
        assert formats.date_format(moment, "SHORT_DATE_FORMAT") == "2026-05-01"
    with translation.override("en"):
        assert formats.date_format(moment, "SHORT_DATE_FORMAT") == "2026-05-01"
