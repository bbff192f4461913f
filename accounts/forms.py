"""allauth's sign-in form with a label instead of a placeholder."""

from typing import Any

from allauth.account.forms import LoginForm
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
