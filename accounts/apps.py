"""The staff user, groups, the second factor."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The staff user, groups, the second factor."""

    name = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from accounts.checks import second_factor_has_no_exemption
        from accounts.second_factor import count_enrolment_as_shown

        register(second_factor_has_no_exemption, Tags.security, deploy=True)
        authenticator_added.connect(count_enrolment_as_shown, dispatch_uid="accounts.enrolment")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages with our fields and without the superuser box."""

    user_viewset = "accounts.staff_pages.StaffUserViewSet"
