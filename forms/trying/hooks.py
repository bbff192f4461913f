"""Where trying is found in Wagtail's admin."""

from django.urls import URLPattern, path

from accounts.admin_numbers import PAGE
from forms.trying import frames, views


def urls() -> list[URLPattern]:
    """Return the addresses of trying, below the admin's."""
    at = f"report-types/{PAGE}/try"
    return [
        path(f"{at}/", views.shell, name="reportforms_try"),
        path(f"{at}/standing/", views.now_standing, name="reportforms_try_standing"),
        path(f"{at}/answers/", views.take_answers, name="reportforms_try_answers"),
        path(f"{at}/keep/", views.keep_answers, name="reportforms_try_keep"),
        path(f"{at}/frame/<slug:language>/", frames.frame, name="reportforms_try_frame"),
        path(f"{at}/frame/<slug:language>/<path:at>", frames.frame, name="reportforms_try_frame_at"),
    ]
