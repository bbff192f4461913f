"""Whoever calls, with whatever the document allows and forbids: no 5xx, and no answer that is not in the document.

`make fuzz` asks much longer. The seed is in the output of a failure; `API_SEED=… pytest …` makes the same calls again.
"""

import os
import random

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.api.test_openapi import DOCUMENT, connection_stays_open
from tests.definitions import ANSWERS
from workflows.models import Submission

CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)
EXAMPLES = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1
SEED = int(os.environ.get("API_SEED") or random.randrange(2**32))
ROLES = ("anonymous", "draft", "report", "reviewer", "records", "administrator")


@pytest.fixture
def known(api, theft_type, number):
    """Ids that lead somewhere, so that not every call ends in a 404."""
    draft = api.post("drafts", {"report_type": "theft"}).json()
    api.by(draft["token"]).patch(f"drafts/{draft['id']}", {"answers": ANSWERS})
    digest = Submission.objects.get(temporary_number=number).form_version.digest
    ids = {"draft_id": draft["id"], "number": number, "digest": digest, "name": "units", "action": "claim"}
    return {**ids, "key": "theft", "webhook_id": "1", "token": draft["token"]}


@pytest.fixture
def tokens(known, follower, staff, noor, cleo, sol):
    return {
        "anonymous": "",
        "draft": known["token"],
        "report": follower.token,
        "reviewer": staff(noor).token,
        "records": staff(cleo).token,
        "administrator": staff(sol).token,
    }


@pytest.mark.fuzz
@pytest.mark.parametrize("role", ROLES)
def test_every_call_of_this_role_is_answered_as_the_document_says(known, tokens, role, record_property):
    record_property("API_SEED", SEED)
    headers = {"Authorization": f"Bearer {tokens[role]}"} if tokens[role] else {}
    with connection_stays_open():
        schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())
        for index, each in enumerate(schema.get_all_operations()):
            if EXAMPLES == 1 and (SEED + index) % 3 != ROLES.index(role) % 3:
                continue  # in the usual run two roles share a call between them, others the next time
            modes = list(GenerationMode) if EXAMPLES > 1 else [list(GenerationMode)[(SEED + index) % 2]]
            for mode in modes:
                try_out(each.ok(), mode, known, headers)


def try_out(operation, mode, known, headers):
    """Call one operation a few times, with real ids in half of the calls."""

    @seed(SEED)
    @settings(
        max_examples=1 if operation.path.endswith(".pdf") else EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        for name in case.path_parameters or {}:
            if name in known and len(str(case.path_parameters[name])) % 2 == 0:
                case.path_parameters[name] = known[name]
        case.call_and_validate(headers=headers, checks=CHECKS)

    call()
