"""One text with a dose for each stage, made into those stages of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.building import back_to_draft, number, said_of
from exercises.actions.staging import MOST_PHASES
from exercises.actions.undoing import UnableToBuild, keep_for_undo, put_back, take
from exercises.actions.whole_stages import add_like
from exercises.dose import StageDose
from exercises.models import Item, Phase
from portal.models import Member


@transaction.atomic
def split_item(
    *, item: Item, stages: Sequence[StageDose], by: Member, at, version: int
) -> list[Phase]:
    """This will give an item the first dose and put a stage behind its own for each of the others.

    A new stage holds all that the item's stage holds, so that nothing else stops. Where the
    stages that follow last just as long and hold the exercise, they take the doses instead.
    """
    programme = take(item.slot.phase.programme, version=version, at=at)
    phases = list(programme.phases.order_by("order", "pk"))
    place = next(n for n, phase in enumerate(phases) if phase.pk == item.slot.phase_id)
    inside = phases[place : place + len(stages)]
    twins = twins_of(item, inside[1:])
    there = len(twins) == len(stages) - 1 and all(map(lasts_so, inside, stages))
    kept = [item, *twins.values()] if there else [item, *phases[place:]]
    before = [copy(row) for row in kept]
    if not there:
        inside = put_behind(phases, place, stages)
        twins = twins_of(item, inside[1:])
    rows = [item, *(twins[phase.pk] for phase in inside[1:])]
    for row, stage in zip(rows, stages, strict=True):
        row.dose = stage.dose
        back_to_draft(programme, row)
    put_back(rows, Item)
    said = said_of(_("Made stages of %s"), item)
    keep_for_undo(programme, before, said=said, by=by, at=at, added=[] if there else inside[1:])
    return inside


def lasts_so(phase: Phase, stage: StageDose) -> bool:
    return (phase.weeks_min, phase.weeks_max) == (stage.weeks_min, stage.weeks_max)


def twins_of(item: Item, phases: list[Phase]) -> dict:
    """{phase id: the same exercise there}, the one in the same place where there are several."""
    rows = Item.objects.filter(slot__phase__in=phases, exercise=item.exercise_id).unscoped()
    found: dict = {}
    for row in sorted(
        rows.select_related("slot", "exercise__published"),
        key=lambda row: (row.slot.order != item.slot.order, row.order != item.order, row.order),
    ):
        found.setdefault(row.slot.phase_id, row)
    return found


def put_behind(phases: list[Phase], place: int, stages: Sequence[StageDose]) -> list[Phase]:
    """This will set the weeks of a stage and put copies of it behind it, with theirs."""
    if len(phases) + len(stages) - 1 > MOST_PHASES:
        raise UnableToBuild(_("A programme has at most %s stages.") % MOST_PHASES)
    first = phases[place]
    if stages[0].weeks_max:
        first.weeks_min, first.weeks_max = stages[0].weeks_min, stages[0].weeks_max
        first.save(update_fields=["weeks_min", "weeks_max"])
    added = [
        Phase(
            programme_id=first.programme_id,
            order=MOST_PHASES,
            name=name_behind(first, count, is_last=place + 1 == len(phases)),
            weeks_min=stage.weeks_min,
            weeks_max=stage.weeks_max,
        )
        for count, stage in enumerate(stages[1:], 1)
    ]
    for phase in added:
        add_like(phase, first)
    number([*phases[: place + 1], *added, *phases[place + 1 :]])
    return [first, *added]


def name_behind(first: Phase, count: int, *, is_last: bool) -> str:
    """ "Stage 2" at the end; in the middle that name is taken."""
    if is_last:
        return _("Stage %s") % (first.order + count + 1)
    name = first.name or _("Stage %s") % (first.order + 1)
    return (_("%(stage)s, part %(part)s") % {"stage": name, "part": count + 1})[:120]
