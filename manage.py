#!/usr/bin/env python
"""The door to Django's and our own commands. Beside a demo, with the same CONSTAT_VAR, it works on that demo."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from config import env

if __name__ == "__main__":
    env.recall(env.folder("CONSTAT_VAR", Path(__file__).resolve().parent / "var") / "environment")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
