"""The columns of the dose case table: one flat row for a parsed text."""

from exercises.dose.limits import plain
from exercises.dose.value import Dose

COLUMNS = (
    "string", "sets", "reps_min", "reps_max", "hold_s_min", "hold_s_max", "side", "per_day_min",
    "per_day_max", "days_per_week", "every_n_days", "load", "tempo", "rest_s", "rpe", "duration_s",
    "note", "weekdays", "every_hours_min", "every_hours_max", "is_amrap", "status", "message",
)  # fmt: skip


def row(text: str, parsed) -> dict:
    """Return the row; absent is None, a range is "a-b", side "none" means both together."""
    dose = parsed.dose
    return {
        "string": text,
        "sets": span(*dose.range("sets")),
        "reps_min": dose.reps_min,
        "reps_max": dose.reps_max,
        "hold_s_min": dose.hold_seconds_min,
        "hold_s_max": dose.hold_seconds_max,
        "side": {"both": "none", "": None}.get(dose.side, dose.side),
        "per_day_min": dose.per_day_min,
        "per_day_max": dose.per_day_max,
        "days_per_week": len(dose.weekdays) or span(*dose.range("days_per_week")),
        "every_n_days": dose.every_n_days,
        "load": load(dose) or None,
        "tempo": tempo(dose) or None,
        "rest_s": span(*dose.range("rest_seconds")),
        "rpe": span(dose.effort_min, dose.effort_max),
        "duration_s": span(*dose.range("duration_seconds")),
        "note": dose.note or None,
        "weekdays": list(dose.weekdays) or None,
        "every_hours_min": dose.every_hours_min,
        "every_hours_max": dose.every_hours_max,
        "is_amrap": dose.is_amrap,
        "status": parsed.status,
        "message": parsed.message or None,
    }


def span(low, high):
    """Return 5, "5-10", "5-" (at least), "-10" (up to) or None."""
    if low is None and high is None:
        return None
    if low == high:
        text = plain(low)
        return int(text) if text.isdigit() else float(text)
    return f"{'' if low is None else plain(low)}-{'' if high is None else plain(high)}"


def load(dose: Dose) -> str:
    kind, label = dose.load_kind, dose.load_label
    number = plain(dose.load_value) if dose.load_value is not None else ""
    if dose.load_by_set:
        number = "/".join(plain(value) for value in dose.load_by_set)
    if kind in ("kg", "lb"):
        return f"{number}{kind} {label}".strip()
    if kind == "percent_1rm":
        return f"{number or label}% 1RM"
    if kind == "xrm":
        return f"{number or label}RM"
    if kind == "band":
        return f"{label} band".strip()
    return "bodyweight" if kind == "bodyweight" else label


def tempo(dose: Dose) -> str:
    """Write three parts (up-hold-down), or four (down-bottom-up-top) where the bottom is set."""
    up, top, down, bottom = (
        "" if value is None else str(value)
        for value in (dose.tempo_up, dose.tempo_top, dose.tempo_down, dose.tempo_bottom)
    )
    if bottom:
        return f"{down}-{bottom}-{up}-{top}"
    return f"{up}-{top}-{down}" if up or top or down else ""
