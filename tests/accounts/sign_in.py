"""Ways into the staff pages that tests share: as a person comes in, and the short one."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

PASSWORD = "a long enough password"


class StaffClient(Client):
    """Django's client, with which `force_login` means: by password and second factor."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        session = self.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()


def enrol(user):
    """Give the user an authenticator app and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enter_password(client, user, next_="/admin/"):
    """Post the sign-in page."""
    return client.post(
        f"/accounts/login/?next={next_}", {"login": user.username, "password": PASSWORD, "next": next_}
    )
