"""What the last reports say about a stage that waits for a written criterion."""

from __future__ import annotations

from datetime import date

from exercises import progress
from exercises.plans.limits import morning_rise
from exercises.visit.facts import Facts

AS_PLANNED = {"planned", "harder"}


def signs_of(patient, facts: Facts, plan: dict, phase: dict) -> progress.Signs:
    """Of the newest two sessions that hold an exercise of the stage."""
    asked = {str(item.pk) for item in facts.items
             if str(item.slot.phase_id) == phase["id"] and item.ended_at is None}  # fmt: skip
    newest = [s for s in reversed(facts.sessions) if asked & {said[0] for said in s["said"]}][:2]
    last = [(is_whole(s, asked), s["pain"], s["limit"]) for s in newest]
    since = min((s["on"] for s in newest), default=date.max)
    mornings = [pain for day, pain in facts.mornings.items() if day > since]
    return progress.signs(
        last,
        mornings,
        usual=patient.usual_morning_pain,
        rise=morning_rise([plan], patient.clinic),
    )


def is_whole(session: dict, asked: set[str]) -> bool:
    """Everything said of the stage was done, as planned or harder."""
    said = [one for one in session["said"] if one[0] in asked]
    return bool(said) and all(
        state == "done" and variant in AS_PLANNED for _pk, state, _r, variant, *_rest in said
    )
