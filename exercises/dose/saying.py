"""The dose in plain words for patients: short sentences, no shorthand, translated.

For the English sentence `parse` gives the same dose back, note and load label apart.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dose.limits import plain

# Shades that read well as "the red band"; any other label stands in brackets.
COLOURS = (
    "red", "green", "yellow", "blue", "black", "silver", "gold", "tan", "orange", "purple", "pink",
    "grey", "gray", "white", "light", "medium", "heavy",
)  # fmt: skip


def say(dose) -> str:
    """Return the sentences, or "" for an empty dose."""
    sentences = (
        _amount(dose),
        _hold(dose),
        _duration(dose),
        *_tempo(dose),
        _load(dose),
        _effort(dose),
        _until(dose),
        _rest(dose),
        _frequency(dose),
        _target(dose),
        _("Note: %s") % dose.note if dose.note else "",
    )
    return " ".join(filter(None, sentences))


def span(low, high) -> str:
    """Say a range: "8 to 12", "up to 10", "at least 2"."""
    if low == high:
        return plain(low)
    if low is None:
        return _("up to %s") % plain(high)
    if high is None:
        return _("at least %s") % plain(low)
    return _("%(low)s to %(high)s") % {"low": plain(low), "high": plain(high)}


def sets(low, high) -> str:
    return ngettext("%s set", "%s sets", _top(low, high)) % span(low, high)


def repetitions(low, high) -> str:
    return ngettext("%s repetition", "%s repetitions", _top(low, high)) % span(low, high)


def seconds(low, high) -> str:
    """Say a time or a range of times, in minutes where both ends are whole minutes."""
    ends = [end for end in (low, high) if end is not None]
    if all(end % 60 == 0 for end in ends):
        low, high = (None if end is None else end // 60 for end in (low, high))
        return ngettext("%s minute", "%s minutes", _top(low, high)) % span(low, high)
    return ngettext("%s second", "%s seconds", _top(low, high)) % span(low, high)


def amount(dose) -> str:
    """Say sets and repetitions: "3 sets of 12", "12 repetitions", or ""."""
    has_sets, has_reps = dose.range("sets") != (None, None), dose.range("reps") != (None, None)
    if dose.reps_by_set:
        listed = _(", then ").join(map(str, dose.reps_by_set))
        return _("%(sets)s: %(listed)s repetitions") % {
            "sets": sets(*_sets_of(dose)),
            "listed": listed,
        }
    if dose.is_amrap:
        most = _("as many repetitions as you can")
        return f"{sets(*dose.range('sets'))}, {most}" if has_sets else most
    if has_sets and has_reps:
        return _("%(sets)s of %(reps)s") % {
            "sets": sets(*dose.range("sets")),
            "reps": span(*dose.range("reps")),
        }
    if has_sets:
        return sets(*dose.range("sets"))
    return repetitions(*dose.range("reps")) if has_reps else ""


def side(dose) -> str:
    return {
        "each": _("on each side"),
        "left": _("on the left side"),
        "right": _("on the right side"),
        "both": _("on both sides together"),
        "affected": _("on the affected side"),
    }.get(dose.side, "")


def frequency(dose) -> str:
    """Say how often: "twice a day, every other day", or ""."""
    pieces = (_per_day(dose), days(dose), _hours(dose))
    return ", ".join(filter(None, pieces))


def days(dose) -> str:
    if dose.weekdays:
        return _("on %s") % _listed([_weekday_names()[day] for day in dose.weekdays])
    if dose.range("days_per_week") != (None, None):
        low, high = dose.range("days_per_week")
        text = ngettext("%s day a week", "%s days a week", _top(low, high))
        return _("on %s") % (text % span(low, high))
    return _every_days(dose.every_n_days) if dose.every_n_days is not None else ""


def _every_days(number) -> str:
    if number == 1:
        return _("every day")
    if number == 2:
        return _("every other day")
    return _("every %s days") % number


def _top(low, high) -> int:
    return int(high if high is not None else low)


def _sets_of(dose):
    count = len(dose.reps_by_set or dose.load_by_set)
    return count, count


def _amount(dose) -> str:
    words, where = amount(dose), side(dose)
    if not words and not where:
        return ""
    return _("Do %s.") % " ".join(filter(None, (words or _("this"), where)))


def _hold(dose) -> str:
    low, high = dose.range("hold_seconds")
    if (low, high) == (None, None):
        return ""
    return _("Hold each one for %s.") % seconds(low, high)


def _duration(dose) -> str:
    low, high = dose.range("duration_seconds")
    if (low, high) == (None, None):
        return ""
    if dose.range("sets") == (None, None):
        return _("Keep going for %s.") % seconds(low, high)
    return _("Keep each set going for %s.") % seconds(low, high)


def _tempo(dose):
    spoken = (
        (dose.tempo_up, _("Go up for %s."), ""),
        (dose.tempo_top, _("Pause at the top for %s."), _("No pause at the top.")),
        (dose.tempo_down, _("Come down for %s."), ""),
        (dose.tempo_bottom, _("Pause at the bottom for %s."), _("No pause at the bottom.")),
    )
    for value, sentence, none in spoken:
        if value is not None:
            yield none if none and value == 0 else sentence % seconds_only(value)


def seconds_only(value) -> str:
    return ngettext("%s second", "%s seconds", value) % value


def _load(dose) -> str:
    words = load(dose)
    if not words:
        return ""
    if dose.load_kind == "other":
        return _("Use this load: %s.") % words
    return _("Use %s.") % words


def load(dose) -> str:
    """Say the load in words: "a weight of 12 kg (backpack)", "the red band", or ""."""
    kind, label = dose.load_kind, dose.load_label
    number = plain(dose.load_value) if dose.load_value is not None else ""
    if kind in ("kg", "lb"):
        number = number or _(", then ").join(plain(value) for value in dose.load_by_set)
        words = _("a weight of %(number)s %(unit)s") % {"number": number, "unit": kind}
        return f"{words} ({label})" if label else words
    if kind == "percent_1rm":
        return _("%s%% of the most you can lift once") % (number or label)
    if kind == "xrm":
        text = ngettext(
            "the most weight you can lift %s time with good form",
            "the most weight you can lift %s times with good form",
            int(dose.load_value) if dose.load_value is not None else 2,
        )
        return text % (number or label)
    if kind == "band":
        if label in COLOURS:
            return _("the %s band") % label
        return _("a band") + (f" ({label})" if label else "")
    if kind == "bodyweight":
        return _("your body weight only")
    return label or (_("extra weight") if kind == "other" else "")


def _effort(dose) -> str:
    low, high = dose.effort_min, dose.effort_max
    if not dose.effort_scale or (low, high) == (None, None):
        return ""
    if dose.effort_scale == "borg20":
        return _("Effort: %s on the Borg scale from 6 to 20.") % span(low, high)
    return _("Effort: %s out of 10.") % span(low, high)


def _until(dose) -> str:
    if dose.until == "fatigue":
        return _("Keep going until the muscle is tired.")
    if dose.until == "tolerated":
        return _("Do only as much as you can tolerate.")
    return _("Keep going until: %s.") % dose.until if dose.until else ""


def _rest(dose) -> str:
    low, high = dose.range("rest_seconds")
    if (low, high) == (None, None):
        return ""
    return _("Rest for %s between sets.") % seconds(low, high)


def _frequency(dose) -> str:
    words = frequency(dose)
    return _("Do this %s.") % words if words else ""


def _per_day(dose) -> str:
    low, high = dose.range("per_day")
    if (low, high) == (None, None):
        return ""
    if low == high and low in (1, 2):
        return _("once a day") if low == 1 else _("twice a day")
    return ngettext("%s time a day", "%s times a day", _top(low, high)) % span(low, high)


def _hours(dose) -> str:
    low, high = dose.range("every_hours")
    if (low, high) == (None, None):
        return ""
    if low == high == 1:
        return _("every hour while you are awake")
    return _("every %s hours while you are awake") % span(low, high)


def _target(dose) -> str:
    has_sets, has_reps = dose.target_sets is not None, dose.target_reps is not None
    if has_sets and has_reps:
        words = _("%(sets)s of %(reps)s") % {
            "sets": sets(dose.target_sets, dose.target_sets),
            "reps": dose.target_reps,
        }
    elif has_sets:
        words = sets(dose.target_sets, dose.target_sets)
    elif has_reps:
        words = repetitions(dose.target_reps, dose.target_reps)
    else:
        return ""
    return _("Build up to %s.") % words


def _weekday_names():
    return (
        _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"),
        _("Saturdays"), _("Sundays"),
    )  # fmt: skip


def _listed(words) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
