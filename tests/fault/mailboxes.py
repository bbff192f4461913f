"""Where the letters go: a folder, or a mail server on the loopback. Both can be away; the server can also break off."""

import random
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class MailFolder:
    """The demo's folder. It is away when its name leads nowhere."""

    name = "folder"

    def __init__(self, var: Path) -> None:
        self._link, self._letters = var / "mail", var / "letters"
        self._letters.mkdir()
        self.on()

    @property
    def environment(self) -> dict[str, str]:
        return {}

    def on(self) -> None:
        self._lead_to(self._letters)

    def off(self) -> None:
        self._lead_to(self._letters.with_name("nowhere"))

    def break_off(self) -> None:
        self.on()

    def received(self) -> Counter[str]:
        return Counter(_id(path.read_bytes()) for path in self._letters.glob("[!.]*.eml"))

    def _lead_to(self, folder: Path) -> None:
        new = self._link.with_name("mail.new")
        new.symlink_to(folder)
        new.replace(self._link)


class MailServer:
    """A mail server; while it breaks off, many senders get no answer, whether the mail was taken or not."""

    name = "smtp"

    def __init__(self, port: int, chance: random.Random) -> None:
        self._port, self._chance = port, chance
        self._taken: list[str] = []
        self._breaking = False
        self._server: Controller | None = None
        self.on()

    @property
    def environment(self) -> dict[str, str]:
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self._port)}

    def on(self) -> None:
        self._breaking = False
        if self._server is None:
            self._server = Controller(self, hostname="127.0.0.1", port=self._port)
            self._server.start()

    def off(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    def break_off(self) -> None:
        self.on()
        self._breaking = True

    def received(self) -> Counter[str]:
        return Counter(self._taken)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        fate = self._chance.random() if self._breaking else 1.0
        if fate > 0.3:
            self._taken.append(_id(envelope.content))
        if fate < 0.6:
            server.transport.abort()
        return "250 OK"


def _id(content: bytes) -> str:
    return str(message_from_bytes(content)["Message-ID"]).strip()
