"""`python -m tests.journeys.beside WHAT`: makes something on the running site's database; writes a JSON value."""

import json
import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("CONSTAT_ENV", "demo")
    django.setup()
    from tests.journeys.made import WAYS

    print(json.dumps(WAYS[sys.argv[1]]()))


if __name__ == "__main__":
    main()
