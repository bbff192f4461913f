"""The site under fire, as `make run` runs it: `python -m tests.fault.site PORT VAR` keeps its processes alive."""

import os
import sys
import time
from pathlib import Path

from config.run import children, environment
from config.supervisor import BRIEFEST_PAUSE, Supervisor


def main(port: int, var: Path) -> None:
    supervisor = Supervisor(environment(port, var), patience=10.0, parent=os.getppid())
    try:
        supervisor.keep(*children(port, var))
        while not supervisor.stopping:
            supervisor.tend()
            for child in supervisor.children:
                child.pause = BRIEFEST_PAUSE  # who is killed on purpose need not be waited for
            time.sleep(0.05)
    finally:
        supervisor.end()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
