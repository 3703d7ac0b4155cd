"""The databases of one test run: migrated once, copied for each worker, emptied quickly."""

import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from portal import postgres

# Made with the tables, by Django, and the same after every test.
KEPT = {"django_content_type", "auth_permission"}


# One is migrated, the others are its copies ----------------------------------------------------


def pattern() -> str:
    """The database that is copied; a run's scratch folder is its name."""
    return f"test_{Path(os.environ['GROUNDWORK_VAR']).name}"


def one_at_a_time():
    """Who comes while another worker migrates waits, and copies."""
    return postgres.locked(Path(os.environ["GROUNDWORK_VAR"], "migrating"))


def copy_the_pattern() -> None:
    """This will have the next database made as a copy, where another worker made one."""
    if on_the_server("SELECT 1 FROM pg_database WHERE datname = %s", pattern()):
        connection.settings_dict["TEST"]["TEMPLATE"] = pattern()


def keep_the_pattern() -> None:
    """This will keep a copy of the database just made, before anything is in it."""
    if connection.settings_dict["TEST"].get("TEMPLATE") != pattern():
        connection.close()
        made = connection.settings_dict["NAME"]
        on_the_server(f'CREATE DATABASE "{pattern()}" TEMPLATE "{made}"')


def end_sessions() -> None:
    """Before the database goes: a page closed at the very end may still be in an answer's hands."""
    name = connection.settings_dict["NAME"]
    on_the_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)


def drop_the_pattern() -> None:
    on_the_server(f'DROP DATABASE IF EXISTS "{pattern()}"')


def on_the_server(statement: str, *words) -> list:
    address = settings.DATABASES["default"]
    place = {word: address[word.upper()] for word in ("host", "port", "user", "password")}
    with psycopg.connect(dbname="postgres", autocommit=True, **place) as server:
        answer = server.execute(statement, words or None)
        return answer.fetchall() if answer.description else []


@contextmanager
def for_the_module(blocker):
    """What is stored inside is there for every test of a module, and then gone; what a test does to
    it is taken back after the test. Not for tests that end transactions themselves."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


# Emptying --------------------------------------------------------------------------------------

truncating = DatabaseOperations.sql_flush
making_again = flush.emit_post_migrate_signal


def deleting(self, style, tables, **choices) -> list[str]:
    """Instead of TRUNCATE, which makes new files for each of a hundred tables. As a replica nothing
    is checked and no trigger fires; that needs a superuser, as we are on a throw-away server."""
    if not is_superuser():
        return truncating(self, style, tables, **choices)
    named = [f'DELETE FROM "{table}";' for table in tables if table not in KEPT]
    return ["SET LOCAL session_replication_role = replica;", *named]


def making_what_went(*words) -> None:
    if not is_superuser():
        making_again(*words)


@cache
def is_superuser() -> bool:
    return on_the_server("SELECT current_setting('is_superuser') = 'on'")[0][0]


def empty_quickly() -> None:
    DatabaseOperations.sql_flush = deleting
    flush.emit_post_migrate_signal = making_what_went
