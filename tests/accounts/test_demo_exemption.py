"""The demo lets its accounts in without a second factor, on one's own machine only."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.accounts.sign_in import enter_password


@pytest.fixture
def demo(settings):
    settings.DEMO = settings.SECOND_FACTOR_EXEMPT = True
    settings.ALLOWED_HOSTS = ["*"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8123", "[::1]:8000"])
def test_the_demo_on_this_machine_needs_no_factor(client, noor, demo, host):
    enter_password(client, noor)
    assert client.get("/admin/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["constat.example", "localhost.evil.example", "10.0.0.8"])
def test_under_any_other_name_it_does(client, noor, demo, host):
    enter_password(client, noor)
    assert client.get("/admin/", headers={"host": host}).status_code == 302


@pytest.mark.parametrize(
    "meta", [{"REMOTE_ADDR": "10.0.0.8"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}]
)
def test_from_elsewhere_or_through_a_proxy_it_does(client, noor, demo, meta):
    enter_password(client, noor)
    assert client.get("/admin/", **{"HTTP_HOST": "localhost"} | meta).status_code == 302


@pytest.mark.parametrize("changed", [{"DEMO": False}, {"SECOND_FACTOR_EXEMPT": False}, {"PRODUCTION": True}])
def test_each_lock_holds_alone(client, noor, demo, settings, changed):
    enter_password(client, noor)
    for name, value in changed.items():
        setattr(settings, name, value)
    assert client.get("/admin/", headers={"host": "localhost"}).status_code == 302


def test_the_check_before_service_refuses_it(settings):
    settings.SECOND_FACTOR_EXEMPT = True
    with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
        call_command("check", "--deploy", "--tag", "security")
