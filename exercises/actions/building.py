"""The items of a programme: added, dosed, ordered, copied, removed. One small change each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from exercises.actions.undoing import UnableToBuild, keep_for_undo, put_back, take
from exercises.dose import Dose
from exercises.models import (
    DOSE_COLUMNS,
    Exercise,
    ExerciseRevision,
    Item,
    Phase,
    Programme,
    RememberedDose,
    Slot,
)
from portal.models import Member

MOST_ITEMS = 200  # in one programme: beyond it a page cannot be read


@dataclass(frozen=True)
class ItemWords:
    """What a physio may say about an item besides its dose."""

    note: str = ""
    is_short: bool = False
    easier: Exercise | None = None
    harder: Exercise | None = None
    answers: dict[str, str] | None = None  # by reason; None leaves what is there


@transaction.atomic
def add_item(
    *, slot: Slot, exercise: Exercise, by: Member, at, version: int, dose: Dose | None = None
) -> Item:
    """This will put an exercise last in a slot, with this member's last dose for it, else the
    library's. A slot whose `last` order is known saves the question for it."""
    programme = take(slot.phase.programme, version=version, at=at)
    revision = refuse_exercise(exercise, programme)
    last = slot.last if hasattr(slot, "last") else slot.items.aggregate(n=Max("order"))["n"]
    item = Item(slot=slot, exercise=exercise, order=0 if last is None else last + 1)
    item.dose = dose or remembered(by, exercise) or revision.dose
    if item.order >= MOST_ITEMS:
        raise UnableToBuild(_("This part is full. Remove something first."))
    item.save(force_insert=True)
    keep_for_undo(programme, [], said=said_of(_("Added %s"), item), by=by, at=at, added=[item])
    back_to_draft(programme, item)
    return item


def said_of(words: str, item: Item) -> str:
    revision = item.exercise.published
    return words % (revision.name if revision else item.exercise.slug)


def refuse_exercise(exercise: Exercise, programme: Programme) -> ExerciseRevision:
    """The revision that is prescribed now, where the exercise may stand in this programme."""
    own = exercise.clinic_id in (None, programme.clinic_id)
    if not own or exercise.patient_id or exercise.published is None or exercise.withdrawn_at:
        raise UnableToBuild(_("This exercise is not in your library. Choose another one."))
    return exercise.published


def with_remembered(exercises, by: Member):
    """These exercises, each with this member's last dose for it; saves the question for it."""
    columns = {name: name for name in DOSE_COLUMNS}
    mine = by.remembered_doses.filter(exercise=OuterRef("pk"))
    kept = mine.values(kept=JSONObject(note="dose_note", **columns))
    return exercises.annotate(kept_dose=Subquery(kept[:1]))


def remembered(by: Member, exercise: Exercise) -> Dose | None:
    if hasattr(exercise, "kept_dose"):
        return Dose.from_columns(exercise.kept_dose) if exercise.kept_dose else None
    found = by.remembered_doses.filter(exercise=exercise).first()
    return found.dose if found else None


def remember(by: Member, exercise: Exercise, dose: Dose, *, at) -> None:
    """This will offer the dose next time; "affected side" is asked anew for each patient."""
    row = RememberedDose(member=by, exercise=exercise, used_at=at)
    row.dose = dose
    RememberedDose.objects.unscoped().bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["member", "exercise"],
        update_fields=[*DOSE_COLUMNS, "dose_note", "used_at"],
    )


def back_to_draft(programme: Programme, item: Item) -> None:
    """A programme that is offered must stay one that can be given."""
    revision = item.exercise.published
    if programme.is_draft or revision is None:
        return
    if item.dose.missing_for_assignment(revision.one_sided):
        Programme.objects.filter(pk=programme.pk).unscoped().update(is_draft=True)
        programme.is_draft = True


@transaction.atomic
def edit_item(
    *, item: Item, dose: Dose, words: ItemWords | None, by: Member, at, version: int
) -> Item:
    """This will set the dose and, where they are given, the words of an item."""
    programme = take(item.slot.phase.programme, version=version, at=at)
    if problems := dose.problems():
        raise UnableToBuild(problems[0])
    keep_for_undo(programme, [item], said=said_of(_("Changed %s"), item), by=by, at=at)
    changed = item.dose != dose
    item.dose = dose
    if words is not None:
        item.note, item.is_short = words.note, words.is_short
        item.easier, item.harder = words.easier, words.harder
        if words.answers is not None:
            item.answers = words.answers
    item.save()
    if changed:
        remember(by, item.exercise, dose, at=at)
    back_to_draft(programme, item)
    return item


@transaction.atomic
def duplicate_item(*, item: Item, by: Member, at, version: int) -> Item:
    """This will put a copy of an item right after it."""
    programme = take(item.slot.phase.programme, version=version, at=at)
    item.slot.items.filter(order__gt=item.order).update(order=F("order") + 1)
    columns = {
        f.attname: getattr(item, f.attname) for f in Item._meta.concrete_fields if not f.primary_key
    }
    copy = Item.objects.create(**{**columns, "order": item.order + 1})
    keep_for_undo(programme, [], said=said_of(_("Copied %s"), item), by=by, at=at, added=[copy])
    return copy


@transaction.atomic
def move_item(*, item: Item, steps: int, by: Member, at, version: int) -> None:
    """This will move an item up (-1) or down (1) within its slot; at an end nothing moves."""
    programme = take(item.slot.phase.programme, version=version, at=at)
    rows = list(item.slot.items.order_by("order", "pk"))
    keep_for_undo(programme, rows, said=said_of(_("Moved %s"), item), by=by, at=at)
    place = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    goal = min(max(place + steps, 0), len(rows) - 1)
    rows.insert(goal, rows.pop(place))
    number(rows)


def number(rows: list) -> None:
    """This will write the order in which the rows stand."""
    moved = []
    for order, row in enumerate(rows):
        if row.order != order:
            row.order = order
            moved.append(row)
    if moved:
        type(moved[0]).objects.unscoped().bulk_update(moved, ["order"])


@transaction.atomic
def order_items(*, slot: Slot, pks: list, by: Member, at, version: int) -> None:
    """This will put the items of a slot in the order of these ids; one not named stays last."""
    programme = take(slot.phase.programme, version=version, at=at)
    places = {str(pk): n for n, pk in enumerate(pks)}
    rows = list(slot.items.order_by("order", "pk"))
    keep_for_undo(programme, rows, said=_("New order"), by=by, at=at)
    number(sorted(rows, key=lambda row: places.get(str(row.pk), len(places))))


@transaction.atomic
def put_item(*, item: Item, slot: Slot, by: Member, at, version: int) -> None:
    """This will move an item to the end of another part of the same programme."""
    programme = take(item.slot.phase.programme, version=version, at=at)
    if slot.phase.programme_id != programme.pk:
        raise UnableToBuild(_("This part belongs to another programme."))
    keep_for_undo(programme, [item], said=said_of(_("Moved %s"), item), by=by, at=at)
    last = slot.items.aggregate(last=Max("order"))["last"]
    item.slot, item.order = slot, 0 if last is None else last + 1
    item.save(update_fields=["slot", "order"])


@transaction.atomic
def remove_item(*, item: Item, by: Member, at, version: int) -> None:
    programme = take(item.slot.phase.programme, version=version, at=at)
    keep_for_undo(programme, [item], said=said_of(_("Removed %s"), item), by=by, at=at)
    Item.objects.filter(pk=item.pk).unscoped().delete()


@transaction.atomic
def apply_dose(
    *, phase: Phase, dose: Dose, by: Member, at, version: int, items: list[Item] | None = None
) -> list:
    """This will give one dose to chosen items of a phase (None = all); returns their ids.

    Each item keeps its own side where the dose names none.
    """
    programme = take(phase.programme, version=version, at=at)
    if problems := dose.problems():
        raise UnableToBuild(problems[0])
    if items is None:
        inside = Item.objects.filter(slot__phase=phase).unscoped()
        rows = list(inside.select_related("exercise__published"))
    else:
        rows = [item for item in items if item.slot.phase_id == phase.pk]
    if not rows:
        raise UnableToBuild(_("Tick the exercises this dose is for, or apply it to all."))
    keep_for_undo(programme, rows, said=_("New dose for %s exercises") % len(rows), by=by, at=at)
    for item in rows:
        item.dose = dose if dose.side else replace(dose, side=item.side)
        back_to_draft(programme, item)
    put_back(rows, Item)
    return [item.pk for item in rows]
