"""The requests of the table (design: Budgets): ours, and what the floor does in its place."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench.client import Answer, Client, as_form
from bench.typed import fields_of

Turn = Callable[[Client, int, int], None]
Data = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """One line of the table: what is asked of both, how often, and what it may cost (ms CPU)."""

    key: str
    title: str
    turns: int
    # None is for information.
    budget: float | None
    ours: Callable[[Data], Turn]
    floor: Callable[[Data], Turn]


def expect(answer: Answer, status: int) -> Answer:
    """Return the answer, or stop the run: what was measured would not be what the table says."""
    if answer.status != status:
        raise SystemExit(f"Expected {status}, got {answer.status}: {answer.body[:600]!r}")
    return answer


def get(path: str, **headers: str) -> Turn:
    """Return a turn that gets one address."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return lambda client, lane, number: _got(expect(client.send("GET", path, headers=named), 200))


def _got(answer: Answer) -> None:
    if not answer.body:
        raise SystemExit("An answer was empty.")


def step(data: Data) -> Turn:
    """Post one step of the citizen's way, each time with another text."""
    address = f"{data['page']}story/"
    forms: dict[int, list[tuple[str, str]]] = {}

    def turn(client: Client, lane: int, number: int) -> None:
        cookie = f"sessionid={data['steps'][lane]}; csrftoken={data['csrf']}"
        if lane not in forms:
            page = expect(client.send("GET", address, headers={"Cookie": cookie}), 200)
            forms[lane] = [each for each in fields_of(page.body.decode()) if each[0] not in _LEFT_OUT]
        fields = [(name, f"{number} {value}" if name == "story" else value) for name, value in forms[lane]]
        headers = {"Cookie": cookie, "X-CSRFToken": data["csrf"], "Content-Type": FORM}
        expect(client.send("POST", address, urlencode([*fields, ("continue", "1")]).encode(), headers), 302)

    return turn


# What the form was filled from: each turn overwrites what the one before it saved.
_LEFT_OUT = {"csrfmiddlewaretoken", "revision", "read"}


def shown_step(data: Data) -> Turn:
    """Show one step of the citizen's way with what is saved in it."""
    address = f"{data['page']}story/"

    def turn(client: Client, lane: int, number: int) -> None:
        cookie = f"sessionid={data['steps'][lane]}; csrftoken={data['csrf']}"
        expect(client.send("GET", address, headers={"Cookie": cookie}), 200)

    return turn


def floor_step(data: Data) -> Turn:
    """Post one answer."""

    def turn(client: Client, lane: int, number: int) -> None:
        headers = {"Cookie": f"csrftoken={data['csrf']}", "X-CSRFToken": data["csrf"], "Content-Type": FORM}
        body = urlencode({"story": f"{number} The lock was cut."}).encode()
        expect(client.send("POST", f"/step/{data['drafts'][lane]}/", body, headers), 302)

    return turn


def submission(data: Data) -> Turn:
    """Add a photo to a draft and send it."""
    drafts = iter(data["drafts"])

    def turn(client: Client, lane: int, number: int) -> None:
        draft = next(drafts)
        bearer, at = {"Authorization": f"Bearer {draft['token']}"}, f"/api/v1/drafts/{draft['id']}"
        body, kind = as_form({"question": "photos"}, data["photo"])
        expect(client.send("POST", f"{at}/attachments", body, {**bearer, "Content-Type": kind}), 201)
        sent = {**bearer, "Content-Type": "application/json", "Idempotency-Key": draft["id"]}
        expect(client.send("POST", f"{at}/submission", b'{"declaration": true}', sent), 201)

    return turn


def floor_submission(data: Data) -> Turn:
    """Keep a photo, then write a report."""

    def turn(client: Client, lane: int, number: int) -> None:
        body, kind = as_form({"question": "photos"}, data["photo"])
        kept = expect(client.send("POST", "/upload", body, {"Content-Type": kind}), 201).json()
        told = json.dumps({"answers": data["answers"], "photo": kept["id"]}).encode()
        expect(client.send("POST", "/submission", told, {"Content-Type": "application/json"}), 201)

    return turn


def transition(data: Data) -> Turn:
    """Claim a report, or release it."""
    versions = {report["number"]: report["version"] for lane in data["reports"] for report in lane}
    claimed: set[str] = set()

    def turn(client: Client, lane: int, number: int) -> None:
        mine = data["reports"][lane]
        report = mine[number % len(mine)]["number"]
        action = "release" if report in claimed else "claim"
        body = json.dumps({"version": versions[report]}).encode()
        headers = {"Authorization": f"Bearer {data['token']}", "Content-Type": "application/json"}
        path = f"/api/v1/desk/reports/{report}/workflow/{action}"
        versions[report] = expect(client.send("POST", path, body, headers), 200).json()["version"]
        claimed.symmetric_difference_update({report})

    return turn


def floor_transition(data: Data) -> Turn:
    """Change a state."""
    return lambda client, lane, number: _got(expect(client.send("POST", f"/move/{lane + 1}"), 200))


def staff_page(path: str, who: str = "staff") -> Callable[[Data], Turn]:
    """Return the turn that gets a page of the desk."""
    return lambda data: get(path, cookie=f"sessionid={data[who]}; csrftoken={data['csrf']}")


def staff_call(path: str) -> Callable[[Data], Turn]:
    """Return the turn that calls the desk's API."""
    return lambda data: get(path, authorization=f"Bearer {data['token']}")


def always(path: str) -> Callable[[Data], Turn]:
    """Return the turn that gets an address of the floor."""
    return lambda data: get(path)


# A caller with a token is past the page cache.
PAST_THE_CACHE = "Bearer bench"
REQUESTS = (
    Request(
        "page",
        "public page, anonymous, cached",
        2000,
        1.5,
        lambda data: get(data["page"]),
        always("/page/"),
    ),
    Request(
        "page-uncached",
        "public page, made anew",
        150,
        None,
        lambda data: get(data["page"], authorization=PAST_THE_CACHE),
        always("/page/"),
    ),
    Request(
        "json",
        "page as JSON",
        2000,
        3,
        lambda data: get(data["page_json"]),
        always("/page.json"),
    ),
    Request(
        "json-uncached",
        "page as JSON, made anew",
        150,
        None,
        lambda data: get(data["page_json"], authorization=PAST_THE_CACHE),
        always("/page.json"),
    ),
    Request("step", "form step, posted and saved", 200, 10, step, floor_step),
    Request("step-shown", "form step, shown", 150, None, shown_step, always("/page/")),
    Request("submission", "submission with a 20 kB photo", 120, 25, submission, floor_submission),
    Request("transition", "workflow transition with history", 200, 12, transition, floor_transition),
    Request(
        "list-json",
        "list of one state, 25 of 10,000, JSON",
        300,
        6,
        staff_call("/api/v1/desk/reports?status=submitted"),
        always("/list.json"),
    ),
    Request(
        "list-html",
        "list of one state, 25 of 10,000, HTML",
        100,
        30,
        staff_page("/desk/?state=submitted"),
        always("/list/"),
    ),
    Request(
        "csv",
        "CSV of 10,000",
        8,
        500,
        staff_page("/desk/reports.csv?state=submitted&type=bicycle-theft", "auditor"),
        always("/table.csv"),
    ),
)
