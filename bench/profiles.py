"""`python -m bench.profiles NAME`: where the time of one request goes, the application called in this process."""

import argparse
import cProfile
import io
import json
import pstats
import time

import django

from bench import data
from bench.client import Straight
from bench.turns import REQUESTS


def main() -> None:
    """Print the profile as JSON, or in full to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[each.key for each in REQUESTS])
    parser.add_argument("--read", action="store_true", help="print it at length, to read")
    options = parser.parse_args()
    request = next(each for each in REQUESTS if each.key == options.name)
    django.setup()
    turns = min(request.turns, 40)
    needed = {**data.needed(turns + 10 if request.key == "submission" else 1), "photo": data.photo()}
    from config.wsgi import application

    client, turn = Straight(application), request.ours(needed)
    for number in range(5):
        turn(client, 0, number)
    profiler = cProfile.Profile(time.process_time)
    profiler.enable()
    for number in range(turns):
        turn(client, 0, number)
    profiler.disable()
    if options.read:
        for order, lines in (("tottime", 40), ("cumulative", 130)):
            print(top(profiler, order, lines, turns))
    else:
        print(json.dumps(top(profiler, "tottime", 12, turns)))


def top(profiler: cProfile.Profile, order: str, lines: int, turns: int) -> str:
    """Return the first lines of a profile: milliseconds and calls of one turn."""
    stats = pstats.Stats(profiler, stream=io.StringIO())
    column = {"tottime": 2, "cumulative": 3}[order]
    rows = sorted(stats.stats.items(), key=lambda row: row[1][column], reverse=True)[:lines]
    head = f"{'own ms':>8} {'all ms':>8} {'calls':>8}  function"
    return "\n".join([head, *(_line(where, what, turns) for where, what in rows)])


def _line(where: tuple[str, int, str], what: tuple[int, int, float, float, object], turns: int) -> str:
    file, line, name = where
    place = "/".join(file.split("/")[-3:])
    own, whole = what[2] / turns * 1000, what[3] / turns * 1000
    return f"{own:8.3f} {whole:8.3f} {what[1] / turns:8.1f}  {place}:{line} {name}"


if __name__ == "__main__":
    main()
