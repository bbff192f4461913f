"""Journeys that say nothing about the database: SQLite's run takes them, the one on PostgreSQL leaves them out."""

import os

import pytest

ELSEWHERE, SAME = (
    "DATABASE_URL" in os.environ,
    "pages look the same whatever keeps the data; SQLite's run sees them",
)
ONCE = pytest.mark.skipif(ELSEWHERE, reason=SAME)
