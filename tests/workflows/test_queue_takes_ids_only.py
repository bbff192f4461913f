"""The queue through huey itself, in a file and in Redis: what goes on, what comes off, what is refused."""

import datetime as dt
import json
import os
import pickle
import uuid

import pytest
import redis
from huey import crontab

from workflows.queue import FileQueue, IdsOnly, NotForTheQueue, RedisQueue

REDIS = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")


@pytest.fixture(params=["file", "redis"])
def queue(request, tmp_path):
    name = f"test-{uuid.uuid4().hex}"
    if request.param == "file":
        yield FileQueue(name, filename=tmp_path / "new" / "queue.sqlite3", results=False)
        return
    queue = RedisQueue(name, url=REDIS, results=False)
    try:
        queue.storage.conn.ping()
    except redis.ConnectionError:
        pytest.skip("No Redis is listening.")
    yield queue
    queue.flush()


def rung(queue):
    """Run what is on the queue and return what the tasks were given."""
    while (task := queue.dequeue()) is not None:
        queue.execute(task)


def test_a_task_comes_back_as_it_was_sent(queue):
    seen = []
    task = queue.task(name="task", retries=2, retry_delay=5)(lambda number, kind: seen.append((number, kind)))
    task(7, kind="letter")
    rung(queue)
    assert seen == [(7, "letter")]


def test_a_task_for_later_waits_for_its_time(queue):
    task = queue.task(name="task")(lambda number: None)
    task.schedule(args=(7,), delay=3600)
    queue.execute(queue.dequeue())
    [waiting] = queue.scheduled()
    assert waiting.args == (7,)
    assert isinstance(waiting.eta, dt.datetime)


def test_a_task_of_the_clock_goes_through_the_queue(queue):
    seen = []
    queue.periodic_task(crontab(), name="tick")(lambda: seen.append("tick"))
    for task in queue.read_periodic(dt.datetime(2026, 11, 21, 12, 0)):
        queue.enqueue(task)
    rung(queue)
    assert seen == ["tick"]


def test_what_lies_on_the_queue_is_json_anyone_can_read(queue):
    task = queue.task(name="sweep")(lambda number: None)
    task(7)
    [data] = queue.storage.enqueued_items()
    message = json.loads(bytes(data))
    assert message["args"] == [7]
    assert message["name"].endswith(".sweep")


@pytest.mark.parametrize(
    "value", ["Camille Roy", "camille@example.org", {"id": 1}, [1], None, True, 1.5, "x" * 81]
)
def test_refuses_anything_but_ids(queue, value):
    task = queue.task(name="task")(lambda value: None)
    with pytest.raises(NotForTheQueue, match="is not an id"):
        task(value)
    assert queue.pending_count() == 0


def test_refuses_callbacks_and_expiry(queue):
    task = queue.task(name="task")(lambda number: None)
    with pytest.raises(NotForTheQueue, match="follow-up"):
        queue.enqueue(task.s(1).then(task, 2))
    with pytest.raises(NotForTheQueue, match="follow-up"):
        queue.enqueue(task.s(1, expires=60))


def test_refuses_results_and_other_objects():
    with pytest.raises(NotForTheQueue, match="tasks only"):
        IdsOnly().serialize({"answer": "secret"})


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(print),
        b"",
        b"[]",
        b"{}",
        b'{"id":"a","name":"b","eta":null,"args":[["x"]],"kwargs":{}}',
        b'{"id":"a","name":"b","eta":"soon","args":[],"kwargs":{}}',
        b'{"id":"a","name":"b","eta":null,"args":[],"kwargs":{},"evil":1}',
        b'{"id":"a","name":"b","eta":null,"args":[],"kwargs":{},"on_error":{}}',
        b'{"id":1,"name":"b","eta":null,"args":[],"kwargs":{}}',
    ],
)
def test_what_somebody_else_wrote_is_refused_and_never_run(data):
    with pytest.raises(NotForTheQueue):
        IdsOnly().deserialize(data)
