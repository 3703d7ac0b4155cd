#!/usr/bin/env python3
"""Starts Django; `demo` and `verify` first make the environment they need."""

import importlib.util
import os
import sys

MAKES_ENVIRONMENT = {"demo": False, "verify": True}  # the value: with the tools for tests
# Commands of the workshop run without production's secrets.
WORKSHOP = {"demo", "verify", "makemigrations", "check", "test"}
WORKSHOP |= {"parse_dose", "review_article", "write_data_map"}
WITHOUT_DATABASE = {"check", "collectstatic", "compilemessages", "diffsettings", "help"}
WITHOUT_DATABASE |= {"makemessages", "verify", "version", "--help", "--version", "-h"}
WITHOUT_DATABASE |= {"parse_dose", "review_article", "write_data_map"}


def main():
    if sys.version_info < (3, 11):  # noqa: UP036  (this file runs before any rule is met)
        have = ".".join(map(str, sys.version_info[:2]))
        sys.exit("Groundwork needs Python 3.11 or newer, and this is Python " + have + ".")
    if sys.platform == "win32":
        sys.exit("Groundwork runs on Linux and macOS; on Windows use WSL (wsl --install).")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in WORKSHOP and "--deploy" not in sys.argv:
        os.environ.setdefault("GROUNDWORK_MODE", "development")
    be_in_the_environment(command)
    with_database(command)


def be_in_the_environment(command):
    from portal import bootstrap

    try:
        if command in MAKES_ENVIRONMENT and not os.environ.get("GROUNDWORK_OWN_ENVIRONMENT"):
            bootstrap.ensure(development=MAKES_ENVIRONMENT[command])
        elif bootstrap.is_inside() or importlib.util.find_spec("django"):
            return
        elif not bootstrap.is_made():
            sys.exit("There is no environment yet. Run: python3 manage.py demo")
        if not bootstrap.is_inside() and not os.environ.get("GROUNDWORK_OWN_ENVIRONMENT"):
            bootstrap.enter(sys.argv)
    except bootstrap.Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the next start goes on from here.")


def with_database(command):
    """Without DATABASE_URL, the embedded server runs as long as the command does."""
    from django.core.management import execute_from_command_line

    from portal import environment, postgres

    refuse_bad_settings()
    if command in WITHOUT_DATABASE:
        return execute_from_command_line(sys.argv)
    if url := environment.text("DATABASE_URL"):
        refuse_absent_server(url, command)
        return execute_from_command_line(sys.argv)
    try:
        with postgres.hold(postgres.embedded()):
            return execute_from_command_line(sys.argv)
    except postgres.DatabaseTrouble as trouble:
        sys.exit(str(trouble))


def refuse_bad_settings():
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.configured or settings.DEBUG  # noqa: B018
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def refuse_absent_server(url, command):
    """One sentence where Django would show a trace."""
    if command == "makemigrations":  # compares files; a server is a courtesy
        return
    from django.conf import settings
    from psycopg import OperationalError, connect

    database = settings.DATABASES["default"]
    try:
        connect(url, password=database["PASSWORD"] or None, connect_timeout=5).close()
    except OperationalError as error:
        where = f"{database['HOST'] or 'the local socket'} {database['PORT']}".strip()
        reason = str(error).strip().splitlines()[-1]
        sys.exit(
            f"The PostgreSQL server that DATABASE_URL names ({where}) cannot be used: {reason}\n"
            "Start it or correct DATABASE_URL; without DATABASE_URL Groundwork brings its own."
        )


if __name__ == "__main__":
    main()
