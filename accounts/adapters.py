"""What allauth asks the project: nobody signs up, our words for errors, secrets encrypted."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import STRONG

NO_MATCH = _("This name and this password do not belong together. Check both and enter them again.")


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
        "incorrect_code": _("This code is not right, or it has been used. Enter the code that is shown now."),
        "incorrect_password": _("This is not your password. Enter it again."),
        "enter_current_password": _("This is not your password. Enter it again."),
        "too_many_login_attempts": _("That was wrong too often. Wait five minutes, then sign in again."),
        "rate_limited": _("That was too often. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False


class StaffMFAAdapter(DefaultMFAAdapter):
    """Second factors: secrets are encrypted at rest, and the last factor stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": StaffAccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _(
            "This is your only second factor. Add another before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that was stored, also under an earlier SECRET_KEY."""
        return cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Only while another app or key remains: staff without a factor see nothing."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=STRONG)
        return others.exclude(pk=authenticator.pk).exists()


def cipher() -> MultiFernet:
    """The cipher of this site's keys, the present one first."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"mfa:{key}".encode()).digest())) for key in keys])
