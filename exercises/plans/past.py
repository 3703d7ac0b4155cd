"""What was planned and reported over the weeks, for the patient's own page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from exercises.models import Session
from exercises.plans.facts import Facts
from exercises.plans.weeks import monday_of, more_than_planned, planned_in, reported_in

WEEKS = 8


def weeks_back(patient, facts: Facts, day: date) -> list[dict]:
    """The last weeks, newest first: reported, planned by the plans in force now, and more.

    `planned` is None for a week in which no plan that is still in force had begun.
    """
    sessions = reported_since(patient, monday_of(day) - timedelta(weeks=WEEKS - 1))
    weeks = []
    for back in range(WEEKS):
        monday = monday_of(day) - timedelta(weeks=back)
        sunday = monday + timedelta(days=6)
        plans = [plan for plan in facts.plans if plan["starts"] <= sunday]
        known = replace(facts, plans=plans)
        planned = planned_in(known, monday, day) if known.plans else None
        reported = reported_in(sessions, monday, sunday)
        if planned is None and not reported:
            continue
        weeks.append(
            {
                "monday": monday,
                "sunday": sunday,
                "planned": planned,
                "reported": reported,
                "more": more_than_planned(known, monday, day, reported),
                "now": back == 0,
            }
        )
    return weeks


def reported_since(patient, since: date) -> list[dict]:
    """Sessions with what was said in them, as `reported_in` counts them."""
    rows = Session.objects.filter(patient=patient, local_on__gte=since).current().unscoped()
    found: dict = {}
    for pk, on, item, state in rows.values_list(
        "pk", "local_on", "entries__item_id", "entries__state"
    ).order_by("done_at"):
        session = found.setdefault(pk, {"on": on, "said": []})
        if item:
            session["said"].append((item, state))
    return list(found.values())
