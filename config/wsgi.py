"""The site as gunicorn serves it."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application: WSGIApplication = get_wsgi_application()
if settings.VIDEO_ROOMY_THREADS:
    from video.apart import answered_apart

    application = answered_apart(application)
if settings.VIDEO_BUS == "process" and not settings.TESTING:
    from video.bus.process import claim_process

    claim_process()
