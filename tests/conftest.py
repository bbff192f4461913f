"""Who and what the tests share: the cast, a report type, and a report in each state."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadFileScheduling

from accounts.models import User
from tests import database, loopback, worlds
from tests.definitions import ANSWERS, theft
from workflows import definition
from workflows.actions import approve_report, claim_report
from workflows.drafts import begin_draft, save_answers
from workflows.models import FormVersion, OffenceCode, ReportType, ReviewPolicy, Submission, Unit
from workflows.submitting import Sent, submit_report

GROUPS = {
    "dana": "Editors",
    "pat": "Publishers",
    "noor": "Reviewers",
    "ravi": "Reviewers",
    "ines": "Supervisors",
    "cleo": "Records clerks",
    "ana": "Analysts",
    "vic": "Video officers",
    "sol": "Administrators",
    "ada": "Auditors",
}
IN_THE_UNIT = {"noor", "ravi", "ines", "cleo", "vic"}

CALLS = ("tests/journeys/test_a_call", "tests/journeys/test_a_recorded", "tests/video/test_livekit_pages")


@pytest.fixture(scope="session", autouse=True)
def stay_here() -> Iterator[None]:
    """Let nothing out of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        loopback.keep_to_it(patch)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the database once for all tests of a process, with registers and roles filled."""
    made = None
    with django_db_blocker.unblock():
        if not database.copied():
            made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
            database.seed()
            database.keep()
    yield
    with django_db_blocker.unblock():
        worlds.have([])
    if made is not None:
        with django_db_blocker.unblock():
            database.forget()
            teardown_databases(made, verbosity=0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the journeys: they take longest, and at the end one process would wait for the other's."""
    items.sort(key=lambda item: not item.get_closest_marker("browser"))


class CallsInTurn(LoadFileScheduling):  # type: ignore[misc]  # xdist is not typed
    """Each file goes to one process, and all calls to the same one: two at once and no picture is in time."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "calls" if file.startswith(CALLS) else str(file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> CallsInTurn:
    return CallsInTurn(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> None:
    """Before a test's own transaction begins, have the worlds there that it asks for."""
    if fixturedef.argname == "_django_db_helper":
        with request.config.stash[blocking_manager_key].unblock():
            worlds.have([] if _commits(request.node) else request.fixturenames)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    """Fill the database again after a test that committed; after the last one it is gone."""
    result = yield
    if nextitem is None:
        return result
    if _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            database.restore()
    return result


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    marked = mark is not None and mark.kwargs.get("transaction", False)
    return marked or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Begin each test in English, whatever language the one before it left active."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit(db: None) -> Unit:
    """The unit that reviews online reports."""
    return Unit.objects.get(key="online-reporting")


@pytest.fixture
def person(db: None) -> Callable[[str], User]:
    """Make somebody of the cast, with their group and, where they have one, the unit."""
    from django.contrib.auth.models import Group

    def make(name: str) -> User:
        user = User.objects.create_user(
            name, f"{name}@agency.example", "demo", first_name=name.title(), badge=name
        )
        if name in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[name]))
        if name in IN_THE_UNIT:
            Unit.objects.get(key="online-reporting").members.add(user)
        return user

    return make


def _member(name: str) -> Any:
    def fixture(person: Callable[[str], User]) -> User:
        return person(name)

    fixture.__doc__ = f"{name.title()} of the cast."
    return pytest.fixture(fixture, name=name)


noor, ravi, ines, cleo = (_member(name) for name in ("noor", "ravi", "ines", "cleo"))
ana, vic, sol, ada = (_member(name) for name in ("ana", "vic", "sol", "ada"))
dana, pat, sam = (_member(name) for name in ("dana", "pat", "sam"))


@pytest.fixture
def theft_type(unit: Unit) -> ReportType:
    """A report type with one version, as publishing leaves it."""
    return publish(theft())


def publish(body: dict[str, Any], policy: str = "standard") -> ReportType:
    """Make `body` the current version of its type."""
    kept, _created = ReportType.objects.get_or_create(
        key=body["key"], defaults={"policy": ReviewPolicy.objects.get(key=policy)}
    )
    kept.current_version = FormVersion.objects.create(
        report_type=kept,
        number=kept.versions.count() + 1,
        digest=definition.digest(body),
        languages=body["languages"],
        canonical=definition.canonical(body).decode(),
    )
    kept.save()
    return kept


@pytest.fixture
def draft(theft_type: ReportType) -> Submission:
    """Camille's draft, complete but not sent."""
    begun = begin_draft(theft_type, language="en")
    return save_answers(begun, ANSWERS)[0]


@pytest.fixture
def sent(draft: Submission) -> Sent:
    """What Camille saw when the report was sent."""
    return submit_report(draft, declaration=True, key="camille-1")


@pytest.fixture
def submitted_report(sent: Sent) -> Submission:
    """Camille's report, in the queue."""
    return sent.submission


@pytest.fixture
def report_under_review(submitted_report: Submission, noor: User) -> Submission:
    """Camille's report, claimed by Noor."""
    return claim_report(submitted_report, by=noor, seen=submitted_report.version)


@pytest.fixture
def offence(db: None) -> OffenceCode:
    """Theft of 5,000 dollars or less."""
    return OffenceCode.objects.get(code="2140")


@pytest.fixture
def approved_report(report_under_review: Submission, noor: User, offence: OffenceCode) -> Submission:
    """Camille's report, approved by Noor."""
    return approve_report(report_under_review, by=noor, seen=report_under_review.version, offence=offence)


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Sign a member of staff in, second factor included, as the session would say."""
    return lambda user: sign_in(client, user)


def sign_in(client: Client, user: User) -> Client:
    """Give `client` a session of `user` that passed both factors."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "username": user.username},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
