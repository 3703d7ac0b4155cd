#!/usr/bin/env python3
"""Starts Django; `demo` and `verify` first make the environment they need."""

import importlib.util
import os
import sys

MAKES_ENVIRONMENT = {"demo": False, "verify": True}  # the value: with the tools for tests
# Commands of the workshop run without production's secrets.
WORKSHOP = {"demo", "verify", "makemigrations", "check", "test", "data_page"}
WITHOUT_DATABASE = {"check", "collectstatic", "compilemessages", "diffsettings", "help"}
WITHOUT_DATABASE |= {"makemessages", "verify", "version", "--help", "--version", "-h"}


def main():
    if sys.version_info < (3, 11):
        have = "%d.%d" % sys.version_info[:2]
        sys.exit("Groundwork needs Python 3.11 or newer, and this is Python %s." % have)
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

    if environment.text("DATABASE_URL") or command in WITHOUT_DATABASE:
        return execute_from_command_line(sys.argv)
    try:
        with postgres.hold(postgres.embedded()):
            execute_from_command_line(sys.argv)
    except postgres.DatabaseTrouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
