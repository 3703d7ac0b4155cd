"""A query built once for the process and asked again with other values.

Building a query with several sub-queries costs Django more than PostgreSQL needs to answer it.
What is asked on every page is therefore written as an ordinary queryset, turned into SQL on first
use, and kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import connection


class Prepared:
    """`build(**stand_ins)` gives a `values_list` queryset; `rows(**values)` its rows as tuples.

    `stand_ins`: for each value one of its type that occurs nowhere else, used while building. The
    queryset must not choose its shape by the values, nor by the day: it asks the database for that.
    """

    def __init__(self, build: Callable, **stand_ins):
        self.build, self.stand_ins = build, stand_ins
        self.sql = ""
        self.params: tuple = ()

    def rows(self, **values) -> list[tuple]:
        if not self.sql:
            self.prepare()
        filled = [
            values[param.name] if isinstance(param, Place) else param for param in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            return cursor.fetchall()

    def prepare(self) -> None:
        sql, params = self.build(**self.stand_ins).query.sql_with_params()
        named = {(type(value), value): name for name, value in self.stand_ins.items()}
        self.params = tuple(
            Place(named[key]) if (key := (type(p), p)) in named else p for p in params
        )
        self.sql = sql


class Place:
    """Where a value goes."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


SOMEBODY = uuid.UUID(int=0x5EED)
