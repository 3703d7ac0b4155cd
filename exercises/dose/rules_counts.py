"""Sets, repetitions, and what multiplies them."""

from django.utils.translation import gettext as _

from exercises.dose.lasting import LASTING_SETS, held_or_lasting, is_moving
from exercises.dose.reading import rule


def _reps(r, atom):
    """Put repetitions; "12RM" states the load as well."""
    if atom.kind == "L":
        by_set(r, atom)
        return
    r.count("reps", atom)
    if atom.kind == "NRM":
        r.put("rm", (atom.low, atom.high))


def by_set(r, atom):
    values = atom.low
    if any(value != int(value) for value in values):
        r.fail(_("“%s” holds a number that is not whole.") % r.wrote(atom))
        return
    values = tuple(int(value) for value in values)
    if len(set(values)) == 1:
        r.put("reps", (values[0], values[0]))
    else:
        r.put("reps_by_set", values)
        r.put("reps", (min(values), max(values)))
        r.remark(_("Each set has its own number: %s.") % ", ".join(str(value) for value in values))
    stated = r.facts.get("sets")
    if not stated:
        r.put("sets", (len(values), len(values)))


def _product(r, found):
    """Read "3 x 10", "3 sets of 10", "3 x 10 x 30 s"."""
    sets, reps, time = found["sets"], found["reps"], found["t"]
    if sets:
        r.count("sets", sets)
    if reps:
        _reps(r, reps)
    if time:
        r.count(held_or_lasting(r, time), time)
    r.put("products", found.span)


def _times_time(r, found):
    """Read "3 x 30 s": three repetitions held; three stretches of walking when it is walking."""
    number, time = found["n"], found["t"]
    if is_moving(r, found, time) or held_or_lasting(r, time) == "duration":
        r.count("sets", number)
        r.count("duration", time)
    else:
        r.count("reps", number)
        r.count("hold", time)
    r.put("products", found.span)


def _sets_of_time(r, found):
    rounds = any(atom.text.lower() in LASTING_SETS for atom in r.atoms[found.start : found.end])
    lasting = (rounds and not found["hold"]) or is_moving(r, found, found["t"])
    r.count("sets", found["n"])
    name = "duration" if lasting else held_or_lasting(r, found["t"])
    r.count(name, found["t"])
    r.put("products", found.span)


def _set_count(r, found):
    r.count("sets", found["n"])


def _rep_count(r, found):
    _reps(r, found["n"])


def _bounded(r, found):
    """Read "10 reps min" and "3 sets max"."""
    atom = found["n"]
    if atom.low != atom.high or atom.low is None:
        return False
    if r.atoms[found.end - 1].kind == "UPTO":
        atom.low = None
    else:
        atom.high = None
    r.count("sets" if found["what"].kind == "SET" else "reps", atom)
    return True


def _moves(r, found):
    """Read "10 squats"; a second "10 lunges" is another dose."""
    _reps(r, found["n"])
    r.put("products", found.span)


def _times(r, found):
    """Read "3x", "3 times": repetitions of a hold; otherwise sets or times a day, so ask."""
    atom = found["n"]
    if r.has("hold") and not r.has("reps"):
        r.count("reps", atom)
        return
    if r.has("reps") and not r.has("sets") and r.has("per_day"):
        r.count("sets", atom)
        return
    if not r.has("reps", "sets", "duration", "is_amrap") and (atom.high or atom.low) > 7:
        r.count("reps", atom)
        return
    _ask_times(r, found, atom)


def _unsure_times(r, found):
    """Leave out both ends of "10x5x3": only where the first is the smaller are they certain."""
    if not r.has("products"):
        return ("sets",) if r.has("per_day") else ("sets", "per_day")
    sets, reps = r.facts.get("sets", [()])[0], r.facts.get("reps", [()])[0]
    attached = r.atoms[found.start].kind == "X" and r.facts["products"][-1][1] >= found.span[0] - 1
    if attached and sets and reps and None not in (sets[0], reps[0]) and sets[0] >= reps[0]:
        return ("per_day", "sets", "reps")
    return ("per_day",)


def _ask_times(r, found, atom):
    start, end = found.span
    number = r.wrote(atom)
    names = []
    if not r.has("reps", "is_amrap"):
        names.append("reps")
    if not r.has("sets") and r.has("reps", "is_amrap", "hold", "duration"):
        names.append("sets")
    choices = [r.choice(f"{number} {name}", start, end) for name in names]
    if not r.has("per_day"):
        choices.append(
            r.choice(f", {number} times a day", start, end, _("%s times a day") % number)
        )
    r.ask(
        _("“%(text)s”: %(number)s what? Sets, repetitions, or times a day?")
        % {"text": r.text[start:end], "number": number},
        choices,
        unsure=_unsure_times(r, found),
    )


def _by(r, found):
    """Read a lone "x 10": repetitions, unless those are known already."""
    if r.has("reps", "reps_by_set"):
        _times(r, found)
    elif r.has("duration", "until") and not r.has("hold", "sets"):
        r.count("sets", found["n"])
    elif r.has("duration") and r.has("sets"):
        _ask_times(r, found, found["n"])
    else:
        _reps(r, found["n"])


def _time_by(r, found):
    """Read "1 min x 2": two repetitions held; two stretches when it is walking."""
    time, number = found["t"], found["n"]
    lasting = is_moving(r, found, time)
    if found.start and r.atoms[found.start - 1].kind == "HOLD":
        r.count("hold", time)
        r.count("reps", number)
    elif lasting or held_or_lasting(r, time) == "duration":
        r.count("duration", time)
        r.count("sets", number)
    else:
        r.count("hold", time)
        r.count("reps", number)


def _dangling(r, found):
    start, end = found.span
    r.ask(
        _("“%s” is not finished: times what?") % r.text[start:end].strip(), unsure=("sets", "reps")
    )


_WAS = "[OF X AT COMMA FOR EACH A COLON]*"


def _single_sets(r, found):
    """Read "1 x 12, 1 x 10, 1 x 8": one set each."""
    numbers = [atom for atom in r.atoms[found.start : found.end] if atom.kind == "N"]
    if any(atom.low != 1 or atom.high != 1 for atom in numbers[::2]):
        return False
    if any(atom.low != atom.high or atom.unit for atom in numbers[1::2]):
        return False
    numbers[1].low = numbers[1].high = tuple(atom.low for atom in numbers[1::2])
    by_set(r, numbers[1])
    return True


def _work_rest_times(r, found):
    """Ask about "30/30 x 10": seconds of work and of rest?"""
    start, end = found.span
    work, rest, times = (r.wrote(found[name]) for name in ("n", "m", "sets"))
    r.ask(
        _("“%s”: seconds of work and of rest?") % r.text[start:end],
        (r.choice(f"{times} x {work} s on / {rest} s off", start, end),),
        unsure=("sets", "reps", "duration", "rest"),
    )


PRODUCTS = tuple(
    rule("count", pattern, read)
    for pattern, read in (
        ("(?<!X)(?P<n>N) SLASH (?P<m>N) X (?P<sets>N)", _work_rest_times),
        ("N X N (?:[COMMA PLUS AND THEN]+ N X N)+", _single_sets),
        ("(?P<sets>N) X (?P<reps>NUM) REP? X (?P<t>T) HOLD?", _product),
        ("(?<!X)(?P<reps>NUM) REP? X (?P<sets>N) SET", _product),
        ("(?<!X)(?P<reps>NRM) X (?P<sets>N)(?!REP)", _product),
        ("(?P<reps>NUM) REP [X FOR COMMA OF AND]* (?P<sets>N) SET", _product),
        (f"(?P<sets>N) SET {_WAS} (?P<reps>NUM) REP? X (?P<t>T) HOLD?", _product),
        (f"(?P<sets>N) SET {_WAS} (?P<reps>NUM) [REP EXNOUN TIMES] OF (?P<t>T) HOLD?", _product),
        (
            "(?P<n>N) SET [OF X AT FOR COLON A EACH]* (?P<t>T)(?![REST OFF TWEEN]) (?P<hold>HOLD)?",
            _sets_of_time,
        ),
        (
            (
                "(?P<sets>N) SET [OF X COLON EACH]+ (?P<reps>[N NRM L]) (?:REP|TIMES"
                "|EXNOUN)?(?![DIST M OTHERUNIT BREATH])"
            ),
            _product,
        ),
        ("(?P<sets>N) SET [COMMA AT FOR]* (?P<reps>[N NRM L]) REP", _product),
        ("(?P<n>N) [X TIMES] (?P<t>T)(?![REST OFF TWEEN]) (?P<hold>HOLD)?", _times_time),
        ("(?P<n>N) REP [OF FOR X AT]* (?P<t>T)(?![REST OFF TWEEN]) (?P<hold>HOLD)?", _times_time),
        ("(?<!X)(?P<n>N) [HOLD STATIC] [OF FOR X AT]* (?P<t>T)", _times_time),
        ("(?<!X)(?P<n>N) (?P<t>T) (?P<hold>[HOLD STATIC])", _times_time),
        (
            (
                "(?:(?<!X)(?<!SLASH)|(?<=LOAD X))(?P<sets>N) (?:X|TIMES) (?P<reps>[N NRM L]) "
                "(?:REP|TIMES|EXNOUN)?(?![DIST M OTHERUNIT BREATH])"
            ),
            _product,
        ),
        ("(?P<sets>N) OF (?P<reps>[N NRM]) REP?", _product),
        ("SET COLON? (?P<sets>N) [COMMA X]? REP COLON? (?P<reps>[N L])", _product),
        ("REP COLON? (?P<reps>N) COMMA? SET COLON? (?P<sets>N)", _product),
        ("(?P<t>T) SIDE? X (?P<n>N) (?:REP|TIMES)?(?!SET|X(?!DONE)|DAILY|WEEKLY)", _time_by),
    )
)
SINGLES = tuple(
    rule("count", pattern, read)
    for pattern, read in (
        ("(?P<n>N) (?P<what>[REP SET]) [UPTO MIN](?=COMMA|DONE|SIDE|AND|$)", _bounded),
        ("[X COMMA]? (?P<n>N) SET", _set_count),
        ("SET COLON? (?P<n>N)(?![REP X T KG LB TIMES])", _set_count),
        (
            "[X AT OF]? (?P<n>[N NRM L]) (?:SIDE|[W KINDLY]{1,2})? REP(?:[EACH PER A] SET)?",
            _rep_count,
        ),
        ("[X AT OF]? (?P<n>[N NRM]) [EACH PER A] SET", _rep_count),
        ("[X AT OF]? (?P<n>[N NRM L]) TIMES? COMMA? SIDE", _rep_count),
        ("REP COLON? (?P<n>[N NRM L])(?![SET X T KG LB TIMES DAILY])", _rep_count),
        ("REPEAT (?P<n>N) TIMES?|REPEAT X (?P<n2>N)", _times),
        ("(?P<n>[N NRM]) [KINDLY W BODY EXNOUN STATIC]{0,2} EXNOUN", _moves),
        ("X (?P<n>[N NRM L]) (?:TIMES|EXNOUN)?(?![DIST M OTHERUNIT BREATH DAILY WEEKLY])", _by),
        ("(?P<n>N) TIMES(?!LOAD)", _times),
        ("(?P<n>N) X(?![LOAD N MARK UNTIL AMRAP])", _times),
    )
)
