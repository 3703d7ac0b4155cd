"""Flags for staff: raised with the report that goes beyond the physio's own rule, closed by name.

Source of the rule: product rule 9. Nothing here weighs or advises; it compares two numbers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from exercises.models import Change, CheckIn, Flag, Morning, Session
from portal import audit
from portal.models import Member, Patient, User


class UnableToClose(Exception):
    """Says in words why a flag cannot be closed."""


class ChangedMeanwhile(Exception):
    """Somebody closed one of them, or the patient changed what was said; nothing was closed."""


# Raising -------------------------------------------------------------------------------------


def setter_of(number: str, plan: str = "") -> Coalesce:
    """Who set a plan's number: by the last change that names it, else who gave the plan. `plan`:
    the way to it from the rows that are asked for."""
    changes = Change.objects.filter(assignment=OuterRef(plan or "pk"), terms__has_key=number)
    newest = changes.unscoped().order_by("-at").values("by_id")[:1]
    giver = F(f"{plan}__given_by_id" if plan else "given_by_id")
    return Coalesce(Subquery(newest), giver, output_field=UUIDField())


def rule_told(session: Session) -> uuid.UUID | None:
    """Whose limit the report was flagged by before; None = the clinic's."""
    told = Flag.objects.filter(session=session, kind=Flag.Kind.PAIN).unscoped()
    return told.order_by("-raised_at").values_list("rule_by_id", flat=True).first()


def alerts_in(session: Session) -> dict[str, object]:
    """What of a report is one of the clinic's alert answers: kind and what was said."""
    pain, limit = session.pain_worst, session.limit_in_force
    found: dict[str, object] = {}
    if pain is not None and limit is not None and pain > limit:
        found[Flag.Kind.PAIN] = pain
    if session.adverse_event:
        found[Flag.Kind.EVENT] = session.adverse_event
    return found


def flag_report(
    session: Session,
    *,
    by: User,
    at,
    rule_by: uuid.UUID | None = None,
    before: Session | None = None,
    already: Iterable[str] = (),
) -> None:
    """This will raise what a report gives cause for: one statement, and none without a cause.

    `before`: the version that counted until now; what it said too is no news. `already`: kinds
    that are open for this report. `rule_by`: the id of the member whose limit is in force.
    """
    told = alerts_in(before) if before else {}
    Flag.objects.bulk_create(
        Flag(
            patient_id=session.patient_id,
            kind=kind,
            session=session,
            counts_now=session,
            said=said if kind == Flag.Kind.PAIN else None,
            limit=session.limit_in_force if kind == Flag.Kind.PAIN else None,
            rule_by_id=rule_by if kind == Flag.Kind.PAIN else None,
            said_by=by,
            raised_at=at,
        )
        for kind, said in alerts_in(session).items()
        if kind not in already and told.get(kind) != said
    )


def follow_report(before: Session, now: Session | None) -> set[str]:
    """This will let the open flags of a report point at the version that counts now; None = taken
    back. Gives their kinds. They stay open: only a named person closes them."""
    open_now = Flag.objects.filter(counts_now=before).open().unscoped().select_for_update()
    kinds = dict(open_now.values_list("pk", "kind"))
    if kinds:
        Flag.objects.filter(pk__in=kinds).unscoped().update(counts_now=now)
    return set(kinds.values())


def flag_morning(
    morning: Morning, *, usual: int, rise: int, rule_by: uuid.UUID | None, by: User, at
) -> None:
    """This will raise a morning above the usual by the physio's number, unless it is open."""
    flag = Flag(
        patient_id=morning.patient_id,
        kind=Flag.Kind.MORNING,
        morning=morning,
        said=morning.pain,
        usual=usual,
        limit=rise,
        rule_by_id=rule_by,
        said_by=by,
        raised_at=at,
    )
    Flag.objects.bulk_create([flag], ignore_conflicts=True)


def flag_check_in(check_in: CheckIn, *, by: User, at) -> None:
    """This will raise a check-in answered with worse, unless it is open."""
    flag = Flag(
        patient_id=check_in.assignment.patient_id,
        kind=Flag.Kind.WORSE,
        check_in=check_in,
        said_by=by,
        raised_at=at,
    )
    Flag.objects.bulk_create([flag], ignore_conflicts=True)


# Closing -------------------------------------------------------------------------------------


@transaction.atomic
def close_flags(
    *, patient: Patient, seen: Mapping[uuid.UUID, str], by: Member, at, note: str
) -> int:
    """This will close these flags, all or none; returns how many.

    `seen`: what the closer saw of each (`Flag.seen`). Where a colleague was faster, or the patient
    said something else meanwhile, ChangedMeanwhile. The same closing sent twice is one.
    """
    note = note.strip()
    if not note:
        raise UnableToClose(_("Write what was done first."))
    flags = locked(patient, seen)
    if not flags or len(flags) != len(seen):
        raise UnableToClose(_("Tick the flags you want to close."))
    still_open = [flag for flag in flags if flag.closed_at is None]
    mine = [flag for flag in flags if (flag.closed_by_id, flag.note) == (by.pk, note)]
    changed = any(flag.seen != seen[flag.pk] for flag in still_open)
    if changed or len(still_open) + len(mine) != len(flags):
        raise ChangedMeanwhile
    if still_open:
        pks = [flag.pk for flag in still_open]
        rows = Flag.objects.filter(pk__in=pks).unscoped()
        rows.update(closed_at=at, closed_by=by, note=note)
        audit.record(
            "closed flag", by=by.user, at=at, patient=patient, about=still_open[0],
            reason="" if len(pks) == 1 else _("%s flags") % len(pks),
        )  # fmt: skip
    return len(flags)


def locked(patient: Patient, wanted: Iterable[uuid.UUID]) -> list[Flag]:
    """The patient's flags with these ids, held with what they were raised for until this is over,
    so that nobody says something else in the middle of it."""
    flags = list(
        Flag.objects.filter(patient=patient, pk__in=list(wanted)).unscoped().select_for_update()
    )
    for name, model in (("morning", Morning), ("check_in", CheckIn)):
        pks = [pk for flag in flags if (pk := getattr(flag, f"{name}_id")) and not flag.closed_at]
        rows = model.objects.filter(pk__in=pks).unscoped().select_for_update() if pks else ()
        held = {row.pk: row for row in rows}
        for flag in flags:
            if (pk := getattr(flag, f"{name}_id")) in held:
                setattr(flag, name, held[pk])
    return flags
