"""Sending mail through a real server: each failure says whether to try again, give up or ask a person."""

import socket
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from anymail import exceptions as anymail
from django.core import mail as django_mail

from integrations.mail import send as sending
from integrations.mail.send import OutgoingMail, send
from integrations.outcomes import GiveUp, TryAgain, Uncertain

MAIL = OutgoingMail(
    to="camille@example.org",
    subject="Votre rapport est reçu",
    text="Bonjour,\nvotre rapport est reçu.",
    message_id="<received.1@agency.example>",
    language="fr",
    html="<p>Bonjour</p>",
    attachments=(("copie.pdf", "application/pdf", b"%PDF-1.7"),),
)


class Server:
    """A mail server that answers as it is told; `lose` names the command after which it hangs up."""

    def __init__(self):
        self.messages, self.answers, self.lose = [], {}, ""

    async def handle_MAIL(self, server, session, envelope, address, options):
        return self._answer(server, "MAIL", lambda: setattr(envelope, "mail_from", address))

    async def handle_RCPT(self, server, session, envelope, address, options):
        return self._answer(server, "RCPT", lambda: envelope.rcpt_tos.append(address))

    async def handle_DATA(self, server, session, envelope):
        return self._answer(server, "DATA", lambda: self.messages.append(envelope.content.decode()))

    def _answer(self, server, command, accept):
        if command in self.answers:
            return self.answers[command]
        accept()
        if self.lose == command:
            server.transport.abort()
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def controller():
    running = Controller(Server(), hostname="127.0.0.1", port=free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def server(controller, settings):
    settings.EMAIL_BACKEND = "integrations.mail.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    controller.handler.__init__()
    return controller.handler


def test_a_mail_arrives_with_its_own_message_id_and_language(server):
    send(MAIL)
    [message] = server.messages
    assert "Message-ID: <received.1@agency.example>" in message
    assert "Content-Language: fr" in message
    assert "Auto-Submitted: auto-generated" in message
    assert 'filename="copie.pdf"' in message


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_for_now_is_tried_again(server, command):
    server.answers[command] = "451 later"
    with pytest.raises(TryAgain):
        send(MAIL)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_refusal_for_good_is_given_up(server, command):
    server.answers[command] = "550 no such mailbox"
    with pytest.raises(GiveUp) as refusal:
        send(MAIL)
    assert "camille" not in str(refusal.value)


def test_a_connection_lost_before_the_message_is_tried_again(server):
    server.lose = "RCPT"
    with pytest.raises(TryAgain):
        send(MAIL)


def test_a_connection_lost_after_the_message_is_uncertain(server):
    server.lose = "DATA"
    with pytest.raises(Uncertain):
        send(MAIL)
    assert len(server.messages) == 1


def test_djangos_own_backend_cannot_tell_so_it_is_uncertain(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server.lose = "DATA"
    with pytest.raises(Uncertain):
        send(MAIL)


def test_no_server_is_tried_again(server, settings):
    settings.EMAIL_PORT = free_port()
    with pytest.raises(TryAgain):
        send(MAIL)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hello\nBcc: everyone@example.org"},
        {"subject": "Hello\r\n\r\nbody"},
        {"to": "camille@example.org\nBcc: sam@example.org"},
        {"to": "camille@example.org, sam@example.org"},
        {"to": "Camille <camille@example.org>"},
        {"to": "nobody"},
        {"sender": "a@b.example\nX: y"},
        {"message_id": "<a@b>\nX: y"},
        {"message_id": "plain"},
        {"language": "fr\nX: y"},
        {"attachments": (("a\nb.pdf", "application/pdf", b""),)},
    ],
)
def test_no_value_can_add_a_header_or_a_recipient(server, change):
    with pytest.raises(GiveUp):
        send(replace(MAIL, **change))
    assert server.messages == []


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (anymail.AnymailAPIError("no answer"), Uncertain),
        (anymail.AnymailRecipientsRefused("refused"), GiveUp),
        (anymail.AnymailInvalidAddress("address"), GiveUp),
        (anymail.AnymailConfigurationError("key"), TryAgain),
    ],
)
def test_a_mail_providers_errors_are_told_apart(monkeypatch, error, outcome):
    def fails(messages):
        raise error

    connection = django_mail.get_connection("django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(connection, "send_messages", fails)
    monkeypatch.setattr(sending, "get_connection", lambda **_: connection)
    with pytest.raises(outcome):
        send(MAIL)


@pytest.mark.parametrize(("status", "outcome"), [(400, GiveUp), (429, TryAgain), (503, TryAgain)])
def test_a_mail_providers_status_decides(monkeypatch, status, outcome):
    error = anymail.AnymailAPIError("no")
    error.status_code = status
    test_a_mail_providers_errors_are_told_apart(monkeypatch, error, outcome)


def test_a_mail_provider_that_was_not_reached_is_tried_again(settings):
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": f"http://127.0.0.1:{free_port()}/"}
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    with pytest.raises(TryAgain):
        send(MAIL)
