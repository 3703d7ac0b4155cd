"""One command: `python -m tests.bench [--times 1,10] [--seconds 3] [--pages today,article]`.

Makes a throw-away PostgreSQL, loads the demonstration and ten times its patients, each in a
process of its own, and prints for each page: queries, processor milliseconds per request in the
application and in the database, requests a second with 8 clients, and bytes. Loopback only; the
clients share the machine's cores with the portal. The throw-away database does not wait for the
disk, so a written row costs less here than on a real one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

from tests import cluster

LONGEST = 1200  # seconds for one size, loading included


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--times", default="1,10", help="how many times the demonstration")
    parser.add_argument("--seconds", type=float, default=3, help="of load on each page")
    parser.add_argument("--pages", default="", help="only these, by name")
    chosen = parser.parse_args()
    server = cluster.url()
    codes = []
    for times in chosen.times.split(","):
        with tempfile.TemporaryDirectory(prefix="groundwork-bench-") as var:
            words = ["--times", times, "--seconds", str(chosen.seconds), "--pages", chosen.pages]
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.measure", *words],
                env=surroundings(server, f"bench_{int(times)}", var),
                timeout=LONGEST,
                check=False,
            )
            codes.append(done.returncode)
    return max(codes)


def surroundings(server: str, name: str, var: str) -> dict:
    """A development portal on a database of its own; nothing of the caller's settings."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    return {
        **kept,
        "GROUNDWORK_MODE": "development",
        "GROUNDWORK_VAR": var,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl(),
        "BENCH_SERVER": urlsplit(server)._replace(path="/postgres").geturl(),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "LOG_LEVEL": "CRITICAL",
    }


if __name__ == "__main__":
    sys.exit(main())
