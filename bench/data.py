"""`python -m bench.data` fills a database of its own with reports and prints, as JSON, what the turns need."""

import argparse
import io
import json
import random
import time
from datetime import timedelta
from typing import Any, Final

import django

ROWS: Final = 10_000
LANES: Final = 9
# Reports of the first lane: a report that was claimed a hundred times has a longer history than any.
EACH: Final = 40
KEY: Final = "bicycle-theft"
# How the numbers of the rows begin; a number that was given has a hyphen there.
MARK: Final = "T-B00000"
CSRF: Final = "b" * 32


def main() -> None:
    """Fill the database that CONSTAT_VAR names, once, and make fresh drafts, sessions and a token."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=200, help="drafts that are ready to be sent")
    drafts = parser.parse_args().drafts
    django.setup()
    fill()
    print(json.dumps(needed(drafts)))


def answers(number: int = 0) -> dict[str, Any]:
    """Return a citizen's answers, complete."""
    from django.utils.timezone import localdate

    from config.demo import stories

    told = stories.bicycle((localdate() - timedelta(days=2)).isoformat())
    told["items"] = [{**told["items"][0], "_id": "a1", "serial_number": f"WTU{number:08d}"}]
    return told


def fill() -> None:
    """Bring the submitted reports up to 10,000, written as rows: nobody reads them before the list does."""
    from django.utils.timezone import now

    from workflows.models import ReportType, SearchTerm, Status, Submission, Unit
    from workflows.search import folded_words

    kind = ReportType.objects.select_related("current_version").get(key=KEY)
    unit = Unit.objects.get(key="online-reporting")
    missing = ROWS - Submission.objects.filter(temporary_number__startswith=MARK).count()
    if missing <= 0:
        return
    at, told = now(), answers()
    made = Submission.objects.bulk_create(
        (
            Submission(
                status=Status.SUBMITTED,
                version=1,
                report_type=kind,
                form_version=kind.current_version,
                answers=answers(number),
                temporary_number=f"T-B{number:09d}",
                submitted_at=at - timedelta(minutes=number),
                declared_at=at,
                unit=unit,
                due_on=(at + timedelta(days=number % 60)).date(),
                summary=f"Green hybrid bicycle, Norco, WTU{number:08d}",
            )
            for number in range(ROWS - missing, ROWS)
        ),
        batch_size=500,
    )
    common = sorted(set(folded_words(json.dumps(told["items"]))))[:12]
    SearchTerm.objects.bulk_create(
        (
            SearchTerm(submission=row, term=term)
            for row in made
            for term in (*common, f"wtu{int(row.temporary_number[3:]):08d}")
        ),
        batch_size=2000,
    )


def needed(drafts: int) -> dict[str, Any]:
    """Return the token, sessions, drafts, reports and addresses that the turns use."""
    from accounts.models import User
    from accounts.tokens import issue
    from forms.models import ReportTypePage

    noor = User.objects.get(username="noor")
    page = ReportTypePage.objects.live().get(key=KEY, locale__language_code="en")
    address = page.get_url() or ""
    return {
        "token": issue(noor, name="bench")[1],
        "staff": _session(noor),
        "auditor": _session(User.objects.get(username="ada")),
        "csrf": CSRF,
        "page": address,
        "page_json": f"/api/v2/pages/{page.pk}/",
        "steps": [_step(address) for _ in range(LANES)],
        "drafts": [_draft() for _ in range(drafts)],
        "reports": [[_report() for _ in range(EACH if lane == 0 else 4)] for lane in range(LANES)],
    }


def photo() -> bytes:
    """Return a photo of some 20 kB."""
    from PIL import Image

    noise = random.Random(7)
    picture = Image.new("RGB", (320, 240))
    picture.putdata([(noise.randrange(256), (n // 9) % 256, n % 256) for n in range(320 * 240)])
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=65)
    return kept.getvalue()


def _session(user: Any) -> str:
    """Sign somebody in, second factor included."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.StaffBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "username": user.username},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return session.session_key or ""


def _begun() -> Any:
    from workflows.drafts import begin_draft, save_answers
    from workflows.models import ReportType

    kind = ReportType.objects.select_related("current_version", "policy").get(key=KEY)
    return save_answers(begin_draft(kind, language="en"), answers())[0]


def _step(address: str) -> str:
    """Return the session of a citizen half way through a report."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session["drafts"] = {KEY: {"id": str(_begun().public_id), "base": address}}
    session.create()
    return session.session_key or ""


def _draft() -> dict[str, str]:
    from workflows.drafts import token_of

    draft = _begun()
    return {"id": str(draft.public_id), "token": token_of(draft)}


def _report() -> dict[str, Any]:
    from workflows.submitting import submit_report

    sent = submit_report(_begun(), declaration=True, key="bench").submission
    return {"number": sent.temporary_number, "version": sent.version}


if __name__ == "__main__":
    main()
