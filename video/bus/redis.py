"""The bus over Redis: published once the transaction is in."""

import logging
from collections.abc import Generator
from functools import cached_property, partial
from typing import Any

import redis
from django.conf import settings
from django.db import transaction

from video.bus.hub import hub
from video.bus.remote import CHANNEL, LONGEST_LOOK, RemoteBus, number_in

log = logging.getLogger(__name__)


class RedisBus(RemoteBus):
    """Numbers of calls by publish and subscribe."""

    broken = (OSError, redis.RedisError)

    @cached_property
    def _client(self) -> "redis.Redis":
        return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, health_check_interval=20)

    def ring(self, session_id: int) -> None:
        """Publish the number after the commit; without Redis the streams look for themselves."""
        transaction.on_commit(partial(self._publish, session_id))

    def _publish(self, session_id: int) -> None:
        try:
            self._client.publish(CHANNEL, str(session_id))
        except self.broken:
            log.warning("the bus of calls could not be reached")
            hub.ring(session_id)

    def numbers(self) -> Generator[int | None]:
        """Subscribe and hear."""
        subscribe: Any = self._client.pubsub
        with subscribe(ignore_subscribe_messages=True) as line:
            line.subscribe(CHANNEL)
            yield None
            while self.goes_on():
                told = line.get_message(timeout=LONGEST_LOOK)
                if told is not None:
                    yield number_in(told["data"])
