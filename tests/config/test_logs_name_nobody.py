import logging

from config.logs import DiscreetFormatter, NoHealthChecks


def line(message, *arguments, error=None):
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, arguments, info)
    return DiscreetFormatter("%(message)s").format(record)


def test_leaves_out_numbers_and_addresses():
    assert line("Not Found: %s", "/api/v1/reports/T-7K2M-9QX4-8") == "Not Found: /api/v1/reports/…"
    assert line("Conflict: %s", "/desk/W26-000123/") == "Conflict: /desk/…/"
    assert line("Bounced") == "Bounced"


def test_leaves_them_out_of_tracebacks_too():
    assert "camille" not in line("Failed", error=ValueError("no route to camille.roy@example.org"))


def test_does_not_count_the_seconds_until_the_site_is_up():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s: %s", ("Service Unavailable", "/healthz"), None
    )
    assert not NoHealthChecks().filter(record)
