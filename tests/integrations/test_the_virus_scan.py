"""Virus scanning, against a small server that speaks as clamd does."""

import socketserver
import struct
import threading

import pytest

from integrations.outcomes import TryAgain
from integrations.scanning.clamav import scan

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        self.rfile.read(len(b"nINSTREAM\n"))
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        told = b"Eicar FOUND" if b"EICAR" in data else b"limit ERROR" if b"large" in data else b"OK"
        told = b"Heuristics.Limits.Exceeded.MaxFileSize FOUND" if b"beyond" in data else told
        self.wfile.write(b"stream: " + told + b"\n")


@pytest.fixture
def clamd(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.CLAMD_HOST, settings.CLAMD_PORT = server.server_address
        yield
        server.shutdown()


def test_without_a_scanner_nothing_is_scanned():
    assert scan(EICAR) == "not_scanned"


def test_a_clean_file_is_clean(clamd, tmp_path):
    (tmp_path / "photo").write_bytes(b"a photo")
    assert scan(tmp_path / "photo") == "clean"


def test_an_infected_file_is_found(clamd):
    assert scan(EICAR) == "infected"


def test_what_the_scanner_could_not_scan_waits(clamd):
    with pytest.raises(TryAgain):
        scan(b"large")


def test_what_is_beyond_the_scanners_limits_was_not_scanned(clamd):
    assert scan(b"beyond") == "not_scanned"


def test_a_scanner_that_is_down_makes_the_file_wait(settings):
    settings.CLAMD_HOST, settings.CLAMD_PORT = "127.0.0.1", 9
    with pytest.raises(TryAgain):
        scan(EICAR)
