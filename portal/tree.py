"""One process that starts the others, watches them, and takes them with it.

Standard library only.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARENT = "GROUNDWORK_PARENT"
PR_SET_PDEATHSIG = 1
PATIENCE = 8  # seconds for a child to finish what it has in hand
FAILED_STARTS = 5
CALM = 10  # seconds a child must live for its end not to count as a failed start


def mark_as_parent() -> None:
    """Children started from here on know whose end is theirs too."""
    os.environ[PARENT] = str(os.getpid())


def die_with_parent() -> None:
    """This will end the process when the one that started it is gone, however it went.

    Does nothing in a process that was started by hand.
    """
    parent = int(os.environ.get(PARENT, "0"))
    if not parent:
        return

    def leave_if_orphaned():
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        leave_if_orphaned()  # it may have gone while this one was still loading
        return

    def watch():
        while True:
            leave_if_orphaned()
            time.sleep(1)

    threading.Thread(target=watch, daemon=True).start()


def port_is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    # Something else may listen on all addresses while this one can still be bound.
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    with contextlib.suppress(OSError), socket.create_connection((near, port), timeout=0.3):
        return False
    return True


class Tree:
    """Children by name; one that ends is started again, a little later each time.

    Before everything is up once, five failed starts of a child end all; later none does: the
    database may be away for an hour, and the portal shall be back when it is.
    """

    def __init__(self, commands: dict[str, list[str]], say=print, tend=lambda: None):
        self.commands = commands
        self.say = say
        self.tend = tend  # called about once a second while all runs
        self.children: dict[str, subprocess.Popen] = {}
        self.started: dict[str, float] = {}
        self.start_at: dict[str, float] = {}
        self.failures = dict.fromkeys(commands, 0)
        self.leaving = threading.Event()

    def run(self, when_up=lambda: None, is_up=lambda: True) -> int:
        """Blocks until a signal or a failure; the exit code."""
        before = {
            number: signal.signal(number, lambda *_: self.leaving.set())
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            for name in self.commands:
                self._start(name)
            return self._watch(when_up, is_up)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self, when_up, is_up) -> int:
        told, tended = False, time.monotonic()
        while not self.leaving.wait(0.1):
            if not told and is_up():
                when_up()
                told = True
            self._restart_ended()
            failed = [name for name, number in self.failures.items() if number >= FAILED_STARTS]
            if failed and not told:
                self.say(f"The {failed[0]} process does not stay up; its last words are above.")
                return 1
            if time.monotonic() - tended > 1:
                self.tend()
                tended = time.monotonic()
        return 0

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches this process alone, which stops them in order.
        self.children[name] = subprocess.Popen(
            self.commands[name], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started[name] = time.monotonic()
        self.start_at.pop(name, None)

    def _restart_ended(self) -> None:
        now = time.monotonic()
        for name, child in list(self.children.items()):
            if child.poll() is None:
                continue
            if name not in self.start_at:
                calm = now - self.started[name] > CALM
                self.failures[name] = 1 if calm else self.failures[name] + 1
                self.start_at[name] = now + min(0.5 * self.failures[name], 5)
            elif now >= self.start_at[name]:
                self._start(name)

    def _stop(self) -> None:
        alive = [child for child in self.children.values() if child.poll() is None]
        for child in alive:
            child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in alive:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
