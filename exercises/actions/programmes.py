"""Programmes as a whole: begun, copied, made ready to give, retired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.assigning import problems, whole
from exercises.actions.building import refuse_exercise, remember, remembered
from exercises.actions.undoing import UnableToBuild, take
from exercises.actions.whole_stages import add_like
from exercises.dose import Dose
from exercises.models import Exercise, Item, Phase, Programme, Slot
from portal import audit
from portal.models import Member, Topic


class NotReady(Exception):
    """The programme cannot be given yet; `reasons` are sentences with the item they are about."""

    def __init__(self, reasons: list[tuple[Item | None, str]]):
        super().__init__(_("This programme is not ready to be given."))
        self.reasons = reasons


@dataclass(frozen=True)
class Pasted:
    """One line of a pasted list, matched and confirmed; no dose = the remembered one."""

    exercise: Exercise
    dose: Dose | None = None


@dataclass(frozen=True)
class Head:
    """What a programme says about itself."""

    name: str
    summary: str = ""
    topics: list[Topic] = field(default_factory=list)
    pain_limit: int | None = None
    flare_plan: str = ""


@transaction.atomic
def add_programme(
    *, name: str, by: Member, at, topics: Sequence[Topic] = (), lines: Sequence[Pasted] = ()
) -> Programme:
    """This will begin a programme of the clinic: one stage, with the pasted lines where given."""
    programme = Programme.objects.create(
        clinic_id=by.clinic_id, name=name, created_by=by, created_at=at, saved_at=at
    )
    programme.topics.set(topics)
    phase = Phase.objects.create(programme=programme, name=_("Stage 1"))
    slot = Slot.objects.create(phase=phase)
    for order, line in enumerate(lines):
        revision = refuse_exercise(line.exercise, programme)
        item = Item(slot=slot, exercise=line.exercise, order=order)
        item.dose = line.dose or remembered(by, line.exercise) or revision.dose
        item.save(force_insert=True)
        if line.dose:
            remember(by, line.exercise, line.dose, at=at)
    audit.record("added programme", by=by.user, at=at, clinic=by.clinic, about=programme)
    return programme


@transaction.atomic
def copy_programme(*, programme: Programme, by: Member, at, name: str = "") -> Programme:
    """This will make a draft of the clinic's own from a shared, own or earlier programme."""
    source = Programme.objects.unscoped().select_for_update().get(pk=programme.pk)
    copy = Programme.objects.create(
        clinic_id=by.clinic_id,
        name=(name or _("%s (copy)") % source.name)[:150],
        summary=source.summary,
        language=source.language,
        pain_limit=source.pain_limit,
        flare_plan=source.flare_plan,
        source_keys=source.source_keys,
        demo_note=source.demo_note,
        created_by=by,
        created_at=at,
        saved_at=at,
    )
    copy.topics.set(source.topics.all())
    for phase in source.phases.order_by("order", "pk"):
        fresh = Phase(
            programme=copy,
            order=phase.order,
            name=phase.name,
            weeks_min=phase.weeks_min,
            weeks_max=phase.weeks_max,
            criterion=phase.criterion,
        )
        add_like(fresh, phase)
    audit.record("copied programme", by=by.user, at=at, clinic=by.clinic, about=copy)
    return copy


@transaction.atomic
def edit_details(*, programme: Programme, head: Head, by: Member, at, version: int) -> None:
    take(programme, version=version, at=at)
    programme.name, programme.summary = head.name, head.summary
    programme.pain_limit, programme.flare_plan = head.pain_limit, head.flare_plan
    programme.save(update_fields=["name", "summary", "pain_limit", "flare_plan"])
    programme.topics.set(head.topics)


@transaction.atomic
def ready_programme(*, programme: Programme, by: Member, at, version: int) -> None:
    """This will offer a programme for giving, once nothing is missing; else raise NotReady."""
    take(programme, version=version, at=at)
    if reasons := not_ready(programme):
        raise NotReady(reasons)
    programme.is_draft = False
    programme.save(update_fields=["is_draft"])
    audit.record("made programme ready", by=by.user, at=at, clinic=by.clinic, about=programme)


def not_ready(programme: Programme) -> list[tuple[Item | None, str]]:
    """Each thing that is missing, as a sentence."""
    loaded = whole(programme)
    found: list[tuple[Item | None, str]] = []
    for number, phase in enumerate(loaded.phases.all(), 1):
        if not any(slot.items.all() for slot in phase.slots.all()):
            name = phase.name or _("Stage %s") % number
            found.append((None, _("%s has no exercise yet.") % name))
    for problem in problems(loaded):
        revision = problem.item.exercise.published
        name = revision.name if revision else problem.item.exercise.slug
        words = {
            "frequency": _("%s: how often?"),
            "side": _("%s: which side?"),
            "exercise": _("%s was withdrawn. Choose another exercise."),
        }
        found.append((problem.item, words[problem.lacks] % name))
    return found


@transaction.atomic
def retire_programme(*, programme: Programme, by: Member, at) -> None:
    """This will stop offering a programme; what patients have stays as it is."""
    if programme.clinic_id != by.clinic_id:
        raise UnableToBuild(_("Only your clinic's own programmes can be retired."))
    programme.retired_at = at
    programme.save(update_fields=["retired_at"])
    audit.record("retired programme", by=by.user, at=at, clinic=by.clinic, about=programme)
