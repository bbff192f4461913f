"""Threads of streams stay small: a few others do what needs much room."""

import threading
from typing import Any

import pytest

from video.apart import answered_apart, apart


@pytest.fixture
def two(settings: Any) -> None:
    """Two roomy threads."""
    settings.VIDEO_ROOMY_THREADS = 2


def test_without_them_each_thread_does_its_own_work() -> None:
    assert apart(threading.current_thread) is threading.current_thread()


def test_with_them_another_thread_does_it(two: None) -> None:
    assert apart(threading.current_thread) is not threading.current_thread()


def test_what_goes_wrong_there_goes_wrong_here(two: None) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        apart(int, "none")


def test_however_many_streams_are_open_the_next_request_is_answered(two: None) -> None:
    wrote: list[threading.Thread] = []

    def application(environ: Any, start_response: Any) -> Any:
        asked.append(threading.current_thread())
        return stream()

    def stream() -> Any:
        for _each in range(2):
            wrote.append(threading.current_thread())
            yield b"event: heartbeat\n\n"

    asked: list[threading.Thread] = []
    serve: Any = answered_apart(application)
    streams = [iter(serve({}, lambda *_told: None)) for _each in range(5)]
    for each in (*streams, *streams):
        assert next(each) == b"event: heartbeat\n\n"
    assert set(wrote) == {threading.current_thread()}
    assert threading.current_thread() not in asked
