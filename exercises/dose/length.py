"""How long one session of a dose takes, for the minutes a day of a programme."""

# All own estimates, meant for a soft warning only; a physio's stated value stands above them.
# Source: project convention; 3 s per repetition sits inside the 2 to 6 s of ACSM (2009) tempos.
SECONDS_PER_REP = 3
CHANGE_BETWEEN_HOLDS = 2
REST_BETWEEN_SETS = 30
REPS_WHEN_OPEN = 10
SETTING_UP = 20


def minutes(dose) -> float:
    """Return the minutes of one session, from the upper ends of the ranges; 0.0 when empty.

    Each side doubles the work. Holds are counted per repetition. Unstated rest is 30 s between
    sets, "as many as possible" counts as 10 repetitions, and setting up takes 20 s.
    """
    if not _has_work(dose):
        return 0.0
    sets = _top(dose, "sets") or len(dose.reps_by_set) or 1
    work = _work(dose, sets) * (2 if dose.side == "each" else 1)
    rest = _top(dose, "rest_seconds")
    rest = REST_BETWEEN_SETS if rest is None else rest
    return round((work + rest * (sets - 1) + SETTING_UP) / 60, 1)


def minutes_a_day(dose) -> float:
    """Return the minutes of a due day; "every n hours" counts over 14 waking hours."""
    times = _top(dose, "per_day") or 1
    hours = dose.every_hours_max or dose.every_hours_min
    if hours and not _top(dose, "per_day"):
        times = 14 // hours + 1
    return round(minutes(dose) * times, 1)


def _has_work(dose) -> bool:
    names = ("sets", "reps", "hold_seconds", "duration_seconds")
    return dose.is_amrap or any(_top(dose, name) is not None for name in names)


def _work(dose, sets) -> float:
    duration = _top(dose, "duration_seconds")
    if duration is not None:
        return duration * sets
    hold = _top(dose, "hold_seconds")
    if dose.reps_by_set:
        reps = sum(dose.reps_by_set)
    else:
        each = _top(dose, "reps")
        reps = sets * (each or (1 if hold is not None else REPS_WHEN_OPEN))
    if hold is not None:
        return reps * (hold + CHANGE_BETWEEN_HOLDS)
    return reps * (_tempo(dose) or SECONDS_PER_REP)


def _tempo(dose) -> int:
    parts = (dose.tempo_up, dose.tempo_top, dose.tempo_down, dose.tempo_bottom)
    return sum(part for part in parts if part is not None)


def _top(dose, name):
    low, high = dose.range(name)
    return high if high is not None else low
