"""A few threads for work that needs much room, so that the threads of a thousand streams stay small.

A request that went through all of Django leaves some 70 kB of used stack behind in its thread, and a stream has its
thread for as long as the call lasts. Where `VIDEO_ROOMY_THREADS` says so, so many threads do such work, and a stream's
own thread only waits and writes.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

Args = ParamSpec("Args")
Found = TypeVar("Found")


def apart(work: Callable[Args, Found], *args: Args.args, **more: Args.kwargs) -> Found:
    """Return what the work returns, done by a roomy thread where there are some. Raises what it raises.

    Work that itself calls this would wait for a thread that waits for it: it must not.
    """
    if not settings.VIDEO_ROOMY_THREADS:
        return work(*args, **more)
    return _threads(settings.VIDEO_ROOMY_THREADS).submit(work, *args, **more).result()


def answered_apart(application: WSGIApplication) -> WSGIApplication:
    """Return an application whose requests roomy threads answer; a stream's own thread writes what it streams."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        finally:
            give_back_connection()

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return apart(answer, environ, start_response)

    return serve


def give_back_connection() -> None:
    """Let go of the database while waiting: a thousand streams share a few connections."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            # Django keeps an object of its own for each thread; a stream that waits needs none.
            del connections[DEFAULT_DB_ALIAS]


@cache
def _threads(count: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(count, thread_name_prefix="roomy")
