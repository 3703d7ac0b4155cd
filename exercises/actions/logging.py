"""What patients report. A session sent twice is one session; a correction keeps the first."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.actions.flags import flag_report, follow_report, rule_told, setter_of
from exercises.models import AssignedItem, AssignedSlot, Entry, Session
from portal import audit
from portal.models import Episode, Patient, User
from portal.models.prepared import SOMEBODY, SOMETHING, AnyOf, Prepared, listed

PLAN = "slot__phase__assignment"
# A device clock this far ahead is marked, never refused.
CLOCK_TOLERANCE = timedelta(minutes=5)


CORRECTED_BEFORE = gettext_lazy("This report was changed before. Open it again.")


class UnableToLog(Exception):
    """Says in words why a session cannot be kept."""


class DifferentBody(Exception):
    """The id was used before for something else; nothing was changed."""


@dataclass(frozen=True)
class Said:
    """What is reported of one item; `reps` and `load` per set only where they differ."""

    item_id: uuid.UUID
    state: str = Entry.State.DONE
    reason: str = ""
    variant: str = Entry.Variant.PLANNED
    reps: tuple[int, ...] = ()
    load: tuple = ()


@dataclass(frozen=True)
class Report:
    """One session as the device tells it. Pain and effort: 0 to 10, None = not said.

    `done_at` None = the device did not say; it then counts as done when it is received.
    """

    id: uuid.UUID
    done_at: datetime | None
    time_zone: str
    said: tuple[Said, ...] = ()
    slot_id: uuid.UUID | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    note: str = ""
    adverse_event: str = ""
    source: str = Session.Source.APP
    corrects_id: uuid.UUID | None = None
    extra: dict = field(default_factory=dict)

    def digest(self) -> str:
        """The same words give the same digest; the id is not part of it."""
        body = [
            self.done_at.isoformat() if self.done_at else "",
            self.time_zone,
            str(self.slot_id),
            [self.pain_before, self.pain_worst, self.pain_after, self.effort],
            [self.note, self.adverse_event, self.source, str(self.corrects_id)],
            sorted(
                [
                    str(s.item_id),
                    s.state,
                    s.reason,
                    s.variant,
                    list(s.reps),
                    [str(v) for v in s.load],
                ]
                for s in self.said
            ),
        ]
        return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def zone(name: str, otherwise: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(otherwise)


def log_session(*, patient: Patient, report: Report, by: User, at) -> tuple[Session, bool]:
    """This will keep a session; returns it and whether it is new.

    The same id with the same body gives the stored session again. The same id with another body
    raises DifferentBody. Two sendings at once are settled by the primary key.
    """
    try:
        with transaction.atomic():
            return keep(patient, report, by, at), True
    except (IntegrityError, UnableToLog) as refusal:
        stored = patient.sessions.filter(pk=report.id).first()
        if stored is not None and stored.digest == report.digest():
            return stored, False
        if isinstance(refusal, UnableToLog):
            raise
        if stored is None and report.corrects_id and corrected(patient, report.corrects_id):
            raise UnableToLog(CORRECTED_BEFORE) from None
        raise DifferentBody from None


def keep(patient: Patient, report: Report, by: User, at) -> Session:
    tz = zone(report.time_zone, patient.time_zone)
    items = known_items(patient, report)
    episodes = OPEN_EPISODE.rows(patient=patient.pk)
    if not episodes:
        raise UnableToLog(_("Care has ended, so nothing more can be logged."))
    done_at = report.done_at or at
    before = known_correction(patient, report.corrects_id)
    limit, rule_by = rule_in_force(patient, items)
    session = Session(
        id=report.id,
        patient=patient,
        episode_id=episodes[0][0],
        slot_id=known_slot(patient, report.slot_id),
        done_at=done_at,
        received_at=at,
        time_zone=tz.key,
        local_on=done_at.astimezone(tz).date(),
        clock_ahead=done_at > at + CLOCK_TOLERANCE,
        pain_before=report.pain_before,
        pain_worst=report.pain_worst,
        pain_after=report.pain_after,
        effort=report.effort,
        note=report.note,
        adverse_event=report.adverse_event,
        source=report.source,
        logged_by=by,
        digest=report.digest(),
        corrects=before,
        limit_in_force=limit,
    )
    session.save(force_insert=True)
    Entry.objects.bulk_create(
        Entry(
            session=session,
            item_id=said.item_id,
            state=said.state,
            reason=said.reason,
            variant=said.variant,
            reps_by_set=list(said.reps),
            load_by_set=list(said.load),
        )
        for said in report.said
    )
    already = follow_report(before, session) if before else ()
    flag_report(session, by=by, at=at, rule_by=rule_by, before=before, already=already)
    if by.pk != patient.user_id:
        audit.record("logged session", by=by, at=at, patient=patient, about=session)
    return session


def spoken_of(items: str, patient):
    """Those of these items (ids between commas) that are this patient's."""
    return (
        AssignedItem.objects.unscoped()
        .filter(AnyOf(F("pk"), listed(items, "uuid")), slot__phase__assignment__patient=patient)
        .annotate(plan_by=setter_of("pain_limit", PLAN))
        .values_list("pk", "pain_limit", "given_by_id", f"{PLAN}__pain_limit", "plan_by")
    )


def open_episode(patient):
    return Episode.objects.unscoped().filter(patient=patient, closed_at=None).values_list("pk")


def own_slot(slot, patient):
    rows = AssignedSlot.objects.unscoped().filter(pk=slot, phase__assignment__patient=patient)
    return rows.values_list("pk")


OWN_SLOT = Prepared(own_slot, slot=SOMETHING, patient=SOMEBODY)
SPOKEN_OF = Prepared(spoken_of, items=str(SOMEBODY), patient=SOMEBODY)
OPEN_EPISODE = Prepared(open_episode, patient=SOMEBODY)


def known_items(patient: Patient, report: Report) -> list[tuple]:
    """(id, own pain limit and whose, its plan's and whose) of the items spoken of; all must be
    this patient's."""
    wanted = {said.item_id for said in report.said}
    found = SPOKEN_OF.rows(items=",".join(map(str, wanted)), patient=patient.pk)
    if len(found) != len(wanted) or len(wanted) != len(report.said):
        raise UnableToLog(
            _("One of these exercises is not yours any more. Open today's page again.")
        )
    return found


def known_slot(patient: Patient, slot_id):
    if slot_id is None:
        return None
    if not OWN_SLOT.rows(slot=slot_id, patient=patient.pk):
        raise UnableToLog(_("This part of the day is not yours any more. Open today's page again."))
    return slot_id


def known_correction(patient: Patient, session_id) -> Session | None:
    """The version that counts until now."""
    if session_id is None:
        return None
    if not counts(before := held(patient, session_id)):
        raise UnableToLog(CORRECTED_BEFORE)
    return before


def held(patient: Patient, session_id) -> Session | None:
    """A report that nobody else corrects or takes back until this is over."""
    return patient.sessions.filter(pk=session_id).select_for_update().first()


def counts(session: Session | None) -> bool:
    """Asked after it is held: the answer of a moment before may be another."""
    if session is None:
        return False
    return session.patient.sessions.current().filter(pk=session.pk).exists()


def corrected(patient: Patient, session_id) -> bool:
    return patient.sessions.filter(corrects=session_id, undone_at__isnull=True).exists()


def rule_in_force(patient: Patient, items: list[tuple]) -> tuple[int, uuid.UUID | None]:
    """The nearest pain limit, and the id of the member whose it is; None = the clinic's. Item,
    then assignment, then clinic; the lowest of the items'.

    Source: product rule 9.
    """
    clinic = (patient.clinic.pain_limit, None)
    found = [
        (own, own_by) if own is not None else (plan, plan_by)
        for _pk, own, own_by, plan, plan_by in items
        if own is not None or plan is not None
    ]
    if len(found) < len(items) or not items:
        found.append(clinic)
    return min(found, key=lambda rule: rule[0])


@transaction.atomic
def undo_session(*, session: Session, by: User, at) -> bool:
    """This will take back a report just saved; the row stays. Of a correction, the version before
    it counts again. False where it was taken back or changed before."""
    if not counts(held(session.patient, session.pk)):
        return False
    session.patient.sessions.filter(pk=session.pk).update(undone_at=at)
    again = session.corrects
    already = follow_report(session, again)
    if again:
        whose = rule_told(again)
        flag_report(again, by=by, at=at, rule_by=whose, before=session, already=already)
    if by.pk != session.patient.user_id:
        audit.record("undid session", by=by, at=at, patient=session.patient, about=session)
    return True
