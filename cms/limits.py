"""How often one network address may do something; the address is kept as a keyed hash that expires by itself."""

import hmac
import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache


def is_too_often(what: str, address: str, *, most: int, seconds: int) -> bool:
    """Count one more from an address, and tell whether it is past `most` in a span of `seconds`.

    Of two at the same moment one may go uncounted: good enough against a loop, and no row is locked for it.
    """
    span = int(time.time() // seconds)
    told = f"{what}|{span}|{address}".encode()
    key = f"often-{hmac.new(settings.CODES_KEY.encode(), told, sha256).hexdigest()}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired at this moment
        return False
