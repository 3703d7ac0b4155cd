"""A stage or a part of the day with all it holds, copied or taken out: one question each.

Row by row it is a question for each table and each part; the builder has twelve for a whole answer.
"""

from __future__ import annotations

import json
from decimal import Decimal

from django.core import serializers
from django.db import connection

from exercises.models import Item, Phase, PhaseReading, Slot

KINDS = {kind._meta.label_lower: kind for kind in (Phase, Slot, Item, PhaseReading)}


def columns(kind, *, but: set[str]) -> list[str]:
    """The quoted columns of a table, the id and those named apart."""
    fields = (field for field in kind._meta.concrete_fields if not field.primary_key)
    return [f'"{field.column}"' for field in fields if field.column not in but]


def listed(names: list[str], of: str = "") -> str:
    return ", ".join(f"{of}{name}" for name in names)


# Copying -----------------------------------------------------------------------------------------

SLOT, ITEM = columns(Slot, but={"phase_id"}), columns(Item, but={"slot_id"})
READING = columns(PhaseReading, but={"phase_id"})
# The id of a copied part follows from the two ids it comes from, so that its items find it.
TWIN = "md5(s.id::text || %(phase)s)::uuid"
COPY = f"""
INSERT INTO exercises_phase (id, programme_id, "order", name, weeks_min, weeks_max, criterion)
  VALUES (%(phase)s, %(programme_id)s, %(order)s, %(name)s, %(weeks_min)s, %(weeks_max)s,
    %(criterion)s);
INSERT INTO exercises_slot (id, phase_id, {listed(SLOT)})
  SELECT {TWIN}, %(phase)s, {listed(SLOT, "s.")} FROM exercises_slot s WHERE s.phase_id = %(like)s;
INSERT INTO exercises_item (id, slot_id, {listed(ITEM)})
  SELECT gen_random_uuid(), {TWIN}, {listed(ITEM, "i.")}
  FROM exercises_item i JOIN exercises_slot s ON s.id = i.slot_id WHERE s.phase_id = %(like)s;
INSERT INTO exercises_phasereading (phase_id, {listed(READING)})
  SELECT %(phase)s, {listed(READING, "r.")} FROM exercises_phasereading r
  WHERE r.phase_id = %(like)s
"""  # noqa: S608  # nosec B608


def add_like(phase: Phase, like: Phase) -> None:
    """This will save a new phase with the parts, items and reading that another one holds."""
    said = {f.attname: getattr(phase, f.attname) for f in Phase._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(COPY, {**said, "phase": str(phase.pk), "like": like.pk})


# Taking out --------------------------------------------------------------------------------------

# Only one of several: a programme keeps a stage, a stage a part.
TAKE_SLOT = """
WITH mine AS MATERIALIZED (SELECT m.id FROM exercises_slot m WHERE m.id = %(pk)s
  AND EXISTS (SELECT FROM exercises_slot o WHERE o.phase_id = m.phase_id AND o.id <> m.id)),
items AS (DELETE FROM exercises_item i USING mine WHERE i.slot_id = mine.id RETURNING i.*),
slots AS (DELETE FROM exercises_slot s USING mine WHERE s.id = mine.id RETURNING s.*)
SELECT 'exercises.slot', to_jsonb(s) FROM slots s
UNION ALL SELECT 'exercises.item', to_jsonb(i) FROM items i
"""
TAKE_PHASE = """
WITH mine AS MATERIALIZED (SELECT m.id FROM exercises_phase m WHERE m.id = %(pk)s
  AND EXISTS (SELECT FROM exercises_phase o WHERE o.programme_id = m.programme_id
    AND o.id <> m.id)),
items AS (DELETE FROM exercises_item i USING exercises_slot s, mine
  WHERE s.id = i.slot_id AND s.phase_id = mine.id RETURNING i.*),
readings AS (DELETE FROM exercises_phasereading r USING mine
  WHERE r.phase_id = mine.id RETURNING r.*),
slots AS (DELETE FROM exercises_slot s USING mine WHERE s.phase_id = mine.id RETURNING s.*),
phases AS (DELETE FROM exercises_phase p USING mine WHERE p.id = mine.id RETURNING p.*)
SELECT 'exercises.phase', to_jsonb(p) FROM phases p
UNION ALL SELECT 'exercises.slot', to_jsonb(s) FROM slots s
UNION ALL SELECT 'exercises.item', to_jsonb(i) FROM items i
UNION ALL SELECT 'exercises.phasereading', to_jsonb(r) FROM readings r
"""


def take_out(whole: Phase | Slot) -> list:
    """This will remove it with all it holds. The rows as they stood; none where it is the only one
    of its kind, and then nothing is removed."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_PHASE if isinstance(whole, Phase) else TAKE_SLOT, {"pk": whole.pk})
        found = cursor.fetchall()
    said = (as_said(kind, json.loads(row, parse_float=Decimal)) for kind, row in found)
    return [one.object for one in serializers.deserialize("python", said)]


def as_said(kind: str, row: dict) -> dict:
    """A row as Django's serializers tell it."""
    fields = [field for field in KINDS[kind]._meta.concrete_fields if not field.primary_key]
    return {"model": kind, "pk": row["id"], "fields": {f.name: row[f.column] for f in fields}}
