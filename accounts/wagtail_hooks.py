"""What accounts add to Wagtail's admin: the list of API tokens, in the settings menu."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts import token_pages


@hooks.register("register_admin_urls")
def token_urls() -> list[URLPattern]:
    """The pages of the tokens, below Wagtail's own check of who comes in."""
    return [
        path("api-tokens/", token_pages.index, name="accounts_tokens"),
        path("api-tokens/<int:pk>/revoke/", token_pages.end, name="accounts_token_revoke"),
    ]


@hooks.register("register_settings_menu_item")
def token_menu_item() -> MenuItem:
    """The way there."""
    return MenuItem(_("API tokens"), reverse_lazy("accounts_tokens"), name="api-tokens", icon_name="key")
