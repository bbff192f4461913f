"""Settings of the whole site: the one file that reads the environment (docs/settings.md lists it).

Unset means safe: without CONSTAT_ENV this is a production site, which refuses to start with a default
key, DEBUG or no hosts. `make run` and `make test` set CONSTAT_ENV themselves.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.folder("CONSTAT_VAR", BASE_DIR / "var")

ENVIRONMENT = env.text("CONSTAT_ENV", "production")
if ENVIRONMENT not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("CONSTAT_ENV is production, demo or test.")
PRODUCTION = ENVIRONMENT == "production"
DEMO = ENVIRONMENT == "demo"
TESTING = ENVIRONMENT == "test"

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "" if PRODUCTION else "development-only-key-that-production-refuses")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Keys for numbers' codes and the history's chain; apart from SECRET_KEY, so that one can be turned without the others.
CODES_KEY = env.text("CODES_KEY", "" if PRODUCTION else "development-only-codes-key-production-refuses")
HISTORY_KEY = env.text("HISTORY_KEY", "" if PRODUCTION else "development-only-history-key-production-refuses")
LOCAL_HOSTS = ("localhost", "127.0.0.1")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", () if PRODUCTION else (*LOCAL_HOSTS, "testserver"))
if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is on. A production site runs without it.")
    for name, key in (("SECRET_KEY", SECRET_KEY), ("CODES_KEY", CODES_KEY), ("HISTORY_KEY", HISTORY_KEY)):
        if len(key) < 32 or key.startswith("development-only"):
            raise ImproperlyConfigured(f"{name} is missing or too weak. Set at least 32 random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is empty or '*'. Name the hosts of the site.")

PORT = env.number("PORT", 8000)
SITE_URL = env.text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
AGENCY: dict[str, Any] = {
    "name": {
        "en": env.text("AGENCY_NAME_EN", "Winnipeg Police Service (demonstration)"),
        "fr": env.text("AGENCY_NAME_FR", "Service de police de Winnipeg (démonstration)"),
    },
    "city": {"en": env.text("AGENCY_CITY_EN", "Winnipeg"), "fr": env.text("AGENCY_CITY_FR", "Winnipeg")},
    "phone": env.text("AGENCY_PHONE", "204-555-0100"),
    "email": env.text("AGENCY_EMAIL", "reports@agency.example"),
    "prefix": env.text("AGENCY_PREFIX", "W"),
    "brand": env.text("AGENCY_BRAND", "#17405f"),
    "action": env.text("AGENCY_ACTION", "#0a5f4a"),
    "link": env.text("AGENCY_LINK", "#14568c"),
}

INSTALLED_APPS = [
    "config",
    "forms.apps.FormsConfig",
    "video.apps.VideoConfig",
    "workflows.apps.WorkflowsConfig",
    "cms.apps.CmsConfig",
    "pdf.apps.PdfConfig",
    "integrations.apps.IntegrationsConfig",
    "accounts.apps.AccountsConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.api.v2",
    "rest_framework",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "ninja",
    "csp",
    "huey.contrib.djhuey",
    "django_fsm",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    # Outside of all, for both APIs: pages of other sites, and how often one address may call.
    "config.api.callers.Callers",
    # Around the cache of public pages, which holds each page once for all sources.
    "cms.carrying.CarriedSource",
    # Outermost for pages but for that: what every visitor gets alike is answered before anything else runs.
    "cms.page_cache.PublicPageCache",
    # Around all else: whatever happens below /api/v1/ is answered as a problem document.
    "config.api.gate.ApiGate",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.content_policy.admin_policy",
    "config.content_policy.no_devices",
    "forms.kiosk.pages.Kiosks",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.api.language.LanguageMiddleware",
    "config.addresses.no_nul",
    "cms.maintenance.Maintenance",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cms.redirecting.middleware.Redirects",
    "cms.checking.refusals.RefusalMiddleware",
    "forms.way.kept_open.KeptOpen",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", VAR / "constat.sqlite3")}
# Connections that all threads of a process share, where it has many (PostgreSQL; the signalling of calls).
DATABASE_POOL = env.number("DATABASE_POOL", 0)
if DATABASE_POOL and "postgresql" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 10}
if TESTING:
    env.for_tests(DATABASES["default"], VAR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Each GET would take SQLite's write lock otherwise.
ATOMIC_REQUESTS = False
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
# What makes a browser a kiosk in the lobby. Its pages go by the cache of public pages.
KIOSK_COOKIE_NAME = "kiosk"
CSRF_FAILURE_VIEW = "forms.way.forged.refused"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# Wagtail shows previews in a frame of its own page.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/admin/"
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Staff sign in with a password and a second factor (docs/staff-sign-in.md).
ACCOUNT_ADAPTER = "accounts.adapters.StaffAccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.StaffLoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
# The browser forgets a staff session when it closes; the second factor counts for a shift.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "120/m/ip,10/300s/key"} if DEMO else {}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0
MFA_FORMS = {"add_webauthn": "accounts.forms.AddKeyForm"}
MFA_ADAPTER = "accounts.adapters.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # An administrator enters the address.
MFA_TOTP_ISSUER = AGENCY["name"]["en"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SECOND_FACTOR_AGE = env.number("SECOND_FACTOR_HOURS", 12, least=1) * 3600
SECOND_FACTOR_PROVIDERS = env.words("SECOND_FACTOR_PROVIDERS")
SECOND_FACTOR_EXEMPT = env.flag("SECOND_FACTOR_EXEMPT", default=DEMO)
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# Wrong codes (of drafts, of copies) from one network address in 15 minutes; on one report it is always ten.
WRONG_CODES_PER_ADDRESS = env.number("WRONG_CODES_PER_ADDRESS", 500 if DEMO else 30, least=1)
# Drafts that one network address may begin in an hour, in browsers and over the API together.
DRAFTS_PER_ADDRESS = env.number("DRAFTS_PER_ADDRESS", 60 if PRODUCTION else 10000, least=1)
# The API: the largest body beside files, origins of other sites' pages.
API_BODY_MAX_BYTES = env.number("API_BODY_MAX_BYTES", 1024 * 1024, least=1024)
API_CORS_ORIGINS = env.words("API_CORS_ORIGINS")
# Calls of the API in a minute: from one network address, and by one token of staff or of a system.
API_CALLS_PER_ADDRESS = env.number("API_CALLS_PER_ADDRESS", 600 if PRODUCTION else 100_000, least=1)
# Whether messages to other systems may go over plain HTTP and into private networks: for trying it out only.
WEBHOOK_PRIVATE_TARGETS = env.flag("WEBHOOK_PRIVATE_TARGETS", default=not PRODUCTION)
# Where editors preview drafts in a front end of their own, by language: en=https://…,fr=https://…
HEADLESS_PREVIEW_URLS = env.by_language("HEADLESS_PREVIEW_URLS")
API_CALLS_PER_TOKEN = env.number("API_CALLS_PER_TOKEN", 1200 if PRODUCTION else 100_000, least=1)

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = env.text("TIME_ZONE", "America/Winnipeg")
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True

# A report type of 130 questions is one form of some ten thousand fields in the editor.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000

# Outgoing links are never asked for on machines of our own; tests turn this on for a server of theirs.
LINK_CHECK_ASKS_LOOPBACK = False

WAGTAIL_SITE_NAME = "Constat"
# One image for both languages, with its words in each.
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILAPI_LIMIT_MAX = 100
# The public pages answer 503 with a page that says when to come back.
MAINTENANCE = env.flag("MAINTENANCE")
# The longest that a public page is answered from memory; 0 is never. Tests of the cache turn it on.
PAGE_CACHE_SECONDS = 0 if TESTING else env.number("PAGE_CACHE_SECONDS", 300)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# What hangs on reports: never below MEDIA_ROOT, never served but through a permission check.
PRIVATE_ROOT = VAR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        # Names hold a digest. Compressing well takes a minute, which only a deployment has.
        "BACKEND": {
            "production": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "demo": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "test": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }[ENVIRONMENT]
    },
}

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Constat <no-reply@agency.example>")
# Our own SMTP backend tells a mail that was not given from one whose answer was lost (docs/transfer.md).
EMAIL_BACKEND = env.text("EMAIL_BACKEND") or (
    "integrations.mail.smtp.SmtpBackend"
    if PRODUCTION or env.text("EMAIL_HOST")
    else "integrations.mail.folder.FolderBackend"
)
MAIL_FOLDER = VAR / "mail"
# Text messages: a folder in the demonstration; a provider over HTTP once its address is set; else none are offered.
TEXT_PROVIDER_URL = env.text("TEXT_PROVIDER_URL")
TEXT_PROVIDER_TOKEN = env.text("TEXT_PROVIDER_TOKEN")
TEXT_PROVIDER_SENDER = env.text("TEXT_PROVIDER_SENDER")
# Whether the provider keeps one of two messages that come with the same key: then a lost answer is simply repeated.
TEXT_PROVIDER_IDEMPOTENT = env.flag("TEXT_PROVIDER_IDEMPOTENT", default=False)
if PRODUCTION and TEXT_PROVIDER_URL and not TEXT_PROVIDER_URL.startswith("https://"):
    raise ImproperlyConfigured("TEXT_PROVIDER_URL begins with https://.")
TEXT_BACKEND = (
    "integrations.texts.provider.HttpTexts"
    if TEXT_PROVIDER_URL
    else ("" if PRODUCTION else "integrations.texts.folder.FolderTexts")
)
TEXTS_FOLDER = VAR / "texts"
# Links to a form that one member of staff may send in 15 minutes; to one address it is always five.
FORM_LINKS_PER_STAFF = env.number("FORM_LINKS_PER_STAFF", 500 if DEMO else 30, least=1)
# The folder outbox: bags for the records system go in, its receipts come out (docs/transfer.md).
RECORDS_FOLDER = env.folder("RECORDS_FOLDER", VAR / "rms")
# ClamAV: a socket's path or a host; without either, files are kept as not scanned.
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
CLAMD_HOST = env.text("CLAMD_HOST")
CLAMD_PORT = env.number("CLAMD_PORT", 3310)
# The largest file that is taken, in bytes, and the most pixels of a photo.
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 25 * 1024 * 1024)
UPLOAD_MAX_PIXELS = env.number("UPLOAD_MAX_PIXELS", 120_000_000)

# Page feedback: who is written to about words of danger (else all who look after it), how long words are kept, how
# often one address may answer in 15 minutes, and where victims find help.
FEEDBACK_ALARM_TO = env.words("FEEDBACK_ALARM_TO")
FEEDBACK_TEXT_DAYS = env.number("FEEDBACK_TEXT_DAYS", 365, least=1)
FEEDBACK_PER_ADDRESS = env.number("FEEDBACK_PER_ADDRESS", 1000 if DEMO else 30, least=1)
VICTIM_SERVICES = {"phone": env.text("VICTIM_SERVICES_PHONE", AGENCY["phone"])}

# Places: an agency's own file of its area (docs/settings.md); where a map's tiles come from, nowhere when unset.
BOUNDARY_FILE = env.text("BOUNDARY_FILE")
MAP_TILES = env.text("MAP_TILES")
MAP_TILES_CREDIT = env.text("MAP_TILES_CREDIT")
# Codes that may be mailed to one address in 15 minutes, and asked for from one network address.
EMAIL_CODES_PER_MAILBOX = env.number("EMAIL_CODES_PER_MAILBOX", 50 if DEMO else 5, least=1)
EMAIL_CODES_PER_ADDRESS = env.number("EMAIL_CODES_PER_ADDRESS", 1000 if DEMO else 30, least=1)

REDIS_URL = env.text("REDIS_URL")
# Shared by all processes, as JSON (config/caches.py). Renditions are model rows: they stay in the process.
CACHES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "config.caches.JSONFileCache",
        "LOCATION": VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10000},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 60},
    # Counted calls of the API: a site without Redis has one web process.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
if TESTING:
    # Tests take their pictures back with the transaction; what is remembered of them would stay.
    CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # Each process of a test run has a database of its own, and so a cache of its own.
        "KEY_PREFIX": f"constat-{os.getpid()}" if TESTING else "constat",
        "OPTIONS": {"serializer": "config.caches.JSONSerializer"},
    }
    CACHES["limits"] = CACHES["default"]
# Live video (docs/video.md). What wakes those who wait for messages: process (one worker only), postgres or redis.
VIDEO_BUS = env.text("VIDEO_BUS") or (
    "redis" if REDIS_URL else "postgres" if "postgresql" in DATABASES["default"]["ENGINE"] else "process"
)
if VIDEO_BUS not in {"process", "postgres", "redis"} or (VIDEO_BUS == "redis" and not REDIS_URL):
    raise ImproperlyConfigured("VIDEO_BUS is process, postgres, or redis with a REDIS_URL.")
# gunicorn's own variable; read to refuse more than one worker where the bus is inside the process.
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", 1, least=1)
# How many streams of calls one process holds; each takes a thread of its server.
VIDEO_STREAMS = env.number("VIDEO_STREAMS", 24)
# How many threads do what needs much room, where streams are many; 0: each thread does all of its own work.
VIDEO_ROOMY_THREADS = env.number("VIDEO_ROOMY_THREADS", 0)
VIDEO_ENGINE = env.text("VIDEO_ENGINE", "p2p")
if VIDEO_ENGINE not in {"p2p", "livekit"}:
    raise ImproperlyConfigured("VIDEO_ENGINE is p2p or livekit.")
# The relay: addresses with commas (turns:turn.agency.example:443?transport=tcp) and coturn's static-auth-secret.
VIDEO_TURN_URLS = env.words("VIDEO_TURN_URLS")
VIDEO_TURN_SECRET = env.text("VIDEO_TURN_SECRET")
if VIDEO_TURN_URLS and len(VIDEO_TURN_SECRET) < 32:
    raise ImproperlyConfigured("VIDEO_TURN_SECRET is missing or too weak. Set at least 32 random characters.")
# Residents only through the relay, so that nobody sees their address.
VIDEO_RESIDENTS_RELAY = env.flag("VIDEO_RESIDENTS_RELAY", default=PRODUCTION)
if PRODUCTION and not VIDEO_RESIDENTS_RELAY:
    raise ImproperlyConfigured(
        "VIDEO_RESIDENTS_RELAY is off. A production site keeps residents' addresses hidden."
    )
# From which hour until which one officers take calls at once, in the agency's zone.
VIDEO_HOURS = (
    env.number("VIDEO_FROM_HOUR", 0 if not PRODUCTION else 8),
    env.number("VIDEO_TO_HOUR", 24 if not PRODUCTION else 20),
)
LIVEKIT_URL = env.text("LIVEKIT_URL")
LIVEKIT_API_KEY = env.text("LIVEKIT_API_KEY")
LIVEKIT_API_SECRET = env.text("LIVEKIT_API_SECRET")
if VIDEO_ENGINE == "livekit" and not (LIVEKIT_URL and LIVEKIT_API_KEY and len(LIVEKIT_API_SECRET) >= 32):
    raise ImproperlyConfigured(
        "LIVEKIT_URL, LIVEKIT_API_KEY or LIVEKIT_API_SECRET (32 characters) is missing."
    )
if VIDEO_ENGINE == "livekit" and not LIVEKIT_URL.startswith("wss://" if PRODUCTION else ("wss://", "ws://")):
    raise ImproperlyConfigured("LIVEKIT_URL is the address for browsers: wss://media.agency.example.")
# Where LiveKit's recordings arrive: a folder that it writes to and we read from.
LIVEKIT_EGRESS_FOLDER = env.folder("LIVEKIT_EGRESS_FOLDER", VAR / "egress")
# From the report to the dispatch, in hours: what it was, what it is to be, and who says so.
VIDEO_BASELINE = (
    env.number("VIDEO_BASELINE_HOURS", 114),
    {
        "en": env.text("VIDEO_BASELINE_SOURCE_EN", "Evaluation of a police service"),
        "fr": env.text("VIDEO_BASELINE_SOURCE_FR", "Évaluation d’un service de police"),
    },
)
VIDEO_TARGET = (
    env.number("VIDEO_TARGET_HOURS", 14),
    {
        "en": env.text("VIDEO_TARGET_SOURCE_EN", "Evaluation of a police service"),
        "fr": env.text("VIDEO_TARGET_SOURCE_FR", "Évaluation d’un service de police"),
    },
)
# The pause before a failed effect is tried again, in seconds; it doubles with each failure.
FOLLOW_UP_FIRST_RETRY = env.number("FOLLOW_UP_FIRST_RETRY", 30, least=1)
# A doorbell, not the record (docs/decisions/0007-queue.md): ids only, in a file or Redis apart from the database.
HUEY = {
    "name": "constat",
    "huey_class": "workflows.queue.RedisQueue" if REDIS_URL else "workflows.queue.FileQueue",
    "connection": {"url": REDIS_URL} if REDIS_URL else {"filename": VAR / "queue.sqlite3", "timeout": 20},
    "results": False,
    "store_none": False,
    "immediate": False,
    "utc": True,
    "consumer": {
        "workers": env.number("WORKERS", 2, least=1),
        "worker_type": "thread",
        "scheduler_interval": 1,
        "max_delay": 1.0,
        "graceful_signal": "TERM",
        "shutdown_timeout": 60,
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"no_health_checks": {"()": "config.logs.NoHealthChecks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_health_checks"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would say all of it again, indiscreetly.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # These tell of every task, page and file they touch.
        **{name: {"level": "WARNING"} for name in ("huey", "wagtail", "django_tasks", "pikepdf", "bagit")},
    },
}

# Copies and seals
PDF_SECONDS = env.number("PDF_SECONDS", 60)
SEAL_KEY_FILE = env.text("SEAL_KEY_FILE")
SEAL_CERT_FILE = env.text("SEAL_CERT_FILE")
SEAL_PASSPHRASE = env.text("SEAL_PASSPHRASE")
SEAL_TIMESTAMP_URL = env.text("SEAL_TIMESTAMP_URL")
# Certificates of keys no longer in use, whose seals are still ours.
SEAL_OLD_CERT_FILES = env.words("SEAL_OLD_CERT_FILES")
# Where a key of our own is made, outside production, when none is configured.
SEAL_FOLDER = VAR / "seal"

# Public pages and the desk: nothing inline, nothing from elsewhere. /admin/ has its own policy (docs/security.md).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *env.tile_hosts("MAP_TILES")],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Sites that may show a campaign's card in a frame; unset: every site (docs/security.md).
CARD_ORIGINS = [*env.words("CARD_ORIGINS")] or ["*"]
# What pages may ask a browser for; a step with a map says for itself that it asks where one is (forms/way/showing.py).
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=()"
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF, *env.hosts_of(HEADLESS_PREVIEW_URLS.values())],
}
