"""The shipped nginx configuration, run as it is but for its ports, names and folders."""

import datetime as dt
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from cms.away import write_away_pages

SHIPPED = Path(__file__).resolve().parents[2] / "deploy/nginx/constat.conf"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed.")
TRUSTING = ssl._create_unverified_context()


class Backend(BaseHTTPRequestHandler):
    """One request at a time, as a gunicorn would be that slow uploads have taken all threads of but one."""

    def do_GET(self):
        if self.path.endswith("/away"):
            self.connection.close()
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{self.headers['X-Forwarded-For']} {self.headers['X-Forwarded-Proto']}".encode())

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(days=1))
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, *plain))


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    write_away_pages(folder / "static" / "away")
    backend = HTTPServer(("127.0.0.1", 0), Backend)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    plain, secure = free_port(), free_port()
    site = SHIPPED.read_text()
    for shipped, here in {
        "127.0.0.1:8000": f"127.0.0.1:{backend.server_port}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "/etc/ssl/constat/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "/var/lib/constat/": f"{folder}/",
    }.items():
        assert shipped in site
        site = site.replace(shipped, here)
    (folder / "constat.conf").write_text(site)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\n{paths}include {folder}/constat.conf;\n}}\n"
    )
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", f"{folder}/error.log"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    wait_until_listening(secure)
    yield secure, folder
    process.terminate()
    process.wait(10)
    backend.shutdown()
    backend.server_close()


def wait_until_listening(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not come up.")


def ask(port, path="/", **options):
    request = urllib.request.Request(f"https://127.0.0.1:{port}{path}", **options)
    return urllib.request.urlopen(request, context=TRUSTING, timeout=5).read().decode()


def slow_upload(port):
    connection = TRUSTING.wrap_socket(socket.create_connection(("127.0.0.1", port)))
    connection.sendall(
        b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nbeginning"
    )
    return connection


def test_thirty_slow_uploads_do_not_keep_the_others_waiting(nginx):
    port, _ = nginx
    uploads = [slow_upload(port) for _ in range(30)]
    began = time.monotonic()
    assert ask(port)
    assert time.monotonic() - began < 2
    for upload in uploads:
        upload.close()


def test_a_visitor_cannot_say_where_the_request_comes_from(nginx):
    port, _ = nginx
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    assert ask(port, headers=headers) == "127.0.0.1 https"


def test_takes_photos_and_refuses_what_is_far_too_large(nginx):
    port, _ = nginx
    assert ask(port, data=b"x" * 20_000_000)
    connection = TRUSTING.wrap_socket(socket.create_connection(("127.0.0.1", port)))
    connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99000000\r\n\r\n")
    assert b" 413 " in connection.recv(100)
    connection.close()


def test_its_log_holds_no_path(nginx):
    port, folder = nginx
    ask(port, "/en/track/T-7K2M-9QX4-8")
    time.sleep(0.1)
    assert "GET 200" in (folder / "constat.log").read_text()
    assert "7K2M" not in (folder / "constat.log").read_text()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_while_the_site_does_not_answer_its_page_says_so(nginx, language):
    port, _ = nginx
    with pytest.raises(urllib.error.HTTPError) as away:
        ask(port, f"/{language}/report/away")
    page = away.value.read().decode()
    assert away.value.code == 502
    assert f'<html lang="{language}"' in page
    assert "tel:911" in page
    assert "data-leave" in page
    assert away.value.headers["Cache-Control"] == "no-store"


def test_a_player_gets_the_part_of_a_film_that_it_asks_for(nginx):
    port, folder = nginx
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "film.webm").write_bytes(bytes(range(256)))
    address = f"https://localhost:{port}/media/film.webm"
    request = urllib.request.Request(address, headers={"Range": "bytes=100-109"})
    with urllib.request.urlopen(request, context=TRUSTING) as answer:
        assert (answer.status, answer.headers["Content-Range"]) == (206, "bytes 100-109/256")
        assert answer.read() == bytes(range(100, 110))
