"""`python -m tests.journeys.walk.beside WHAT`: does one thing of `inside.py` on the site's database.

Reads a JSON value, writes one.
"""

import json
import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("CONSTAT_ENV", "demo")
    django.setup()
    from tests.journeys.walk.inside import WAYS

    print(json.dumps(WAYS[sys.argv[1]](json.loads(sys.stdin.read() or "null"))))


if __name__ == "__main__":
    main()
