"""Links out of the site: found where residents read them, asked for politely, called dead only when they are."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from accounts.models import User
from cms.models import OutgoingLink
from cms.outgoing import finding
from cms.outgoing.checking import check_due, want_all
from integrations.sites.asking import NoAnswer, Reason, ask, is_public

SignedIn = Callable[[User], Client]
NOWHERE = "http://no-such-host.invalid/"


class Site(BaseHTTPRequestHandler):
    """A site with one page, one that moved there, one that is gone and one that leads inwards."""

    asked: list[tuple[str, str, str]] = []
    # What its robots.txt answers and says.
    robots: tuple[int, str] = (404, "")

    def do_GET(self) -> None:
        """Answer by path."""
        Site.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            self.send_response(Site.robots[0])
            self.end_headers()
            self.wfile.write(Site.robots[1].encode())
            return
        status, location = {
            "/good": (200, ""),
            "/moved": (301, "/good"),
            "/inwards": (302, "http://10.0.0.1/"),
            "/round": (302, "/round"),
            "/broken": (500, ""),
        }.get(self.path, (404, ""))
        if self.command == "HEAD" and self.path == "/good":
            status = 405
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(settings: Settings) -> Iterator[str]:
    """Another site, on this machine."""
    settings.LINK_CHECK_ASKS_LOOPBACK = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked, Site.robots = [], (404, "")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def mention(*addresses: str) -> None:
    page = Page.objects.get(slug="contact").specific
    links = "".join(f'<p><a href="{address}">Read on</a></p>' for address in addresses)
    page.body = [("text", links)]
    page.save_revision().publish()


def statuses(at: str) -> dict[str, str]:
    rows = OutgoingLink.objects.filter(url__startswith=at)
    return {row.url.removeprefix(at): row.status for row in rows}


def run() -> None:
    want_all()
    check_due(pause=lambda seconds: None)


def test_each_link_is_asked_for_and_its_state_kept(site: None, elsewhere: str) -> None:
    mention(*(f"{elsewhere}{path}" for path in ("/good", "/moved", "/gone", "/broken")))
    check_due(pause=lambda seconds: None)
    assert statuses(elsewhere) == {
        "/good": "good",
        "/moved": "moved",
        "/gone": "dead",
        "/broken": "failing",
    }
    assert OutgoingLink.objects.get(url=f"{elsewhere}/moved").moved_to == f"{elsewhere}/good"
    assert [method for method, path, _agent in Site.asked if path == "/good"][:2] == ["HEAD", "GET"]
    assert all("ConstatLinkCheck" in agent for _method, _path, agent in Site.asked)


@pytest.mark.parametrize("agent", ["*", "constatlinkcheck"])
def test_what_a_site_keeps_programs_from_is_not_asked_for(
    site: None, elsewhere: str, dana: User, signed_in: SignedIn, agent: str
) -> None:
    Site.robots = (200, f"User-agent: {agent}\nDisallow: /go*\nAllow: /good\nDisallow: /inner\n")
    mention(*(f"{elsewhere}{path}" for path in ("/gone", "/good", "/inner/page")))
    run()
    assert statuses(elsewhere) == {"/gone": "kept_out", "/good": "good", "/inner/page": "kept_out"}
    assert {path for _method, path, _agent in Site.asked} == {"/robots.txt", "/good"}
    assert sum(path == "/robots.txt" for _method, path, _agent in Site.asked) == 1
    html = signed_in(dana).get(reverse("cms_outgoing_links")).content.decode()
    assert "Not checked: the site asks programs to stay away" in html


def test_where_a_redirect_leads_is_looked_up_too(site: None, elsewhere: str) -> None:
    Site.robots = (200, "User-agent: *\nDisallow: /good\n")
    mention(f"{elsewhere}/moved")
    run()
    assert statuses(elsewhere) == {"/moved": "kept_out"}


def test_a_site_whose_rules_cannot_be_read_is_left_alone_and_never_called_dead(
    site: None, elsewhere: str, dana: User, signed_in: SignedIn
) -> None:
    Site.robots = (503, "")
    mention(f"{elsewhere}/good")
    for _day in range(4):
        run()
    assert statuses(elsewhere) == {"/good": "no_rules"}
    assert {path for _method, path, _agent in Site.asked} == {"/robots.txt"}
    html = signed_in(dana).get(reverse("cms_outgoing_links")).content.decode()
    assert "Not checked: the site could not say whether programs may ask" in html


def test_who_asks_names_the_site_of_the_agency(site: None, elsewhere: str, settings: Settings) -> None:
    settings.SITE_URL = "https://reports.agency.example"
    mention(f"{elsewhere}/good")
    run()
    agents = {agent for _method, _path, agent in Site.asked}
    assert agents == {"Mozilla/5.0 (compatible; ConstatLinkCheck/1.0; +https://reports.agency.example/)"}


def test_a_site_that_fails_is_dead_after_three_days_and_since_stays(site: None, elsewhere: str) -> None:
    mention(f"{elsewhere}/broken", f"{elsewhere}/gone")
    found = []
    for _day in range(3):
        run()
        found.append(statuses(elsewhere)["/broken"])
    assert found == ["failing", "failing", "dead"]
    since = OutgoingLink.objects.get(url=f"{elsewhere}/gone").since
    run()
    assert OutgoingLink.objects.get(url=f"{elsewhere}/gone").since == since


def test_the_same_host_is_asked_with_a_pause(site: None, elsewhere: str) -> None:
    mention(f"{elsewhere}/good", f"{elsewhere}/gone")
    pauses: list[float] = []
    check_due(pause=pauses.append)
    assert len(pauses) == 1
    assert 0 < pauses[0] <= 2


def test_a_machine_without_a_network_calls_nothing_dead(site: None, dana: User, signed_in: SignedIn) -> None:
    mention(NOWHERE)
    check_due(pause=lambda seconds: None)
    assert OutgoingLink.objects.get(url=NOWHERE).status == "new"
    assert "Could not be checked" in signed_in(dana).get(reverse("cms_outgoing_links")).content.decode()


def test_a_site_that_is_gone_is_dead_where_others_answer(site: None, elsewhere: str) -> None:
    mention(NOWHERE, f"{elsewhere}/good")
    check_due(pause=lambda seconds: None)
    assert OutgoingLink.objects.get(url=NOWHERE).status == "dead"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://example.com:22/",
        "http://user:word@example.com/",
        "ftp://example.com/",
    ],
)
def test_no_machine_of_our_own_is_ever_asked(url: str) -> None:
    with pytest.raises(NoAnswer) as refusal:
        ask(url, agent="test")
    assert refusal.value.reason in (Reason.NOT_ALLOWED, Reason.NO_HOST)


@pytest.mark.parametrize(("path", "reason"), [("/inwards", Reason.NOT_ALLOWED), ("/round", Reason.CIRCLE)])
def test_a_redirect_inwards_or_in_a_circle_is_not_followed(elsewhere: str, path: str, reason: Reason) -> None:
    with pytest.raises(NoAnswer) as refusal:
        ask(f"{elsewhere}{path}", agent="test", loopback=True)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("fe80::1%eth0", False),
        ("::", False),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_links_of_this_site_are_not_among_them_and_those_no_longer_used_go(site: None) -> None:
    mention("http://localhost:8000/en/", "https://elsewhere.example/a?b=1&amp;c=2")
    finding.collect()
    on_the_page = OutgoingLink.objects.filter(places__0__0="Contact us")
    assert [row.url for row in on_the_page] == ["https://elsewhere.example/a?b=1&c=2"]
    mention()
    finding.collect()
    assert not on_the_page.all().exists()


def test_editors_have_them_checked_and_reviewers_do_not(
    site: None, dana: User, noor: User, signed_in: SignedIn
) -> None:
    mention(NOWHERE)
    finding.collect()
    signed_in(noor).post(reverse("cms_check_links"))
    assert not OutgoingLink.objects.get(url=NOWHERE).wanted
    signed_in(dana).post(reverse("cms_check_links"))
    assert OutgoingLink.objects.get(url=NOWHERE).wanted
