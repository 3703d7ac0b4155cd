"""The process tree of production: web server and worker under one parent."""

import os
import sys
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import environment, postgres
from portal.static_files import is_collected
from portal.tree import Tree, mark_as_parent, port_is_free


class Command(BaseCommand):
    help = "Serves the portal: web server and background worker, stopped together."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument(
            "--workers", type=int, default=int(os.environ.get("WORKERS", os.cpu_count() or 2))
        )

    def handle(self, *, host, port, workers, **options):
        def tell():
            self.stdout.write(f"Serving on http://{host}:{port}")
            self.stdout.flush()

        serve(host, port, workers, when_up=tell)


def serve(host: str, port: int, workers: int, *, when_up) -> None:
    """Blocks until a signal ends it; calls `when_up` once pages are answered."""
    refuse_taken_port(host, port)
    refuse_unready()
    mark_as_parent()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    tree = Tree(
        {
            "web": [sys.executable, "-m", "portal.web", host, str(port), str(workers)],
            "worker": [sys.executable, "manage.py", "work"],
        },
        tend=tend_database,
    )
    code = tree.run(when_up=when_up, is_up=lambda: answers(host, port))
    if code:
        raise CommandError("The portal stopped by itself.", returncode=code)


def tend_database() -> None:
    """The embedded server is kept by a process of its own, which somebody may have killed."""
    if not environment.text("DATABASE_URL"):
        postgres.keep_up(postgres.embedded())


def answers(host: str, port: int) -> bool:
    """Whether a page comes back: the port is open before the first worker is ready."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    name = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS), near)
    asked = HTTPConnection(near, port, timeout=2)
    try:
        asked.request("GET", "/healthz", headers={"Host": name})
        return asked.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def refuse_taken_port(host: str, port: int) -> None:
    if not port_is_free(host, port):
        raise CommandError(
            f"Port {port} is taken by another program. Stop that one, or choose another port: "
            f"--port {port + 1}"
        )


def refuse_unready() -> None:
    """What would otherwise show as a broken page later."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    cache_table = settings.CACHES["default"]["LOCATION"]
    if behind or cache_table not in connection.introspection.table_names() or not is_collected():
        raise CommandError(
            "Database or static files are not those of this release. "
            "Run first: python3 manage.py prepare"
        )
    found = checks.run_checks(databases=["default"], include_deployment_checks=False)
    errors = [problem for problem in found if problem.is_serious()]
    if errors:
        raise CommandError("\n".join(f"{problem.msg} {problem.hint or ''}" for problem in errors))
