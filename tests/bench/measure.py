"""One size of the demonstration, measured in this process and behind the real web server."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 60  # requests in process per page
WARM = 5
WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")  # of /proc, per second


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--pages", default="")
    chosen = parser.parse_args()
    prepare(chosen.times)
    from tests.bench.pages import pages

    wanted = [name.strip() for name in chosen.pages.split(",") if name.strip()]
    found = [page for page in pages() if not wanted or page.name in wanted]
    print(f"\nDemonstration × {chosen.times}: {people_count()} patients", flush=True)
    print(HEAD, flush=True)
    for page in found:
        print(line_of(page, chosen.seconds), flush=True)
    return 0


def prepare(times: int) -> None:
    make_database()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_demo", times=times, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("analyze")


def make_database() -> None:
    import psycopg

    name = os.environ["DATABASE_URL"].split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(os.environ.pop("BENCH_SERVER"), autocommit=True) as server:
        server.execute(f"drop database if exists {name}")
        server.execute(f"create database {name}")


def people_count() -> int:
    from portal.models import Patient

    return Patient.objects.unscoped().count()


# In this process -----------------------------------------------------------------------------

HEAD = (
    f"{'page':<16}{'status':>7}{'queries':>9}{'app ms':>8}{'db ms':>7}"
    f"{'req/s':>8}{'failed':>8}{'bytes':>9}{'gzip':>8}"
)


def line_of(page, seconds: float) -> str:
    if page.missing:
        return f"{page.name:<16}  no page named {page.missing} yet"
    if not page.asks:
        return f"{page.name:<16}  nobody to ask as"
    status, queries, app, db, body = in_process(page.asks[0])
    rate, failed = under_load(page.asks, seconds)
    return (
        f"{page.name:<16}{status:>7}{queries:>9}{app:>8.1f}{db:>7.1f}"
        f"{rate:>8.0f}{failed:>8}{len(body):>9}{len(gzip.compress(body)):>8}"
    )


def in_process(ask: dict):
    """(status, queries, application ms, database ms, body) of one request, on average."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    application = get_wsgi_application()
    for _n in range(WARM):
        status, body = answer(application, ask)
    with CaptureQueriesContext(connection) as queries:
        answer(application, ask)
    asked = len(queries)  # the next request begins a new count
    before, begun = database_seconds(), time.process_time()
    for _n in range(ROUNDS):
        answer(application, ask)
    app, db = time.process_time() - begun, database_seconds() - before
    return status, asked, app * 1000 / ROUNDS, db * 1000 / ROUNDS, body


def answer(application, ask: dict):
    from tests.bench.pages import body_of

    path, _mark, query = ask["path"].partition("?")
    sent = body_of(ask)
    said = []
    environ = {
        "REQUEST_METHOD": "POST" if sent else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in ask["cookies"].items()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded" if sent else "",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    response = application(environ, lambda status, headers: said.append(status))
    body = b"".join(response)
    response.close()
    return said[0].split()[0], body


def database_seconds() -> float:
    """Processor time of every connection to this database; they stay open in the pool."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity where datname = current_database()")
        pids = [pid for (pid,) in cursor.fetchall()]
    return sum(process_seconds(pid) for pid in pids)


def process_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


# Behind the web server -----------------------------------------------------------------------


def under_load(asks: list[dict], seconds: float) -> tuple[float, int]:
    """(requests a second, failed) with eight clients against two workers."""
    port = free_port()
    web = subprocess.Popen(
        [sys.executable, "-m", "portal.web", "127.0.0.1", str(port), str(WORKERS)]
    )
    try:
        wait_for(port)
        drive(port, asks, 0.7)
        told = drive(port, asks, seconds)
        return told["requests"] / told["seconds"], told["failed"]
    finally:
        web.terminate()
        web.wait(timeout=20)


def drive(port: int, asks: list[dict], seconds: float) -> dict:
    order = json.dumps({"port": port, "seconds": seconds, "asks": asks})
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.clients"],
        input=order,
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=True,
    )
    return json.loads(done.stdout)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int) -> None:
    for _n in range(150):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The web server did not come up.")


if __name__ == "__main__":
    sys.exit(main())
