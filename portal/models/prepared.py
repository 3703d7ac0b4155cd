"""A query built once for the process, planned once for a connection, asked again with other values.

Building a query with several sub-queries costs Django more than PostgreSQL needs to answer it, and
planning it costs PostgreSQL more than looking the rows up. What is asked on every page is therefore
written as an ordinary queryset, turned into SQL on first use, and kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import NotSupportedError, connection, connections
from django.db.models import Func, Lookup, Value
from django.db.models.query import ModelIterable

from portal.models.rows import OwnedQuerySet


class KeptPlanCursor(psycopg.Cursor):
    def _send_query_prepared(self, name, pgq, **how):
        self._query = pgq  # so that a count of the queries sees this one, too
        super()._send_query_prepared(name, pgq, **how)


def cursor_that_keeps_plans():
    """A cursor whose statements the server plans once for each connection, not once for each
    asking: the values go beside the statement. For statements whose text never changes, and the
    types of what they give no more: jsonb and other fixed ones."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return connection._prepare_cursor(KeptPlanCursor(connection.connection))


def forget_plans() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


class Prepared:
    """`build(**stand_ins)` gives a `values_list` queryset; `rows(**values)` its rows as tuples.

    `stand_ins`: for each value one of its type that occurs nowhere else, used while building. The
    queryset must not choose its shape by the values, nor by the day: it asks the database for that.
    """

    def __init__(self, build: Callable, **stand_ins):
        self.build, self.stand_ins = build, stand_ins
        self.sql = ""
        self.params: tuple = ()
        self.compiler: Any = None

    def rows(self, **values) -> list[tuple]:
        if not self.sql:
            self.prepare()
        filled = [
            values[param.name] if isinstance(param, Place) else param for param in self.params
        ]
        try:
            return self.ask(filled)
        except NotSupportedError:  # a migration gave a column another type since it was planned
            if connection.in_atomic_block:
                raise  # with the transaction its connection lets go of the plans
            forget_plans()
            return self.ask(filled)

    def ask(self, filled: list) -> list[tuple]:
        with cursor_that_keeps_plans() as cursor:
            cursor.execute(self.sql, filled)
            return cursor.fetchall()

    def prepare(self) -> None:
        rows = self.build(**self.stand_ins)
        if isinstance(rows, OwnedQuerySet):
            rows._require_scope()
        compiler = rows.query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        named = {(type(value), value): name for name, value in self.stand_ins.items()}
        places = tuple(Place(named[key]) if (key := (type(p), p)) in named else p for p in params)
        found = {param.name for param in places if isinstance(param, Place)}
        if missing := self.stand_ins.keys() - found:
            raise TypeError(f"{missing} left no trace in the statement: of the column's type?")
        # Other threads may ask meanwhile: each of these is whole, and the text says that all are.
        self.params, self.compiler = places, compiler
        self.sql = sql


class PreparedRows(Prepared):
    """`build` gives a queryset of a model; `rows` what it would give, the rows it joins in theirs.

    Django's own reading of an answer, given one that is there already.
    """

    def rows(self, **values) -> list:
        answer = super().rows(**values)
        if not answer:
            return []
        compiler = copy(self.compiler)
        compiler.connection = connections[connection.alias]
        compiler.execute_sql = lambda **how: [answer]
        asked: Any = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def first(self, **values):
        return next(iter(self.rows(**values)), None)


def columns(model, path: str = "") -> list[str]:
    """The names that `values_list` takes to give what `made` makes a row of; `path`: from the
    queryset's model to this one, with its underscores."""
    return [path + field.attname for field in model._meta.concrete_fields]


def all_but(model, path: str, *kept: str) -> list[str]:
    """What `defer` takes to leave out all columns of a row joined by `path`, but for these."""
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    return [f"{path}__{field.name}" for field in fields if field.name not in kept]


def made(model, values):
    """A row as the queryset would have given it."""
    return model.from_db(connection.alias, columns(model), values)


def listed(texts: str, kind: str = "text") -> Func:
    """What stands between the commas, as an array of this kind: however many, one statement."""
    template = f"string_to_array(%(expressions)s)::{kind}[]"
    return Func(Value(texts), Value(","), template=template)


class AnyOf(Lookup):
    """A column against an array, whose length is no part of the statement."""

    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, first = self.process_lhs(compiler, connection)
        array, second = self.process_rhs(compiler, connection)
        return f"{column} = ANY{array}", (*first, *second)


class Place:
    """Where a value goes."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


# To build with: ids of nobody and nothing, and a moment.
SOMEBODY, SOMEWHERE, SOMETHING = (uuid.UUID(int=0x5EED + n) for n in range(3))
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
