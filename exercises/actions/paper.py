"""A tick grid that came back on paper, entered as sessions of those days."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.logging import Report, Said, UnableToLog, log_session
from exercises.models import AssignedItem, Session
from exercises.visit.facts import facts_of
from exercises.visit.lines import given_of, lines_of
from portal.models import Patient, User

NOON = time(12)  # the hour is not on paper


@transaction.atomic
def log_paper(*, patient: Patient, days: list[date], by: User, at) -> int:
    """This will keep one session for each ticked day, with what was in force that day, as done.

    Returns how many are new. A day entered before, or reported by the patient, is left alone.
    """
    zone = ZoneInfo(patient.time_zone)
    today = at.astimezone(zone).date()
    if any(day > today for day in days):
        raise UnableToLog(_("A day that is still to come cannot be ticked."))
    if not days:
        return 0
    facts = facts_of(patient, min(days))
    reported = {session["on"] for session in facts.sessions}
    new = 0
    for day in sorted(set(days) - reported):
        items = in_force_on(facts, day, today)
        if not items:
            raise UnableToLog(_("Nothing was given yet on one of these days."))
        report = Report(
            id=uuid.uuid5(patient.pk, f"paper {day.isoformat()}"),
            done_at=datetime.combine(day, NOON, zone) if day < today else at,
            time_zone=patient.time_zone,
            said=tuple(Said(item_id=item.pk) for item in items),
            source=Session.Source.PAPER,
        )
        _session, is_new = log_session(patient=patient, report=report, by=by, at=at)
        new += is_new
    return new


def in_force_on(facts, day: date, today: date) -> list[AssignedItem]:
    """What a patient had on a day, of every plan that runs, where the day fits its rule."""
    found = []
    for line in lines_of(facts, today):
        if line.plan["ended"] or line.plan["closed"]:
            continue
        for item in line.items:
            given = given_of(item, line, today)
            fits = given and given.cut(day, day) and not is_paused(given, day)
            weekdays = item.slot.weekdays or item.dose.weekdays
            if fits and (not weekdays or day.weekday() in weekdays):
                found.append(item)
    return found


def is_paused(given, day: date) -> bool:
    return any(a <= day and (b is None or day <= b) for a, b in given.pauses)
