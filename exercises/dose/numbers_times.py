"""Join a number and its unit to a time in seconds: "30 s", "1 min 30", "1h30", "half an hour"."""

from exercises.dose.tokens import Atom

_SECONDS = {"SEC": 1, "MIN": 60, "PRIME": 60, "HOUR": 3600, "M": 60}
_INCH_THINGS = ("step", "steps", "box", "block", "platform", "ball", "bench", "height")


def one_atom(kind, taken, low, high, unit=""):
    atom = Atom(
        kind, " ".join(each.text for each in taken), taken[0].start, taken[-1].end, low, high
    )
    atom.unit = unit or next((each.unit for each in taken if each.unit), "")
    atom.about = any(each.about for each in taken)
    return atom


def time(atoms, i, j):
    """Join number and unit, or "1 min 30 s"; an inch mark before "step" is a length."""
    number, unit = atoms[i], atoms[i + 1]
    if unit.text == '"' and j < len(atoms) and atoms[j].text.lower() in _INCH_THINGS:
        return one_atom("LENGTH", atoms[i:j], number.low, number.high)
    factor = _SECONDS[unit.kind]
    low, high = _times(number.low, factor), _times(number.high, factor)
    if j - i > 2:
        extra = atoms[i + 2].low * (60 if unit.kind == "HOUR" else 1)
        if number.low is None or number.low != number.high or not _fits(atoms, i, j):
            return None
        low = high = low + extra
    kind = {"SEC": "s", "HOUR": "h"}.get(unit.kind, "min")
    if kind == "min" and "." in number.text and _hundredths(number):
        kind = "decimal"
    made = one_atom("T", atoms[i:j], low, high)
    made.unit = number.unit or kind
    return made


def hour_and(atoms, i, j):
    """Read "1h30": the minutes stand close behind."""
    hours, unit, minutes = atoms[i:j]
    close = unit.end == minutes.start and len(minutes.text) == 2 and hours.low == hours.high
    if not close or minutes.low != minutes.high or minutes.low >= 60:
        return None
    total = int(hours.low * 3600 + minutes.low * 60)
    made = one_atom("T", atoms[i:j], total, total)
    made.unit = "h"
    return made


def _fits(atoms, i, j):
    """Say whether the number after "1 min" can only be its seconds."""
    seconds = atoms[i + 2]
    if seconds.low != seconds.high or seconds.low >= 60:
        return False
    if j - i == 4:
        return True
    after = atoms[j].kind if j < len(atoms) else "COMMA"
    if after == "X":
        return seconds.low in (15, 30, 45)
    return seconds.low >= 10 and after in (
        "COMMA",
        "HOLD",
        "REST",
        "EACH",
        "EACHSIDE",
        "DAILY",
        "W",
    )


def _hundredths(number):
    places = number.text.split(".")[-1]
    return len(places) == 2 and places not in ("00", "50") and int(places) < 60


def _times(value, factor):
    if value is None:
        return None
    value = value * factor
    return int(value) if value == int(value) else value


def time_word(atoms, i, j):
    atom = atoms[i]
    return one_atom("T", [atom], atom.low, atom.high, unit="min")


def clock(atoms, i, j):
    return one_atom("T", atoms[i:j], atoms[i].low, atoms[i].high, unit="clock")


def time_range(atoms, i, j):
    first, second = atoms[i], atoms[j - 1]
    if None in (first.low, second.high):
        return None
    return one_atom(
        "T", atoms[i:j], first.low, second.high, "reversed" if first.low > second.high else ""
    )
