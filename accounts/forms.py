"""allauth's forms in our words: labels instead of placeholders, and what a choice means."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class StaffLoginForm(LoginForm):
    """User name or e-mail address, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or e-mail address")
        login.error_messages["required"] = _("Enter your user name or e-mail address.")
        login.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        password.error_messages["required"] = _("Enter your password.")
        password.help_text = ""


class AddKeyForm(AddWebAuthnForm):
    """A name for the key, and whether it signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passkey = self.fields.get("passwordless")
        if passkey is not None:
            passkey.label = _("Use it as a passkey")
            passkey.help_text = _("You then sign in without a password, by fingerprint, face or PIN.")
