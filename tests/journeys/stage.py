"""The site as production has it, on loopback: nginx, web, signalling as a process of its own, the relay of calls.

Each part runs by its shipped file below `deploy/`, but for ports, names and folders, and can be killed and held.
"""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from playwright.sync_api import Page, expect

from tests.config.test_nginx import NGINX, SHIPPED, certificate
from tests.journeys.cable import Cable
from tests.journeys.instance import BASE
from tests.journeys.meeting import Meeting

TURNSERVER = shutil.which("turnserver")
# The relay's own address is another one than the devices', so that a test can tell them apart.
RELAY = "127.0.0.9"
SECRET = "a-secret-of-the-relay-that-is-long-enough"
TRUSTING = ssl._create_unverified_context()
STARTS_WITHIN = 60.0


class Part:
    """One process of the site, with all that it starts."""

    def __init__(
        self, command: list[str], environment: Mapping[str, str], output: Path, cwd: Path = BASE
    ) -> None:
        self.command, self.environment, self.output, self.cwd = command, dict(environment), output, cwd
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process and to all that it started."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """End it without a word, as a crash does."""
        self.send(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.send(signal.SIGCONT)
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.send(signal.SIGKILL)
        self.process.wait()


class StagedMeeting(Meeting):
    """Vic and a resident on the stage."""

    site: "Stage"

    def open_desk(self) -> Page:
        """Open the desk with a session that has both factors: behind a proxy nobody is exempt."""
        context = self.browser.new_context(base_url=self.site.url, locale="en-CA", ignore_https_errors=True)
        context.add_cookies(
            [{"name": "sessionid", "value": self.site.session_of_vic(), "url": self.site.url}]
        )
        page = context.new_page()
        page.goto("/desk/")
        return page

    def begin(self, number: str) -> None:
        """Have a resident in the waiting room, and Vic at the button, without the steps before: no self-test."""
        link = self.invite(number)
        page = self.resident
        page.goto(link)
        page.get_by_role("button", name="Open my call").click()
        page.wait_for_url(re.compile("/video/call/"))
        base = self.site.url + str(page.locator("#call").get_attribute("data-base"))
        version = page.request.get(base).json()["consent"]["version"]
        agreed = {"version": version, "call": True, "recording": None}
        for step, told in (("consent", agreed), ("check", {"camera": True}), ("wait", {})):
            assert page.request.post(f"{base}/{step}", data=told).ok
        page.reload()
        expect(page.locator("#call[data-part=waiting]")).to_be_visible()
        expect(page.locator("#call[data-line=open]")).to_be_visible()


class Stage:
    """The parts of the site, and the cables that lead to it and from it to its database."""

    def __init__(
        self, environment: Mapping[str, str], folder: Path, *, bus: str = "", relayed: bool = True
    ) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in ("web", "signal", "plain", "secure")}
        self.turn_port = free_port(socket.SOCK_DGRAM)
        self.network = Cable(self.ports["secure"])
        self.url = f"https://localhost:{self.network.port}"
        self.database = Cable(*_database_of(environment))
        self.environment = {**environment, **self._settings(environment, bus, relayed=relayed)}
        self.web = self._served("constat-web", self.ports["web"], "--workers 3", "--workers 1")
        self.signal = self._served("constat-signal", self.ports["signal"])
        self.nginx = self._nginx()
        self.turn = self._turn()
        self._session = ""
        self.parts = [self.web, self.signal, self.nginx, *([self.turn] if relayed else [])]

    def _settings(self, environment: Mapping[str, str], bus: str, *, relayed: bool) -> dict[str, str]:
        told = {
            "CONSTAT_ENV": "demo",
            "SITE_URL": self.url,
            "BEHIND_PROXY": "1",
            "CSRF_TRUSTED_ORIGINS": self.url,
            "DATABASE_URL": _moved(environment["DATABASE_URL"], self.database.port),
            "VIDEO_RESIDENTS_RELAY": str(int(relayed)),
        }
        if bus:
            told["VIDEO_BUS"] = bus
        if relayed:
            told["VIDEO_TURN_URLS"] = f"turn:127.0.0.1:{self.turn_port}?transport=udp"
            told["VIDEO_TURN_SECRET"] = SECRET
        return told

    def _served(self, name: str, port: int, *change: str) -> Part:
        """Return what a shipped unit of systemd starts, on another port."""
        unit = (BASE / f"deploy/systemd/{name}.service").read_text()
        lines = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and line[0] != "#")
        own = dict(each.split("=", 1) for each in lines.get("Environment", "").split())
        command = lines["ExecStart"].replace("/opt/constat/.venv/bin/python", sys.executable)
        command = command.replace(f":{8001 if 'signal' in name else 8000} ", f":{port} ")
        if change:
            command = command.replace(*change)
        files = lines.get("LimitNOFILE", "1024")
        words = ["prlimit", f"--nofile={files}", *shlex.split(command), "--log-level", "warning"]
        return Part(words, {**self.environment, **own}, self.folder / f"{name}.output")

    def _nginx(self) -> Part:
        assert NGINX is not None
        certificate(self.folder)
        var = self.environment["CONSTAT_VAR"]
        text = _changed(
            SHIPPED.read_text(),
            {
                "127.0.0.1:8000": f"127.0.0.1:{self.ports['web']}",
                "127.0.0.1:8001": f"127.0.0.1:{self.ports['signal']}",
                "listen 80;": f"listen 127.0.0.1:{self.ports['plain']};",
                "listen 443 ssl": f"listen 127.0.0.1:{self.ports['secure']} ssl",
                "/etc/ssl/constat/": f"{self.folder}/",
                "/var/log/nginx/": f"{self.folder}/",
                "/var/lib/constat/": f"{var}/",
            },
        )
        (self.folder / "constat.conf").write_text(text)
        names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "".join(f"{name}_temp_path {self.folder}/{name};\n" for name in names)
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/error.log;\n"
            "worker_processes 1;\nevents { worker_connections 4096; }\n"
            f"http {{\ninclude /etc/nginx/mime.types;\n{paths}include {self.folder}/constat.conf;\n}}\n"
        )
        command = [NGINX, "-c", f"{self.folder}/nginx.conf", "-p", str(self.folder)]
        return Part([*command, "-e", f"{self.folder}/error.log"], os.environ, self.folder / "nginx.output")

    def _turn(self) -> Part:
        text = _changed(
            (BASE / "deploy/coturn/turnserver.conf").read_text(),
            {
                "PUT-AT-LEAST-32-RANDOM-CHARACTERS-HERE": SECRET,
                "listening-port=3478": f"listening-port={self.turn_port}",
                "tls-listening-port=443\ncert=/etc/ssl/turn/fullchain.pem\npkey=/etc/ssl/turn/privkey.pem": (
                    "no-tls\nno-dtls"
                ),
                # The people of a test are on this machine, where the shipped file leads to nobody.
                "# listening-ip=203.0.113.10": f"listening-ip=127.0.0.1\nrelay-ip={RELAY}\nallow-loopback-peers",
                "# allowed-peer-ip=203.0.113.10": f"allowed-peer-ip=127.0.0.1\nallowed-peer-ip={RELAY}",
            },
        )
        (self.folder / "turnserver.conf").write_text(text)
        command = [TURNSERVER or "turnserver", "-c", f"{self.folder}/turnserver.conf"]
        return Part(
            [*command, "--pidfile", f"{self.folder}/turn.pid"], os.environ, self.folder / "turn.output"
        )

    def start(self) -> None:
        for part in self.parts:
            part.start()
        self.until_it_answers("web")
        self.until_it_answers("signal")

    def away(self) -> None:
        """Take the network away: nothing passes to the site nor through the relay, and nobody is told."""
        self.network.hold()
        self.turn.send(signal.SIGSTOP)

    def is_back(self) -> None:
        """Give the network back."""
        self.turn.send(signal.SIGCONT)
        self.network.release()

    def session_of_vic(self) -> str:
        """Return a session in which Vic showed both factors."""
        if not self._session:
            command = [sys.executable, "-m", "tests.journeys.beside", "session_of_vic"]
            told = subprocess.check_output(command, cwd=BASE, env=self.environment)
            self._session = str(json.loads(told.splitlines()[-1]))
        return self._session

    def until_it_answers(self, name: str, seconds: float = STARTS_WITHIN) -> float:
        """Wait until a process answers; return when it did."""
        ends = time.monotonic() + seconds
        while not answers(self.ports[name]):
            assert time.monotonic() < ends, (self.folder / f"constat-{name}.output").read_text()[-3000:]
            time.sleep(0.02)
        return time.monotonic()

    def stop(self) -> None:
        self.network.release()
        for part in self.parts:
            part.stop()


@contextmanager
def staged(
    environment: Mapping[str, str], folder: Path, *, bus: str = "", relayed: bool = True
) -> Iterator[Stage]:
    """Run the parts until the block ends."""
    stage = Stage(environment, folder, bus=bus, relayed=relayed)
    try:
        stage.start()
        yield stage
    finally:
        stage.stop()


def answers(port: int) -> bool:
    """Whether a process of ours says anything on a port: unknown calls are refused in its own words."""
    nobody = f"http://127.0.0.1:{port}/api/v1/video/calls/00000000-0000-0000-0000-000000000000/clock"
    try:
        with urllib.request.urlopen(nobody, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code == 401
    except OSError:
        return False


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for shipped, here in changes.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    return text


def _database_of(environment: Mapping[str, str]) -> tuple[int, str]:
    parts = urlsplit(environment["DATABASE_URL"])
    return parts.port or 5432, parts.hostname or "127.0.0.1"


def _moved(address: str, port: int) -> str:
    parts = urlsplit(address)
    who = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@127.0.0.1:{port}" if who else f"127.0.0.1:{port}"))
