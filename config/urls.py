"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import router as pages_api
from cms.content_views import nothing_there
from config.health import healthz
from config.media import media

# In production nginx gives the pages' images; reports' files are never among them.
served_media = [] if settings.PRODUCTION else [path("media/<path:path>", media)]
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("", include("config.demo.urls")),
    # Before Wagtail's: its own sign-in pages take a password alone and are led to ours.
    path("", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # Before the desk's own: it takes any name for a report's number.
    path("desk/enter/", include("forms.entering.urls")),
    path("desk/kiosk/", include("forms.kiosk.urls")),
    path("desk/video/", include("video.desk_urls")),
    path("desk/", include("workflows.desk.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("config.api.site")),
    path("api/v2/", include("cms.content_urls")),
    path("api/v2/", pages_api.urls),
    re_path(r"^api/v2/", nothing_there),
    path("", include("cms.urls")),
    *served_media,
    path("", include("forms.urls")),
    path("", include("video.urls")),
    # The page tree takes what is left below a language: nothing with a language may come after it.
    *i18n_patterns(
        path("", include("video.page_urls")),
        path("", include("forms.page_urls")),
        path("", include("cms.page_urls")),
    ),
]
