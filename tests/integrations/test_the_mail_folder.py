"""Mail into a folder: what the demonstration reads at /demo/."""

import os
from dataclasses import replace

import pytest

from integrations.mail.folder import read_folder
from integrations.mail.send import send
from tests.integrations.test_sending_mail import MAIL


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def test_a_mail_can_be_read_as_it_was_sent():
    send(MAIL)
    [stored] = read_folder()
    assert (stored.subject, stored.to, stored.language) == ("Votre rapport est reçu", MAIL.to, "fr")
    assert stored.text.strip() == MAIL.text
    assert stored.attachments == MAIL.attachments
    assert stored.at is not None


def test_the_same_mail_twice_is_one_file(folder):
    send(MAIL)
    send(MAIL)
    assert len(list(folder.iterdir())) == 1


def test_the_newest_mail_comes_first(folder):
    send(replace(MAIL, message_id="<old@agency.example>", subject="Old"))
    [old] = folder.iterdir()
    os.utime(old, (1, 1))
    send(replace(MAIL, message_id="<new@agency.example>", subject="New"))
    assert [stored.subject for stored in read_folder()] == ["New", "Old"]


def test_a_folder_that_is_not_there_is_empty():
    assert read_folder() == []
