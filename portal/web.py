"""The web server's own process: `python -m portal.web HOST PORT WORKERS`."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from portal.tree import die_with_parent, mark_as_parent

THREADS = 4  # per worker; the connection pool of a worker holds at least as many


def main(host: str, port: str, workers: str) -> None:
    die_with_parent()
    mark_as_parent()
    Granian(
        "portal.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        backpressure=32,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
        log_enabled=True,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
    ).serve()


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "portal.logs.Redact"}},
    "formatters": {"json": {"()": "portal.logs.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["redact"],
            "stream": "ext://sys.stderr",
        }
    },
    "loggers": {
        "_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

if __name__ == "__main__":
    main(*sys.argv[1:4])
