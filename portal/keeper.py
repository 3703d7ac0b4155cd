"""Keeps one PostgreSQL server up while somebody holds its lock; portal/postgres.py starts it.

`python -m portal.keeper FOLDER BINARIES OWNER [--throwaway]`
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from portal.postgres import Cluster, run_as

# fsync and synchronous_commit stay as PostgreSQL has them (on): an acknowledged log is kept.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # a failing statement may quote what a patient wrote
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PR_SET_PDEATHSIG = 1


class Keeper:
    def __init__(self, cluster: Cluster):
        self.cluster = cluster
        self.server: subprocess.Popen | None = None
        self.leaving = threading.Event()

    def run(self) -> None:
        if not self.take_office():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.leave())
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        threading.Thread(target=self.leave_after_the_last_user, daemon=True).start()
        failures = 0
        while not self.leaving.is_set() and failures < 5:
            started = time.monotonic()
            self.serve_once()
            failures = failures + 1 if time.monotonic() - started < 10 else 0
            self.leaving.wait(0.2)
        if self.cluster.throwaway and self.leaving.is_set():
            shutil.rmtree(self.cluster.folder, ignore_errors=True)
        if self.cluster.sockets.parent != self.cluster.folder:
            shutil.rmtree(self.cluster.sockets, ignore_errors=True)

    def take_office(self) -> bool:
        """Takes the keeper's lock and goes into the background; False where another has it."""
        own = os.open(self.cluster.folder / "keeper.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if os.fork():  # the child has the lock; the one who started us waits no longer
            os._exit(0)
        os.setsid()
        return True

    def leave_after_the_last_user(self) -> None:
        handle = os.open(self.cluster.folder / "users.lock", os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        self.users_handle = handle  # kept: a newcomer waits until the server is down
        self.leave()

    def leave(self) -> None:
        self.leaving.set()
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # fast shutdown: roll back, checkpoint, exit

    def serve_once(self) -> None:
        clear_stale_pid(self.cluster)
        chosen = {
            **SETTINGS,
            **(FORGETFUL if self.cluster.throwaway else {}),
            "unix_socket_directories": str(self.cluster.sockets),
        }
        words = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        with open(self.cluster.log, "ab") as log:
            self.server = subprocess.Popen(
                [str(self.cluster.binaries / "postgres"), "-D", str(self.cluster.data), *words],
                cwd="/",
                env={"PATH": "/usr/bin:/bin"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=stop_with_the_keeper,
                **run_as(self.cluster),
            )
        ready = self.cluster.folder / "ready"
        while self.server.poll() is None and not self.leaving.is_set():
            if said_ready(self.cluster, self.server.pid):
                ready.touch()
                break
            time.sleep(0.02)
        if self.leaving.is_set():
            self.leave()
        self.server.wait()
        ready.unlink(missing_ok=True)


def stop_with_the_keeper() -> None:
    """Linux sends the server its fast-shutdown signal should even the keeper be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def said_ready(cluster: Cluster, pid: int) -> bool:
    try:
        lines = (cluster.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def clear_stale_pid(cluster: Cluster) -> None:
    """Waits for, or ends, a server that outlived its keeper; removes a lock nobody holds."""
    lock = cluster.data / "postmaster.pid"
    for wait, number in ((5.0, signal.SIGINT), (5.0, signal.SIGQUIT), (0.0, None)):
        pid = _pid_in(lock)
        if pid is None or not _is_server_of(cluster, pid):
            lock.unlink(missing_ok=True)
            return
        if number is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + wait
        while time.monotonic() < deadline and _pid_in(lock) == pid:
            if not _is_server_of(cluster, pid):
                break
            time.sleep(0.05)


def _pid_in(lock: Path) -> int | None:
    try:
        return int(lock.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _is_server_of(cluster: Cluster, pid: int) -> bool:
    answer = (
        subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        if sys.platform != "linux"
        else None
    )
    if answer is not None:
        command = answer.stdout
    else:
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return False
    return str(cluster.data) in command


def main(words: list[str]) -> None:
    folder, binaries, owner = words[:3]
    throwaway = "--throwaway" in words
    owner = "" if owner == "-" else owner
    Keeper(Cluster(Path(folder), Path(binaries), owner, throwaway)).run()


if __name__ == "__main__":
    main(sys.argv[1:])
