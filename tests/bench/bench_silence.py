"""Whether the time of an answer tells who is known: `python -m tests.bench.bench_silence [TRIES]`.

Asks for a sign-in code, for a new password, and signs in with a wrong password, 200 times each with
an address that is known and as often with one that is not, in turn, through the whole application
and a real database. Prints the medians and how far they are apart; the aim is 20 ms at most (trust
18). Beside what a clock sees stands the processor's time, which a busy machine does not stretch.
Asserts nothing: a busy machine would make it lie.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from urllib.parse import urlsplit

TRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 200
WAYS = {
    "a code by letter": ("account_request_login_code", "email", {}),
    "a new password": ("account_reset_password", "email", {}),
    "a wrong password": ("account_login", "login", {"password": "wrong-wrong-wrong"}),
}


def main() -> None:
    prepare()
    from tests import factories

    town = factories.town()
    known = {
        "a patient without a password": town.bob.user.email,
        "a physio with one": town.alice.user.email,
    }
    print(f"{'':20}{'':32}{'known':>10}{'unknown':>10}{'apart':>8}{'processor':>13}")
    for way, (name, field, others) in WAYS.items():
        for who, email in known.items():
            (here, there), (worked, idled) = both(name, field, others, email)
            print(
                f"{way:20}{who:32}{here:7.1f} ms{there:7.1f} ms{abs(here - there):5.1f} ms"
                f"{abs(worked - idled):7.1f} apart",
                flush=True,
            )
    print(f"{TRIES} tries each; aim: 20 ms apart at most")


def both(name: str, field: str, others: dict, email: str):
    """Medians in milliseconds for a known address and for unknown ones, asked in turn: by the
    clock, and of the processor's time."""
    spent: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for number in range(2 * TRIES + 4):
        is_known = number % 2 == 0
        asked = {**others, field: email if is_known else f"nobody{number}@example.org"}
        took = once(name, asked)
        if number >= 4:  # the first ones fill caches
            spent[is_known].append(took)
    return [
        tuple(statistics.median(times[kind] for times in spent[known]) for known in (True, False))
        for kind in (0, 1)
    ]


def once(name: str, asked: dict) -> tuple[float, float]:
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    cache.clear()  # the limits are not what is measured
    client, place = Client(), reverse(name)
    started = time.perf_counter(), time.process_time()
    answer = client.post(place, asked)
    ended = time.perf_counter(), time.process_time()
    if answer.status_code not in (200, 302):
        raise SystemExit(f"{place} answered {answer.status_code}")
    return (ended[0] - started[0]) * 1000, (ended[1] - started[1]) * 1000


def prepare() -> None:
    from tests import cluster

    server = cluster.url()
    os.environ |= {
        "GROUNDWORK_MODE": "development",
        "GROUNDWORK_VAR": tempfile.mkdtemp(prefix="groundwork-bench-"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": urlsplit(server)._replace(path="/bench_silence").geturl(),
    }
    import psycopg

    postgres = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute("CREATE DATABASE bench_silence")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    sys.exit(main())
