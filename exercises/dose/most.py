"""The most a dose asks for, so that "3 to 5 days a week" done four times is not called more."""

from __future__ import annotations

from dataclasses import replace

MOST_A_DAY, DAYS_A_WEEK = 12, 7  # where a range is open at the top ("at least twice a day")


def at_most(dose):
    """Return the same dose at the upper end of how often; how much stays as it is."""
    changed = {}
    for name, limit in (("per_day", MOST_A_DAY), ("days_per_week", DAYS_A_WEEK)):
        low, high = dose.range(name)
        if (low, high) != (None, None):
            upper = limit if high is None else high
            changed |= {f"{name}_min": upper, f"{name}_max": upper}
    if dose.every_hours_min is not None:
        changed["every_hours_max"] = dose.every_hours_min
    return replace(dose, **changed) if changed else dose
