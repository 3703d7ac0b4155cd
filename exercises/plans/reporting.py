"""What a report of a day may speak of, also where nothing was due: a session done a day early, or
once more than planned, is reported like any other; so is yesterday's, the next morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from exercises.models import AssignedItem
from exercises.plans.facts import Facts, facts_of
from exercises.plans.phases import phase_in_week
from exercises.plans.today import Row, Today, in_parts, rows_to_print, runs_on, today_of

LATEST_DAYS = 6  # a report speaks of today or one of the six days before
NOON = time(12)  # the hour of another day is not asked


def days_to_report(today: date) -> list[date]:
    """Newest first: today, yesterday, and so on."""
    return [today - timedelta(days=n) for n in range(LATEST_DAYS + 1)]


def day_asked(text: str, today: date) -> date:
    """The day a report is for; today where none of the last days is named."""
    return next((day for day in days_to_report(today) if day.isoformat() == text), today)


def noon_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, NOON, zone)


def day_of(patient, day: date, today: date, *, in_care: bool) -> Today:
    """A day as `today_of` gives it; of a day gone by, with what was in force then."""
    facts = facts_of(patient, day)
    if day < today:
        facts = as_it_was(patient, facts, day, today)
    return today_of(facts, day, in_care=in_care)


def as_it_was(patient, facts: Facts, day: date, today: date) -> Facts:
    """The plans with the stage and the exercises they had on that day."""
    held = items_on(patient, day)
    plans = []
    for plan in facts.plans:
        phase = phase_in_week(plan["phases"], day, today)
        phases = [then(one, held, is_current=one is phase) for one in plan["phases"]]
        plans.append({**plan, "phases": phases})
    return replace(facts, plans=plans)


def then(phase: dict, held: dict, *, is_current: bool) -> dict:
    slots = [{**slot, "items": held.get(slot["id"], [])} for slot in phase["slots"]]
    return {**phase, "slots": slots, "state": "held" if is_current else "waiting"}


def items_on(patient, day: date) -> dict[str, list]:
    """(item, whether its exercise is withdrawn) by slot, as they were at the end of that day. What
    a plan began with counts from its first day, also where that lies before the giving."""
    ends = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(patient.time_zone))
    rows = AssignedItem.objects.unscoped().filter(
        Q(given_at__lt=ends) | Q(given_at=F("slot__phase__assignment__given_at")),
        Q(ended_at__isnull=True) | Q(ended_at__gte=ends),
        slot__phase__assignment__patient=patient,
    )
    found: dict[str, list] = {}
    for slot, pk, withdrawn in rows.order_by("order", "given_at").values_list(
        "slot_id", "pk", "exercise__withdrawn_at"
    ):
        found.setdefault(str(slot), []).append((str(pk), withdrawn is not None))
    return found


def rows_to_report(today: Today) -> list[Row]:
    """What is due; else what was due and is told already; else all of the stages in force."""
    asked = [row for row in today.rows if not row.withdrawn]
    if asked:
        return today.due_rows or asked
    running = [plan for plan in today.plans if today.state != "closed" and runs_on(plan, today.day)]
    return [row for plan in running for row in rows_to_print(plan, today.day)]


def part_asked(rows: list[Row], number: str, *, was_due: bool) -> str:
    """The number of the part of the day a report is for; "" = all of them. Where nothing was due
    and the parts belong to days of their own (Day A, Day B), one of them is meant, not all."""
    count = len(in_parts(rows))
    if number in {str(n) for n in range(1, count + 1)}:
        return number
    own_days = any(row.slot["weekdays"] for row in rows)
    return "1" if own_days and count > 1 and not was_due and number != "all" else ""


def of_part(rows: list[Row], number: str) -> list[Row]:
    return in_parts(rows)[int(number) - 1].rows if number else rows
