"""The phases, parts of the day and reading of a programme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import Article
from exercises.actions.building import number
from exercises.actions.undoing import UnableToBuild, keep_for_undo, take
from exercises.actions.whole_stages import add_like, take_out
from exercises.models import Phase, PhaseReading, Programme, Slot
from portal.models import Member

MOST_PHASES = 20


@dataclass(frozen=True)
class Stage:
    """How a phase is named and when it ends: weeks, or the physio's written criterion."""

    name: str = ""
    weeks_min: int | None = None
    weeks_max: int | None = None
    criterion: str = ""


def said_of_stage(words: str, phase: Phase) -> str:
    return words % (phase.name or _("a stage"))


def next_order(rows) -> int:
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_phase(
    *, programme: Programme, by: Member, at, version: int, like: Phase | None = None
) -> Phase:
    """This will add a phase at the end: empty with one part, or with what another one holds. A
    programme whose `last` order is known saves the question for it."""
    take(programme, version=version, at=at)
    order = programme.last + 1 if hasattr(programme, "last") else next_order(programme.phases)
    if order >= MOST_PHASES:
        raise UnableToBuild(_("A programme has at most %s stages.") % MOST_PHASES)
    phase = Phase(programme=programme, order=order, name=_("Stage %s") % (order + 1))
    if like is None:
        phase.save(force_insert=True)
        Slot.objects.create(phase=phase)
    else:
        add_like(phase, like)
    keep_for_undo(programme, [], said=_("Stage added"), by=by, at=at, added=[phase])
    return phase


@transaction.atomic
def edit_phase(*, phase: Phase, stage: Stage, by: Member, at, version: int) -> None:
    programme = take(phase.programme, version=version, at=at)
    keep_for_undo(programme, [phase], said=said_of_stage(_("Changed %s"), phase), by=by, at=at)
    phase.name, phase.criterion = stage.name, stage.criterion
    phase.weeks_min, phase.weeks_max = stage.weeks_min, stage.weeks_max
    phase.save(update_fields=["name", "criterion", "weeks_min", "weeks_max"])


@transaction.atomic
def move_phase(*, phase: Phase, steps: int, by: Member, at, version: int) -> None:
    """This will move a phase earlier (-1) or later (1)."""
    programme = take(phase.programme, version=version, at=at)
    rows = list(phase.programme.phases.order_by("order", "pk"))
    keep_for_undo(programme, rows, said=said_of_stage(_("Moved %s"), phase), by=by, at=at)
    place = next(n for n, row in enumerate(rows) if row.pk == phase.pk)
    goal = min(max(place + steps, 0), len(rows) - 1)
    rows.insert(goal, rows.pop(place))
    number(rows)


@transaction.atomic
def remove_phase(*, phase: Phase, by: Member, at, version: int) -> None:
    programme = take(phase.programme, version=version, at=at)
    rows = take_out(phase)
    if not rows:
        raise UnableToBuild(_("A programme has at least one stage. Empty this one instead."))
    said = said_of_stage(_("Removed %s"), phase)
    keep_for_undo(programme, rows, said=said, by=by, at=at)


@transaction.atomic
def add_slot(*, phase: Phase, by: Member, at, version: int) -> Slot:
    programme = take(phase.programme, version=version, at=at)
    order = next_order(phase.slots)
    if order >= MOST_PHASES:
        raise UnableToBuild(_("A stage has at most %s parts.") % MOST_PHASES)
    slot = Slot.objects.create(phase=phase, order=order, name=_("Part %s") % (order + 1))
    keep_for_undo(programme, [], said=_("Part added"), by=by, at=at, added=[slot])
    return slot


@transaction.atomic
def edit_slot(
    *, slot: Slot, name: str, cue: str, weekdays: list[int], by: Member, at, version: int
) -> None:
    programme = take(slot.phase.programme, version=version, at=at)
    said = _("Changed %s") % (slot.name or _("a part"))
    keep_for_undo(programme, [slot], said=said, by=by, at=at)
    slot.name, slot.cue, slot.weekdays = name, cue, sorted(set(weekdays))
    slot.save(update_fields=["name", "cue", "weekdays"])


@transaction.atomic
def remove_slot(*, slot: Slot, by: Member, at, version: int) -> None:
    programme = take(slot.phase.programme, version=version, at=at)
    rows = take_out(slot)
    if not rows:
        raise UnableToBuild(_("A stage has at least one part. Remove its exercises instead."))
    said = _("Removed %s") % (slot.name or _("a part"))
    keep_for_undo(programme, rows, said=said, by=by, at=at)


@transaction.atomic
def add_phase_reading(*, phase: Phase, article: Article, by: Member, at, version: int) -> None:
    """This will add an article to a phase; one that is there already is not doubled."""
    programme = take(phase.programme, version=version, at=at)
    if article.clinic_id not in (None, programme.clinic_id) or article.published_id is None:
        raise UnableToBuild(_("This article is not published here. Choose another one."))
    order = next_order(phase.readings)
    given, made = phase.readings.get_or_create(article=article, defaults={"order": order})
    added = [given] if made else []
    keep_for_undo(programme, [], said=_("Reading added"), by=by, at=at, added=added)


@transaction.atomic
def remove_phase_reading(*, reading: PhaseReading, by: Member, at, version: int) -> None:
    programme = take(reading.phase.programme, version=version, at=at)
    keep_for_undo(programme, [reading], said=_("Removed reading"), by=by, at=at)
    PhaseReading.objects.filter(pk=reading.pk).unscoped().delete()
