"""The shipped relay configuration, run as it is but for its ports and secret: whom it serves, and where it leads."""

import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from django.conf import settings as site

from tests.video.turn_client import TurnClient
from video.turn import credentials

SHIPPED = Path(site.BASE_DIR) / "deploy/coturn/turnserver.conf"
SECRET = "a-secret-of-the-relay-that-is-long-enough"
TURNSERVER = shutil.which("turnserver")
pytestmark = pytest.mark.skipif(not TURNSERVER, reason="coturn is not installed.")


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    """The relay on loopback; returns its port."""
    folder, port = tmp_path_factory.mktemp("coturn"), free_port()
    text = SHIPPED.read_text()
    for shipped, here in {
        "PUT-AT-LEAST-32-RANDOM-CHARACTERS-HERE": SECRET,
        "listening-port=3478": f"listening-port={port}",
        "tls-listening-port=443\ncert=/etc/ssl/turn/fullchain.pem\npkey=/etc/ssl/turn/privkey.pem": "no-tls\nno-dtls",
        "# listening-ip=203.0.113.10": "listening-ip=127.0.0.1",
    }.items():
        assert shipped in text
        text = text.replace(shipped, here)
    (folder / "turnserver.conf").write_text(text)
    command = [TURNSERVER, "-c", str(folder / "turnserver.conf"), "--pidfile", str(folder / "pid")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port)
    yield port
    process.terminate()
    process.wait()


def wait_for(port):
    nobody = TurnClient(port, "nobody", "nothing")
    with nobody.line:
        for _attempt in range(50):
            try:
                nobody.allocate()
            except OSError:
                time.sleep(0.1)
            else:
                return
    raise AssertionError("the relay does not answer")


@pytest.fixture
def client(relay, settings):
    """Somebody with credentials of the site, good until then."""
    settings.VIDEO_TURN_SECRET = SECRET

    made = []

    def make(ends=timedelta(minutes=10), name="", password=""):
        right = credentials(token_hex(6), datetime.now(UTC) + ends)
        made.append(TurnClient(relay, name or right[0], password or right[1]))
        return made[-1]

    yield make
    for each in made:
        each.line.close()


def test_serves_who_has_credentials_of_the_site(client):
    somebody = client()
    assert somebody.allocate() == 0
    assert somebody.permit("93.184.216.34") == 0


def test_refuses_expired_and_foreign_credentials(client):
    assert client(ends=timedelta(minutes=-1)).allocate() == 401
    assert client(password="another").allocate() == 401
    assert client(name=f"{int(time.time()) + 600}:other").allocate() == 401


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
    ],
)
def test_leads_to_no_machine_of_the_agency(client, address):
    somebody = client()
    assert somebody.allocate() == 0
    assert somebody.permit(address) == 403


@pytest.mark.parametrize("address", ["::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "fd00::1", "fe80::1"])
def test_leads_to_none_by_another_spelling(client, address):
    somebody = client()
    assert somebody.allocate() == 0
    assert somebody.permit(address) in {403, 443}
