"""Signing in: allauth's addresses, the language switch, and Wagtail's own sign-in pages led here."""

from django.urls import include, path, re_path

from accounts import views

urlpatterns = [
    path("accounts/language/", views.set_language, name="accounts_language"),
    path("accounts/email/", views.email),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", views.to_sign_in),
    re_path(r"^admin/password_reset/", views.to_password_reset),
]
