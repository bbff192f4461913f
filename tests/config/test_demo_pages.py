"""`/demo/`: accounts, mails and the mock records system, and only in the demonstration."""

import pytest
from django.core.mail import EmailMessage

from integrations.records.mock_rms import read_faults


@pytest.fixture
def demo(settings, tmp_path, client, db):
    settings.DEMO, settings.MAIL_FOLDER, settings.RECORDS_FOLDER = True, tmp_path / "mail", tmp_path / "rms"
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def test_lists_the_accounts(demo):
    page = demo.get("/demo/").content.decode()
    assert all(name in page for name in ("dana", "noor", "cleo", "ada"))


def test_shows_a_mail(demo):
    EmailMessage("We have your report", "Hello", to=["camille@example.org"]).send()
    page = demo.get("/demo/")
    address = page.content.decode().split('href="/demo/mail/')[1].split('"')[0]
    assert "Hello" in demo.get(f"/demo/mail/{address}").content.decode()


def test_switches_a_fault(demo, settings):
    demo.post("/demo/faults/", {"fault": ["down", "unknown"]})
    assert read_faults(settings.RECORDS_FOLDER) == {"down": True}


@pytest.mark.parametrize("address", ["/demo/", "/demo/mail/x/", "/demo/faults/"])
def test_is_not_there_elsewhere(client, db, settings, address):
    assert client.get(address, follow=True).status_code in {404, 405}
    settings.DEMO = True
    assert client.get(address, follow=True, headers={"host": "testserver"}).status_code in {404, 405}
