"""Which phase is in force on a day. Dated phases change on their date, by derivation (rule 5)."""

from __future__ import annotations

from datetime import date


def phase_on(phases: list[dict], day: date) -> dict | None:
    """The phase in force today or later: the stored one, stepped on over the dates gone by.

    A held phase stays until it is let go. One without a last day waits for the physio's click.
    The last dated phase, once over, gives None. `phases` in order, as `facts_of` gives them.
    """
    now = next((n for n, p in enumerate(phases) if p["state"] in ("current", "held")), None)
    if now is None:
        return None
    while is_over(phases[now], day):
        if now + 1 == len(phases):
            return None
        following = phases[now + 1]["starts"]
        if following is None or following > day:
            return None if following else phases[now]
        now += 1
    return phases[now]


def is_over(phase: dict, day: date) -> bool:
    return phase["state"] != "held" and phase["ends"] is not None and phase["ends"] < day


def phase_in_week(phases: list[dict], day: date, today: date) -> dict | None:
    """The phase that held on a day of this week, past days too."""
    current = phase_on(phases, today)
    if day >= today or current is None:
        return phase_on(phases, day)
    begun = [
        p
        for p in phases
        if p["order"] <= current["order"] and (p["starts"] is None or p["starts"] <= day)
    ]
    return begun[-1] if begun else None
