"""Ends the supervisor's process groups when the supervisor itself is gone, whatever killed it.

It reads `+group` and `-group` from the supervisor's pipe. The end of the pipe is the end of the supervisor.
"""

import signal
import sys
import time
from collections.abc import Iterable

from config.supervisor import kill_group


def main(lines: Iterable[str]) -> None:
    """Follow the groups until the pipe ends, then end those that are left: kindly, then by force."""
    groups: set[int] = set()
    for line in lines:
        if line.startswith("+"):
            groups.add(int(line[1:]))
        else:
            groups.discard(int(line[1:]))
    for how, pause in ((signal.SIGTERM, 8.0), (signal.SIGKILL, 0.0)):
        for group in groups:
            kill_group(group, how)
        if groups:
            time.sleep(pause)


if __name__ == "__main__":
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    main(sys.stdin)
