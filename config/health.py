"""`/healthz`: whether this site can do its work, for a load balancer and for `make run`."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import heartbeat
from workflows import triggers
from workflows.models import Submission

# What was true once stays true while this process lives; it is not asked for again.
_settled: set[str] = set()


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once migrations are applied, the demo has its data and a worker is alive; else 503 and why."""
    try:
        wanting = next((name for name, holds in _checks().items() if not holds()), "")
    except DatabaseError:
        wanting = "the database"
    if wanting:
        return HttpResponse(f"waiting for {wanting}\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _checks() -> dict[str, Callable[[], bool]]:
    return {
        "the database": _answers,
        "migrations": lambda: _once("migrations", _migrated),
        "triggers": lambda: _once("triggers", lambda: not triggers.missing(connection)),
        "demo data": lambda: not settings.DEMO or _once("demo data", Submission.objects.exists),
        "a worker": heartbeat.is_fresh,
    }


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _once(name: str, holds: Callable[[], bool]) -> bool:
    if name not in _settled and holds():
        _settled.add(name)
    return name in _settled
