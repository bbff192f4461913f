"""The least that Django needs, on the same database with the same promises of durability."""

import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path(os.environ.get("BENCH_FLOOR", "."))
PAGES: Final = {
    "page": "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1>{{ page.body }}",
    "list": "<!doctype html><table>{% for row in rows %}<tr><td>{{ row.number }}<td>{{ row.summary }}"
    "<td>{{ row.due_on }}<td>{{ row.status }}</tr>{% endfor %}</table>",
}
SECRET_KEY = "only for the bench" * 3
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.floor.site"
INSTALLED_APPS = ["bench.floor", "django.contrib.sessions"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", PAGES)]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "floor.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
