"""The bus over Redis: published once the transaction is in."""

import logging
from collections.abc import Generator
from functools import cached_property, partial
from typing import Any

import redis
from django.conf import settings
from django.db import transaction

from video.bus.base import Ring
from video.bus.hub import hub
from video.bus.remote import CHANNEL, LONGEST_LOOK, RemoteBus

log = logging.getLogger(__name__)


class RedisBus(RemoteBus):
    """Rings by publish and subscribe."""

    broken = (OSError, redis.RedisError)

    @cached_property
    def _client(self) -> "redis.Redis":
        return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, health_check_interval=20)

    def ring(self, ring: Ring) -> None:
        """Publish the numbers after the commit; without Redis the streams look for themselves."""
        transaction.on_commit(partial(self._publish, ring))

    def _publish(self, ring: Ring) -> None:
        try:
            self._client.publish(CHANNEL, ring.as_text())
        except self.broken:
            log.warning("the bus of calls could not be reached")
            hub.ring(ring)

    def rings(self) -> Generator[Ring | None]:
        """Subscribe and hear."""
        subscribe: Any = self._client.pubsub
        with subscribe(ignore_subscribe_messages=True) as line:
            line.subscribe(CHANNEL)
            yield None
            while self.goes_on():
                told = line.get_message(timeout=LONGEST_LOOK)
                if told is not None:
                    yield Ring.of(told["data"])
