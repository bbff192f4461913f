"""What a page weighs: HTML under 30 kB, and under 150 kB compressed with all that it loads by itself."""

import re
from gzip import compress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

MOST_HTML = 30_000
MOST_IN_ALL = 150_000
# What a browser fetches before anybody presses anything; a video waits for that, and so does the second typeface file.
FETCHED = re.compile(
    r'<(?:link[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href|script[^>]*src|img[^>]*src)="([^"]+)"'
)
IMPORTED = re.compile(r'from "(\./[^"]+)"')


def weight_of(client: Client, html: str) -> int:
    """Return the compressed bytes of a page with all that it fetches."""
    found = {urlsplit(address).path for address in FETCHED.findall(html)}
    return len(compress(html.encode())) + sum(len(body) for body in (sent(client, each) for each in found))


def sent(client: Client, path: str) -> bytes:
    """Return a file as it goes over the line, with the scripts that it imports."""
    if path.startswith(settings.MEDIA_URL):
        return (Path(settings.MEDIA_ROOT) / path.removeprefix(settings.MEDIA_URL)).read_bytes()
    if not path.startswith(settings.STATIC_URL):
        return compress(client.get(path).content)
    file = Path(str(finders.find(path.removeprefix(settings.STATIC_URL))))
    body = file.read_bytes()
    if file.suffix in {".woff2", ".png", ".webp"}:
        return body
    imported = IMPORTED.findall(body.decode()) if file.suffix == ".js" else []
    return compress(body) + b"".join(compress((file.parent / name).read_bytes()) for name in imported)


def test_every_page_of_the_sitemap_is_light(site: None, client: Client) -> None:
    addresses = re.findall(
        r"<loc>http://testserver([^<]*)</loc>", client.get("/sitemap.xml").content.decode()
    )
    assert len(addresses) > 40
    too_heavy = []
    for address in addresses:
        html = client.get(address).content.decode()
        weight = weight_of(client, html)
        if len(html.encode()) >= MOST_HTML or weight >= MOST_IN_ALL:
            too_heavy.append((address, len(html.encode()), weight))
    assert too_heavy == []


def test_pages_load_nothing_from_elsewhere_and_need_no_script(site: None, client: Client) -> None:
    html = client.get("/en/prevention/protect-your-bicycle/").content.decode()
    assert "<video controls" in html
    assert 'preload="none"' in html
    assert html.count('<track kind="captions"') == 2
    assert "Read what is said and shown" in html
    assert all(not urlsplit(address).netloc for address in FETCHED.findall(html))
