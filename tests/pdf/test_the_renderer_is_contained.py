"""What a document may do to us: nothing. And no process of the renderer outlives its parent."""

import io
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from pdf import child
from pdf.errors import RenderTimeout
from pdf.render import render_copy, typeset
from pdf.warm import _warm, ask
from pdf.wire import FAILED, OK
from tests.pdf.reading import text_of
from tests.pdf.sample import ENGLISH, FRENCH, attachment, story

JOB = {"task": "render", "meta": {}, "mark": []}
PARENT = """
import time
from pdf.warm import _warm, ask
ask({"task": "render", "meta": {}, "mark": []}, [b"<p>x</p>"], seconds=20)
print(_warm._process.pid, flush=True)
time.sleep(60)
"""


def test_a_page_from_elsewhere_and_a_file_of_ours_are_not_fetched():
    html = b'<p>Here</p><img src="http://127.0.0.1:1/x.png"><img src="/etc/hostname"><img src="file:///etc/hostname">'
    status, pdf = ask(JOB, [html], seconds=20)
    assert status == OK
    assert text_of(pdf).split() == ["Here"]


@pytest.mark.parametrize(
    "event", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.kill"]
)
def test_the_child_may_not_reach_out(event):
    with pytest.raises(PermissionError):
        child.forbid(event, ())


def test_what_takes_too_long_is_stopped(settings):
    settings.PDF_SECONDS = 1
    endless = replace(ENGLISH, parts=ENGLISH.parts * 400)
    started = time.monotonic()
    with pytest.raises(RenderTimeout):
        render_copy(endless)
    assert time.monotonic() - started < 5


def test_what_cannot_be_rendered_says_so_for_good():
    status, kind = ask(JOB, [b"<div>" * 500], seconds=20)
    assert (status, bool(kind)) == (FAILED, True)


def test_a_picture_that_is_none_becomes_a_sentence():
    broken = replace(attachment(), image_bytes=b"\xff\xd8\xff\xe0 not a picture")
    assert "This picture cannot be shown here." in text_of(
        render_copy(replace(ENGLISH, attachments=[broken]))
    )


def test_a_photo_of_a_phone_is_shown():
    register_heif_opener()
    heic = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(heic, "HEIF")
    pdf = render_copy(replace(ENGLISH, attachments=[replace(attachment(), image_bytes=heic.getvalue())]))
    assert "This picture cannot be shown here." not in text_of(pdf)


def test_markup_in_an_answer_is_text():
    text = text_of(
        render_copy(story("<img src=x><pdf:nextpage> <b>bold</b> <style>p {display: none}</style>"))
    )
    assert "<pdf:nextpage> <b>bold</b>" in text


def test_threads_render_side_by_side():
    with ThreadPoolExecutor(4) as threads:
        copies = list(threads.map(lambda number: text_of(render_copy(story(f"Number {number}."))), range(4)))
    assert all(f"Number {number}." in text for number, text in enumerate(copies))


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_its_parent(ending):
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    warm = int(parent.stdout.readline())
    parent.send_signal(ending)
    parent.wait(10)
    parent.stdout.close()
    for _ in range(100):
        if not alive(warm):
            return
        time.sleep(0.05)
    pytest.fail("The warm process is still there.")


def alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_child_is_told_no_secrets():
    _warm.connect().close()
    assert b"CONSTAT_" not in Path(f"/proc/{_warm._process.pid}/environ").read_bytes()


def test_a_template_gets_the_language_it_is_rendered_in():
    html, _ = typeset("pdf/official.html", {"copy": FRENCH}, language="fr")
    assert '<html lang="fr">' in html
