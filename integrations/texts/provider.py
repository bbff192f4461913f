"""A text message provider over HTTP: one JSON POST with a bearer token, as most of them take it.

The body is `{"to": "+12045550100", "from": …, "text": …, "reference": …}`; the reference stands in the header
`Idempotency-Key` too, for providers that keep one of two messages with the same key.
"""

import json
from datetime import timedelta
from typing import Any

import requests
from django.conf import settings

from integrations.outcomes import GiveUp, NotDone, TryAgain, Uncertain
from integrations.texts.send import OutgoingText

CONNECT_SECONDS, ANSWER_SECONDS = 5, 20
LONGEST_WAIT = timedelta(hours=6)
# These say that nothing happened: too busy, out of order, or our account is not in order (a person mends that).
NOTHING_HAPPENED = {401, 402, 403, 408, 425, 429, 503}


class HttpTexts:
    """The provider at settings.TEXT_PROVIDER_URL."""

    @property
    def idempotent(self) -> bool:
        """Whether the provider keeps one of two messages with the same key: the settings say so."""
        return bool(settings.TEXT_PROVIDER_IDEMPOTENT)

    def send(self, message: OutgoingText) -> None:
        """Hand the message over and judge the answer; its text is not repeated anywhere."""
        try:
            status, wait = _post(message)
        except requests.ConnectTimeout as error:
            raise TryAgain("the provider was not reached") from error
        except requests.ConnectionError as error:
            raise self._unanswered(error) from error
        except requests.Timeout as error:
            raise self._lost("no answer in time") from error
        except requests.RequestException as error:
            raise GiveUp(f"the request could not be made: {type(error).__name__}") from error
        if not 200 <= status < 300:
            raise self._judged(status, wait)

    def _unanswered(self, error: Exception) -> NotDone:
        if _never_connected(error):
            return TryAgain("the provider was not reached")
        return self._lost("the connection was lost")

    def _lost(self, told: str) -> NotDone:
        return TryAgain(told) if self.idempotent else Uncertain(told)

    def _judged(self, status: int, wait: str) -> NotDone:
        told = f"the provider answered {status}"
        if status in NOTHING_HAPPENED:
            return TryAgain(told, after=_seconds(wait))
        if status >= 500:
            return self._lost(told)
        return GiveUp(told)


def _post(message: OutgoingText) -> tuple[int, str]:
    """Return the status and the header `Retry-After`. The body is not read: nothing in it is of use."""
    headers = {
        "Authorization": f"Bearer {settings.TEXT_PROVIDER_TOKEN}",
        "Content-Type": "application/json",
        "Idempotency-Key": message.key,
    }
    body: dict[str, Any] = {
        "to": message.to,
        "from": settings.TEXT_PROVIDER_SENDER,
        "text": message.text,
        "reference": message.key,
    }
    with requests.post(
        settings.TEXT_PROVIDER_URL,
        data=json.dumps(body).encode(),
        headers=headers,
        timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
        allow_redirects=False,
        stream=True,
    ) as answer:
        return answer.status_code, answer.headers.get("Retry-After", "")


def _never_connected(error: Exception) -> bool:
    """Whether nothing was handed over: the reason is inside what `requests` raised."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return type(reason).__name__ in {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}


def _seconds(wait: str) -> timedelta | None:
    if not (wait.isascii() and wait.isdecimal()) or len(wait) > 9:
        return None
    return min(timedelta(seconds=int(wait)), LONGEST_WAIT)
