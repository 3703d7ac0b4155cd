"""Join atoms that make one number: ranges, lists, fractions, times. All times in seconds."""

from decimal import Decimal

from exercises.dose import numbers_times as times
from exercises.dose.numbers_times import one_atom as _atom
from exercises.dose.patterns import compiled, kinds

_FRACTIONS = {7: "D7", 52: "W52", 12: "M12", 10: "OUT10"}


def joined(atoms: list) -> list:
    atoms = _without_brackets(atoms)
    for pattern, make in _FOLDS:
        if len(atoms) > 1 or make is times.time_word:
            atoms = _fold(atoms, pattern, make)
    return atoms


def _without_brackets(atoms):
    """Drop the brackets of "3 x (10-12)"."""
    kept, opened = [], False
    for atom in atoms:
        if atom.text in "([" and kept and kept[-1].kind == "X":
            opened = True
        elif opened and atom.text in ")]":
            opened = False
        else:
            kept.append(atom)
    return kept


def _fold(atoms, pattern, make):
    text, done, read = kinds(atoms), 0, []
    for match in pattern.finditer(text):
        start, end = match.span("it") if "it" in match.re.groupindex else match.span()
        made = make(atoms, start, end)
        if made is not None:
            read += [*atoms[done:start], made]
            done = end
    return read + atoms[done:] if done else atoms


def _tens(atoms, i, j):
    first, second = atoms[i:j]
    if not (first.written and second.written and first.low >= 20 and second.low in range(1, 10)):
        return None
    total = first.low + second.low
    return _atom("N", [first, second], total, total)


def _dozen(atoms, i, j):
    return _atom("N", atoms[i:j], 12, 12) if atoms[j - 1].text.lower() == "dozen" else None


def _said_twice(atoms, i, j):
    """Read "10 (ten)" as 10."""
    first, bracket, second, _end = atoms[i:j]
    same = first.low == second.low and first.written != second.written
    return _atom("N", atoms[i:j], first.low, first.low) if same and bracket.text == "(" else None


def _fraction(atoms, i, j):
    numbers = [atom.low for atom in atoms[i:j] if atom.kind == "N"]
    if tuple(numbers[-2:]) not in ((1, 2), (1, 4), (3, 4)):
        return None
    weight = j < len(atoms) and atoms[j].kind in ("KG", "LB")
    if len(numbers) == 3 and weight and i and atoms[i - 1].kind == "X":
        return None
    value = Decimal(numbers[-2]) / numbers[-1] + (numbers[0] if len(numbers) == 3 else 0)
    return _atom("N", atoms[i:j], value, value)


def _list(atoms, i, j):
    gaps = {atoms[k + 1].start > atoms[k].end for k in range(i, j - 1)}
    if any(atom.kind == "DASH" for atom in atoms[i:j]) and len(gaps) > 1:
        return None
    marks = {atom.text for atom in atoms[i:j] if atom.kind in ("COMMA", "SLASH", "DASH")} or {","}
    if not marks <= {",", "/", "-"} or any(atom.written for atom in atoms[i:j]):
        return None
    values = tuple(atom.low for atom in atoms[i:j] if atom.kind == "N")
    if len(values) == 2 and values[0] == values[1] and i and atoms[i - 1].kind == "X":
        return None
    return _atom("L", atoms[i:j], values, values, unit=marks.pop())


def _range(atoms, i, j):
    first, mark, second = atoms[i], atoms[i + 1], atoms[j - 1]
    unit = "reversed" if first.low > second.low else ""
    if mark.kind == "DASH" and mark.start > first.end and second.start > mark.end:
        after_x = i and atoms[i - 1].kind == "X"
        follows = atoms[j].kind if j < len(atoms) else ""
        if after_x and follows in ("X", "TIMES", "SLASH", "PER", "SET", "DAY"):
            return None
        if after_x and follows in ("SEC", "MIN", "KG", "LB", "PCT", "PRIME"):
            if unit:
                return None
            unit = "unsure"
    follows = atoms[j].kind if j < len(atoms) else ""
    if mark.kind == "TO" and follows in ("DEG", "CM") and i and atoms[i - 1].kind == "X":
        return None
    if mark.kind == "OR" and unit:
        return None
    return _atom("N", atoms[i:j], first.low, second.low, unit)


def _between(atoms, i, j):
    return _atom("N", atoms[i:j], atoms[i + 1].low, atoms[j - 1].low)


def _or_times(atoms, i, j):
    return _atom("TW", atoms[i:j], atoms[i].low, atoms[j - 1].low)


def _or_number(atoms, i, j):
    """Read "twice or three times"."""
    low, high = atoms[i].low, atoms[j - 1].high
    if high is None or low >= high:
        return None
    return _atom("N", atoms[i:j], low, high)


def _or_per_day(atoms, i, j):
    """Read "bd-tds": 2 to 3 times a day."""
    first, last = atoms[i], atoms[j - 1]
    if first.high >= last.low:
        return None
    return _atom(first.kind, atoms[i:j], first.low, last.high)


def _of(kind):
    def make(atoms, i, j):
        den = atoms[j - 1].low
        if kind == "frac" and den in _FRACTIONS and atoms[j - 1].high == den:
            first = atoms[i]
            if den == 10 and first.high and first.high > 10:
                return None
            return _atom(_FRACTIONS[den], atoms[i:j], first.low, first.high)
        return None

    return make


def _out_of_ten(atoms, i, j):
    return _of("frac")(atoms, i, j) if atoms[j - 1].low == 10 else None


def _at_most(atoms, i, j):
    last = atoms[j - 1]
    return _atom(last.kind, atoms[i:j], None, last.high)


def _at_least(atoms, i, j):
    last = atoms[j - 1]
    if atoms[i].kind == "MIN" and i and atoms[i - 1].kind in ("N", "TIMES"):
        return None
    return _atom(last.kind, atoms[i:j], last.low, None)


def _or_more(atoms, i, j):
    if atoms[j - 1].kind == "PLUS" and atoms[j - 1].start > atoms[j - 2].end:
        return None
    return _atom(atoms[i].kind, atoms[i:j], atoms[i].low, None)


def _or_less(atoms, i, j):
    return _atom(atoms[i].kind, atoms[i:j], None, atoms[i].high)


def _about(atoms, i, j):
    last = atoms[j - 1]
    made = _atom(last.kind, atoms[i:j], last.low, last.high)
    made.about = True
    return made


def _ish(atoms, i, j):
    made = _atom("N", atoms[i:j], atoms[i].low, atoms[i].high)
    made.about = True
    return made


def _by(atoms, i, j):
    return _atom("X", atoms[i:j], None, None)


def _strict(atoms, i, j):
    return _atom(atoms[j - 1].kind, atoms[i:j], atoms[j - 1].low, atoms[j - 1].high, unit="strict")


def _rm(atoms, i, j):
    return _atom("NRM", atoms[i:j], atoms[i].low, atoms[i].high)


_FOLDS = [
    (compiled(pattern), make)
    for pattern, make in (
        ("N N", _tens),
        ("A? N", _dozen),
        ("N COMMA N COMMA", _said_twice),
        ("(?P<it>N N SLASH N)(?=[MIN HOUR SEC KG LB])", _fraction),
        ("(?P<it>N SLASH N)(?= A? [MIN HOUR SEC KG LB])", _fraction),
        ("N (?:COMMA N){2,}|N (?:SLASH N){2,}|N (?:DASH N){2,}", _list),
        ("(?P<it>N (?:COMMA? THEN N)+)(?![X SET TIMES])", _list),
        ("TWEEN N AND N", _between),
        ("N (?:DASH|TO|OR) N", _range),
        ("TW (?:OR|TO|DASH) TW", _or_times),
        ("(?P<it>TW (?:OR|TO) N)(?= [TIMES X])", _or_number),
        ("[PERDAY ODQD] (?:DASH|SLASH|OR|TO) PERDAY", _or_per_day),
        ("N SLASH N", _of("frac")),
        ("N OUTOF N", _out_of_ten),
        ("ATLEAST N", _at_least),
        ("MIN OF? N", _at_least),
        ("UPTO N", _at_most),
        ("(?P<it>N PLUS)(?!N)|N ORMORE", _or_more),
        ("N ORLESS", _or_less),
        ("STRICT N", _strict),
        ("ABOUT N", _about),
        ("N ISH", _ish),
        ("(?<=N)(?P<it>BY)(?=N)", _by),
        ("N RM", _rm),
        ("TIMEWORD", times.time_word),
        ("[T CLOCK] [MIN SEC]", times.clock),
        ("N [MIN PRIME M] N SEC|N HOUR AND? N MIN", times.time),
        (
            (
                "N [MIN PRIME] N (?![SEC MIN REP SET KG LB TIMES HOUR PCT SLASH RM BREATH "
                "BODY DAY WEEK])"
            ),
            times.time,
        ),
        ("N HOUR N(?![SEC REP SET KG LB TIMES X PCT SLASH RM])", times.hour_and),
        ("N [SEC MIN PRIME HOUR]", times.time),
        ("T (?:DASH|TO|OR) T", times.time_range),
        ("(?P<it>T UPTO)(?=COMMA|$)", _or_less),
        ("UPTO [T TW OUT10 PERDAY]", _at_most),
        ("ATLEAST [T TW OUT10 PERDAY]", _at_least),
        ("(?P<it>T PLUS)(?!T)|[T TW] ORMORE", _or_more),
        ("[T TW] ORLESS", _or_less),
        ("STRICT OUT10", _strict),
        ("ABOUT T", _about),
    )
]
