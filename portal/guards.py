"""Triggers for rules a foreign key cannot hold, written as one condition on the new row.

Used by migrations only. A broken rule raises check_violation, so Django sees an IntegrityError.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  IF NOT COALESCE(({must}), false) THEN
    RAISE EXCEPTION 'rule {name} of {table} is broken'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_{name}', TABLE = '{table}';
  END IF;
  RETURN NEW;
END $guard$;
CREATE TRIGGER {table}_{name} {when} ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_{name}();
"""
REVERSE = "DROP TRIGGER {table}_{name} ON {table}; DROP FUNCTION {table}_{name}();"


def guard(table: str, name: str, must: str, when: str = "BEFORE INSERT OR UPDATE"):
    """`must` is SQL on NEW (and OLD) that has to be true; unknown counts as false."""
    parts = {"table": table, "name": name, "must": must, "when": when}
    return migrations.RunSQL(FUNCTION.format(**parts), REVERSE.format(**parts))


def stays(table: str, column: str):
    """A row keeps what it hangs on: what is checked of its pointers stays true."""
    return guard(
        table,
        f"keeps_its_{column.removesuffix('_id')}",
        f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}",
        when="BEFORE UPDATE",
    )


def a_colleague(column: str, clinic: str) -> str:
    """SQL: nobody, or a member of that clinic; anybody where the row is everybody's."""
    return (
        f"(NEW.{column} IS NULL OR COALESCE({clinic}, clinic_of_member(NEW.{column}))"
        f" = clinic_of_member(NEW.{column}))"
    )
