"""The dose in brief: a line for physios and print, and chips for the screen."""

from django.utils.translation import gettext as _

from exercises.dose import saying as spoken
from exercises.dose import table


def short(dose) -> str:
    """Return "3 × 12, hold 5 s, each side, every 2nd day"; "" for an empty dose."""
    return ", ".join(text for _kind, text, _words in chips(dose))


def chips(dose) -> list[tuple[str, str, str]]:
    """Return (kind, text for physios, words for patients), counts first."""
    rows = (
        ("count", _count(dose), spoken.amount(dose)),
        ("hold", *_timed(dose, "hold_seconds", _("hold %s"), _("hold for %s"))),
        ("duration", *_timed(dose, "duration_seconds", "%s", _("for %s"))),
        ("side", _side(dose), spoken.side(dose)),
        ("load", _load(dose), spoken.load(dose)),
        ("effort", _effort(dose), _effort_words(dose)),
        ("tempo", _tempo(dose), _tempo_words(dose)),
        ("until", _until(dose), _until(dose)),
        ("rest", *_timed(dose, "rest_seconds", _("rest %s"), _("rest for %s"))),
        ("frequency", _frequency(dose), spoken.frequency(dose)),
        ("target", _target(dose), _target(dose)),
    )
    return [row for row in rows if row[1]]


def _dashed(low, high) -> str:
    if low is None:
        return f"≤ {spoken.plain(high)}"
    if high is None:
        return f"≥ {spoken.plain(low)}"
    return spoken.plain(low) if low == high else f"{spoken.plain(low)}–{spoken.plain(high)}"


def _has(dose, name) -> bool:
    return dose.range(name) != (None, None)


def _count(dose) -> str:
    sets = _dashed(*dose.range("sets")) if _has(dose, "sets") else ""
    if dose.reps_by_set:
        return f"{sets or len(dose.reps_by_set)} × {'/'.join(map(str, dose.reps_by_set))}"
    if dose.is_amrap:
        most = _("as many as possible")
        return f"{sets} × {most}" if sets else most
    reps = _dashed(*dose.range("reps")) if _has(dose, "reps") else ""
    if sets and reps:
        return f"{sets} × {reps}"
    if sets:
        return _("%s sets") % sets
    return _("%s reps") % reps if reps else ""


def _timed(dose, name, text, words):
    if not _has(dose, name):
        return "", ""
    return text % _time(*dose.range(name)), words % spoken.seconds(*dose.range(name))


def _time(low, high) -> str:
    ends = [end for end in (low, high) if end is not None]
    if all(end % 60 == 0 for end in ends):
        low, high = (None if end is None else end // 60 for end in (low, high))
        return _("%s min") % _dashed(low, high)
    return _("%s s") % _dashed(low, high)


def _side(dose) -> str:
    return {
        "each": _("each side"),
        "left": _("left"),
        "right": _("right"),
        "both": _("both together"),
        "affected": _("affected side"),
    }.get(dose.side, "")


def _load(dose) -> str:
    if dose.load_kind in ("kg", "lb"):
        return table.load(dose).replace(dose.load_kind, f" {dose.load_kind}", 1)
    if dose.load_kind == "bodyweight":
        return _("body weight")
    return table.load(dose)


def _effort(dose) -> str:
    if dose.effort_min is None and dose.effort_max is None:
        return ""
    scale = "Borg" if dose.effort_scale == "borg20" else "RPE"
    return f"{scale} {_dashed(dose.effort_min, dose.effort_max)}"


def _effort_words(dose) -> str:
    if not _effort(dose):
        return ""
    top = 20 if dose.effort_scale == "borg20" else 10
    words = spoken.span(dose.effort_min, dose.effort_max)
    return _("effort %(words)s of %(top)s") % {"words": words, "top": top}


def _tempo(dose) -> str:
    return _("tempo %s") % table.tempo(dose) if table.tempo(dose) else ""


def _tempo_words(dose) -> str:
    named = (
        (dose.tempo_up, _("%s up")),
        (dose.tempo_top, _("%s at the top")),
        (dose.tempo_down, _("%s down")),
        (dose.tempo_bottom, _("%s at the bottom")),
    )
    return ", ".join(
        words % spoken.seconds_only(value) for value, words in named if value is not None
    )


def _until(dose) -> str:
    if dose.until == "fatigue":
        return _("until tired")
    if dose.until == "tolerated":
        return _("as tolerated")
    return _("until: %s") % dose.until if dose.until else ""


def _frequency(dose) -> str:
    pieces = []
    if _has(dose, "per_day"):
        pieces.append(_("%s × a day") % _dashed(*dose.range("per_day")))
    if _has(dose, "days_per_week"):
        pieces.append(_("%s days a week") % _dashed(*dose.range("days_per_week")))
    if dose.weekdays:
        pieces.append(" ".join(_day_names()[day] for day in dose.weekdays))
    if dose.every_n_days is not None:
        pieces.append(_every(dose.every_n_days))
    if _has(dose, "every_hours"):
        pieces.append(_("every %s h") % _dashed(*dose.range("every_hours")))
    return ", ".join(pieces)


def _every(days) -> str:
    if days == 1:
        return _("every day")
    return _("every 2nd day") if days == 2 else _("every %s days") % days


def _day_names():
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")


def _target(dose) -> str:
    if dose.target_sets is None and dose.target_reps is None:
        return ""
    parts = [str(x) for x in (dose.target_sets, dose.target_reps) if x is not None]
    if dose.target_reps is None:
        return _("build up to %s sets") % parts[0]
    return _("build up to %s") % " × ".join(parts)
