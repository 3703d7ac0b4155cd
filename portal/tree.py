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
PR_SET_PDEATHSIG = 1
PATIENCE = 8  # seconds for a child to finish what it has in hand
CALM = 10  # seconds a child must live for its end not to count as a failed start


def die_with_parent() -> None:
    """This will end the process when the one that started it is gone, however it went."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
        return

    def watch():
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

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
    """Children by name; one that ends is started again, five failed starts in a row end all."""

    def __init__(self, commands: dict[str, list[str]], say=print):
        self.commands = commands
        self.say = say
        self.children: dict[str, subprocess.Popen] = {}
        self.started: dict[str, float] = {}
        self.failures = dict.fromkeys(commands, 0)
        self.leaving = threading.Event()

    def run(self, when_up=lambda: None, is_up=lambda: True) -> int:
        """Blocks until a signal or a failure; the exit code."""
        before = {
            number: signal.signal(number, lambda *_: self.leaving.set())
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        told = False
        try:
            for name in self.commands:
                self._start(name)
            while not self.leaving.wait(0.1):
                if not told and is_up():
                    when_up()
                    told = True
                failed = self._restart_ended()
                if failed:
                    self.say(f"The {failed} process does not stay up; its last words are above.")
                    return 1
            return 0
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches this process alone, which stops them in order.
        self.children[name] = subprocess.Popen(
            self.commands[name], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started[name] = time.monotonic()

    def _restart_ended(self) -> str:
        for name, child in self.children.items():
            if child.poll() is None:
                continue
            calm = time.monotonic() - self.started[name] > CALM
            self.failures[name] = 1 if calm else self.failures[name] + 1
            if self.failures[name] >= 5:
                return name
            self.leaving.wait(0.5 * self.failures[name])
            if not self.leaving.is_set():
                self._start(name)
        return ""

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
