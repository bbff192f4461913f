"""Starts processes, starts again the one that dies, and leaves none behind, even when killed itself."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

BRIEFEST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 5.0
# A child that lived this long (seconds) had started well: its next death begins with the briefest pause.
SETTLED_AFTER: Final = 5.0


@dataclass
class Child:
    """One process that is to run for as long as the supervisor does."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = BRIEFEST_PAUSE
    due: float = field(default_factory=time.monotonic)


class Supervisor:
    """Keeps its children running until it is told to stop; each is the head of a process group of its own.

    A leash (config.leash) holds the other end of a pipe and ends the groups when the supervisor is killed.
    """

    def __init__(self, environment: Mapping[str, str], *, patience: float, parent: int | None = None) -> None:
        self.environment = dict(environment)
        self.patience = patience
        self.parent = parent
        self._told = False
        self.children: list[Child] = []
        self.leash = subprocess.Popen(
            [sys.executable, "-m", "config.leash"], stdin=subprocess.PIPE, start_new_session=True
        )
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._told_to_stop)

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop, or the process that it must not outlive is gone."""
        return self._told or (self.parent is not None and os.getppid() != self.parent)

    def finish(self, child: Child) -> int:
        """Run the child once to its end and return its exit code; a stop ends it early."""
        process = self._start(child)
        while process.poll() is None and not self.stopping:
            time.sleep(0.05)
        if process.poll() is None:
            self._stop([child])
        self._forget(child)
        return process.wait()

    def keep(self, *children: Child) -> None:
        """Take on the children; `tend` starts them."""
        self.children.extend(children)

    def tend(self) -> None:
        """Start whom it is time to start, and bury whom has died with all that it left behind."""
        for child in self.children:
            if child.process is None and time.monotonic() >= child.due:
                self._start(child)
            elif child.process is not None and child.process.poll() is not None:
                self._bury(child)

    def end(self) -> None:
        """Stop all children, kindly, then by force, and the leash with them."""
        self._stop(self.children)
        for child in self.children:
            self._forget(child)
        if self.leash.stdin:
            self.leash.stdin.close()
        self.leash.wait()

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._told = True

    def _start(self, child: Child) -> subprocess.Popen[bytes]:
        child.process = subprocess.Popen(child.command, env=self.environment, start_new_session=True)
        child.started = time.monotonic()
        self._tell_leash(f"+{child.process.pid}")
        return child.process

    def _bury(self, child: Child) -> None:
        lived = time.monotonic() - child.started
        child.pause = BRIEFEST_PAUSE if lived > SETTLED_AFTER else min(child.pause * 2, LONGEST_PAUSE)
        child.due = time.monotonic() + child.pause
        print(f"{child.name} ended; it starts again.", file=sys.stderr, flush=True)
        self._forget(child)

    def _forget(self, child: Child) -> None:
        """Kill what is left of the child's group: a worker without its master keeps the port."""
        if child.process is not None:
            kill_group(child.process.pid, signal.SIGKILL)
            self._tell_leash(f"-{child.process.pid}")
            child.process = None

    def _stop(self, children: Sequence[Child]) -> None:
        running = [child.process for child in children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + self.patience
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            kill_group(process.pid, signal.SIGKILL)
            process.wait()

    def _tell_leash(self, line: str) -> None:
        with suppress(BrokenPipeError):
            if self.leash.stdin:
                self.leash.stdin.write(f"{line}\n".encode())
                self.leash.stdin.flush()


def kill_group(number: int, how: signal.Signals) -> None:
    """Send a signal to every process of the group; a group that is gone is left alone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(number, how)
