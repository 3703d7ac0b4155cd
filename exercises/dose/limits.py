"""What a dose may hold. Source: the project's own plausible limits (clinical facts, C6.7);
no study sets them. They stop slips of the keyboard, not clinical judgement."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

RANGES = {
    "sets": (1, 10, gettext_lazy("Sets")),
    "reps": (1, 100, gettext_lazy("Repetitions")),
    "hold_seconds": (1, 300, gettext_lazy("Seconds of hold")),
    "duration_seconds": (5, 14_400, gettext_lazy("Seconds of duration")),
    "rest_seconds": (5, 600, gettext_lazy("Seconds of rest")),
    "per_day": (1, 12, gettext_lazy("Times a day")),
    "days_per_week": (1, 7, gettext_lazy("Days a week")),
    "every_hours": (1, 12, gettext_lazy("Hours between")),
}
SINGLES = {
    "every_n_days": (1, 14, gettext_lazy("Days between")),
    "tempo_up": (0, 30, gettext_lazy("Seconds of tempo")),
    "tempo_top": (0, 30, gettext_lazy("Seconds of tempo")),
    "tempo_down": (0, 30, gettext_lazy("Seconds of tempo")),
    "tempo_bottom": (0, 30, gettext_lazy("Seconds of tempo")),
    "target_sets": (1, 10, gettext_lazy("Target sets")),
    "target_reps": (1, 100, gettext_lazy("Target repetitions")),
}
EFFORT = {
    "rpe10": (0, 10, gettext_lazy("Effort (RPE)")),
    "borg20": (6, 20, gettext_lazy("Effort (Borg)")),
}
LOAD = {
    "kg": (0, 300, gettext_lazy("Load in kg")),
    "lb": (0, 660, gettext_lazy("Load in lb")),
    "percent_1rm": (1, 120, gettext_lazy("Per cent of 1RM")),
    "xrm": (1, 30, gettext_lazy("Repetition maximum (RM)")),
}
SIDES = ("", "each", "left", "right", "both", "affected")


def problems(dose) -> list[str]:
    found = [*_ranges(dose), *_singles(dose), *_effort(dose), *_load(dose)]
    found += [*_sets(dose), *_frequency(dose)]
    if dose.side not in SIDES:
        found.append(_("The side is not one of each, left, right, both together or affected."))
    if any(mark in dose.until for mark in ".;\n"):
        found.append(_("Write how long to keep going as one phrase."))
    return list(dict.fromkeys(found))


def outside(value, low, high, label) -> list[str]:
    """Return the sentence that names the limit, or nothing when the value keeps to it."""
    if value is None or low <= value <= high:
        return []
    return [
        _("%(label)s: %(value)s is outside the limits %(low)s to %(high)s.")
        % {"label": label, "value": plain(value), "low": low, "high": high}
    ]


def _pair(low_end, high_end, low, high, label) -> list[str]:
    found = outside(low_end, low, high, label)
    found += outside(high_end, low, high, label)
    if low_end is not None and high_end is not None and low_end > high_end:
        found.append(
            _("%(label)s: the range runs backwards (%(low)s to %(high)s).")
            % {"label": label, "low": plain(low_end), "high": plain(high_end)}
        )
    return found


def _ranges(dose):
    for name, (low, high, label) in RANGES.items():
        yield from _pair(*dose.range(name), low, high, label)


def _singles(dose):
    for name, (low, high, label) in SINGLES.items():
        yield from outside(getattr(dose, name), low, high, label)


def _effort(dose):
    ends = [value for value in (dose.effort_min, dose.effort_max) if value is not None]
    if not ends and not dose.effort_scale:
        return
    if not ends or dose.effort_scale not in EFFORT:
        yield _("Effort needs a number and a scale (RPE 0 to 10, or Borg 6 to 20).")
        return
    yield from _pair(dose.effort_min, dose.effort_max, *EFFORT[dose.effort_scale])
    if any((value * 2) % 1 for value in ends):
        yield _("Effort goes in half steps.")


def _load(dose):
    kind, value = dose.load_kind, dose.load_value
    if kind and kind not in ("band", "bodyweight", "other", *LOAD):
        yield _("The kind of load is not known.")
    if kind in LOAD:
        yield from outside(value, *LOAD[kind])
        for each in dose.load_by_set:
            yield from outside(each, *LOAD[kind])
        if value is None and not dose.load_label and not dose.load_by_set:
            yield _("The load has no number.")
    if kind in ("kg", "lb") and value == 0:
        yield _("A load of 0 is body weight: say so.")
    if kind not in LOAD and (value is not None or dose.load_by_set):
        yield _("The load has a number but no unit.")


def _sets(dose):
    if dose.is_amrap and (dose.range("reps") != (None, None) or dose.reps_by_set):
        yield _("As many as possible and a number of repetitions exclude each other.")
    for each in dose.reps_by_set:
        yield from outside(each, *RANGES["reps"])
    counts = {len(rows) for rows in (dose.reps_by_set, dose.load_by_set) if rows}
    if counts and (len(counts) > 1 or dose.range("sets") != (n := counts.pop(), n)):
        yield _("The sets listed one by one do not match the number of sets.")
    if dose.reps_by_set:
        ends = (min(dose.reps_by_set), max(dose.reps_by_set))
        if dose.range("reps") not in (ends, (None, None)):
            yield _("The repetitions of each set do not match the range of repetitions.")


def _frequency(dose):
    stated = (
        dose.range("days_per_week") != (None, None),
        bool(dose.weekdays),
        dose.every_n_days is not None,
        dose.range("every_hours") != (None, None),
    )
    if sum(stated) > 1:
        yield _("Give one of: days a week, named days, every so many days, every so many hours.")
    if any(day not in range(7) for day in dose.weekdays):
        yield _("A day of the week is not known.")


def plain(value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
