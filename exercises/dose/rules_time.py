"""Seconds and minutes: hold, rest, tempo, intervals, duration."""

from django.utils.translation import gettext as _

from exercises.dose.reading import rule


def _hold(r, found):
    r.count("hold", found["t"])


def _rest(r, found):
    r.count("rest", found["t"])


def _duration(r, found):
    r.count("duration", found["t"])
    if found["n"]:
        r.count("sets", found["n"])


def _interval(r, found):
    r.count("duration", found["t"])
    r.count("rest", found["rest"])
    if found["n"]:
        r.count("sets", found["n"])


def _no_unit(name):
    """Ask for the unit of "hold 5" or "rest 60", proposing seconds."""

    def read(r, found):
        atom = found["n"]
        number = r.wrote(atom)
        label = _("seconds") if name == "hold" else _("seconds of rest")
        r.ask(
            _("“%(text)s”: %(number)s of what? Seconds?")
            % {"text": r.text[slice(*found.span)], "number": number},
            (
                r.choice(f"{number} s", atom.start, atom.end, f"{number} {label}"),
                r.choice(f"{number} min", atom.start, atom.end),
            ),
            unsure=name,
        )

    return read


def _breaths(r, found):
    start, end = found.span
    r.note(r.text[start:end])
    r.ask(
        _("“%s” is counted in breaths; it is kept as a note. How many seconds is that about?")
        % r.text[start:end],
        (r.choice("hold 5 seconds", start, end), r.choice("hold 10 seconds", start, end)),
        unsure="hold",
    )


def _breaths_or_reps(r, found):
    start, end = found.span
    number = r.wrote(found["n"])
    r.note(r.text[start:end])
    r.ask(
        _("“%s”: repetitions, or how long to hold?") % r.text[start:end],
        (
            r.choice(f"{number} reps", start, end),
            r.choice("hold 30 seconds", start, end),
        ),
        unsure=("reps", "hold"),
    )


def _counted_hold(r, found):
    r.count("hold", found["n"])
    r.warn(_("“%s” is taken as seconds.") % r.text[slice(*found.span)])


def _pause(r, found):
    start, end = found.span
    wrote = r.wrote(found["t"])
    r.ask(
        _("“%s”: a hold in each repetition, or a rest between?") % r.text[start:end],
        (r.choice(f"hold {wrote}", start, end), r.choice(f"rest {wrote}", start, end)),
        unsure=("hold", "rest"),
    )


def _sets_or_seconds(r, found):
    """Ask about "3s x 12r": sets and repetitions, or seconds and the right side?"""
    if found["t"].unit != "s" or r.wrote(r.atoms[found.end - 1]) != "r":
        return False
    start, end = found.span
    sets, reps = r.wrote(found["t"]).rstrip("sS"), r.wrote(r.atoms[found.start + 2])
    r.ask(
        _("“%s”: sets and repetitions, or seconds?") % r.text[start:end],
        (
            r.choice(f"{sets} sets of {reps}", start, end),
            r.choice(f"{reps} reps, hold {sets} s", start, end),
        ),
        unsure=("sets", "reps", "hold", "side"),
    )
    return True


def _work_rest_pair(r, found):
    start, end = found.span
    first, second = (r.wrote(found[name]) for name in ("t", "rest"))
    r.ask(
        _("“%s”: work and rest?") % r.text[start:end],
        (r.choice(f"{first} on / {second} off", start, end),),
        unsure=("duration", "rest"),
    )


_HOW = "(?:[W EACH REP A AT ATTOP ATBOTTOM FOR KINDLY COLON OF STATIC EXNOUN AFFECTED] ){0,4}?"

INTERVALS = tuple(
    rule("interval", pattern, read)
    for pattern, read in (
        (
            (
                "(?:(?P<n>N) (?:X|SET [OF X]*))? (?P<t>T) [ON WORK] [SLASH COMMA AND]* "
                "(?P<rest>T) [OFF REST]"
            ),
            _interval,
        ),
        ("WORK FOR? (?P<t>T) [SLASH COMMA AND]* REST FOR? (?P<rest>T)", _interval),
        ("(?:(?P<n>N) X)? (?P<t>T) INTERVAL", _duration),
        ("ON (?P<t>T) [SLASH COMMA AND]* OFF (?P<rest>T)", _interval),
        (f"HOLD {_HOW} FOR? (?P<n>N)(?=X N)(?!X N X)", _no_unit("hold")),
        ("N X (?P<n>N) HOLD(?!FOR|N|T|EACH|COLON|ON|W|AT|BODY|A|DASH)", _no_unit("hold")),
        ("(?P<t>T) SLASH (?P<rest>T)(?!REST)", _work_rest_pair),
        ("(?P<t>T) X N SIDE", _sets_or_seconds),
    )
)
RESTS = tuple(
    rule("rest", pattern, read)
    for pattern, read in (
        (
            (
                "AT? [REST OFF] [FOR COLON OF A IN TIMES EACH]* (?P<t>T) (?:[TWEEN IN "
                "AFTER] EACH? [SET REP EXNOUN HOLD]?)?"
            ),
            _rest,
        ),
        (
            (
                "AT? A? (?P<t>T) (?:[W KINDLY CARDIO] )?[REST OFF] (?:TWEEN EACH? [SET REP EXNOUN "
                "HOLD STATIC]?)?"
            ),
            _rest,
        ),
        ("AT? (?P<t>T) TWEEN EACH? [SET REP EXNOUN HOLD STATIC]?", _rest),
        (
            "REST [FOR COLON]* (?P<n>N)(?![X DAY WEEK HOUR REP SET TIMES PER SLASH KG LB PCT D7])",
            _no_unit("rest"),
        ),
    )
)
HOLDS = tuple(
    rule("hold", pattern, read)
    for pattern, read in (
        (f"HOLD {_HOW} FOR? (?P<n>N) BREATH|(?P<n2>N) BREATH HOLD", _breaths),
        (f"HOLD {_HOW} FOR? A? COUNT (?:OF|TO)? (?P<n>N)", _counted_hold),
        (f"AT? [HOLD KEEP] {_HOW} FOR? (?P<t>T)(?!X T) EACH?", _hold),
        ("AT? A? (?P<t>T) (?:[W STATIC KINDLY EXNOUN ATTOP] )?HOLD EACH?", _hold),
        (
            f"HOLD {_HOW} FOR? (?P<n>[N])(?![REP SET TIMES KG LB PCT HOLD STATIC]|X T|X N X|SLASH)",
            _no_unit("hold"),
        ),
        ("(?P<n>N) BREATH", _breaths_or_reps),
        ("PAUSE FOR? (?P<t>T) [TWEEN] EACH? [SET REP]?", _rest),
        ("(?<!X)(?P<n>N) HOLD(?!FOR|N|T|EACH|COLON|OF)", _no_unit("hold")),
        ("PAUSE FOR? (?P<t>T)|(?P<t2>T) PAUSE", _pause),
        (
            f"HOLD {_HOW} FOR? A? (?P<n>N) COUNT|A? (?P<n2>N) COUNT HOLD?",
            _counted_hold,
        ),
        ("[FOR TO]? A? COUNT [OF TO]* (?P<n>N)", _counted_hold),
        ("LASTING FOR? (?P<t>T)", _duration),
    )
)


def leftover(r, index):
    """Place a time that nothing claimed, by the words around it, or ask."""
    atom = r.atoms[index]
    if _by_context(r, atom):
        r.use(index, index + 1, "time")
        return
    wrote = r.wrote(atom)
    start, end = atom.start, atom.end
    r.ask(
        _("“%s”: hold for that long, keep going for that long, or rest?") % wrote,
        (
            r.choice(f"hold {wrote}", start, end),
            r.choice(f"keep going for {wrote}", start, end),
            r.choice(f"rest {wrote}", start, end),
        ),
        unsure=("hold", "duration", "rest"),
    )


def _by_context(r, atom):
    """A hold never passes 300 s (facts C6.7), so a longer time is a duration."""
    named = {each.kind for each in r.atoms}
    longest = max(x for x in (atom.low, atom.high) if x is not None)
    cardio, static = "CARDIO" in named, "STATIC" in named
    if (
        atom.unit == "decimal"
        or (r.has("is_amrap") and not r.has("duration"))
        or (cardio and not static and not r.has("hold", "duration", "products"))
        or longest > 300
    ):
        name = "duration"
    elif static and not cardio and not r.has("hold"):
        name = "hold"
    elif atom.unit == "min" and not r.has("hold", "reps", "sets", "duration"):
        name = "duration"
    else:
        return False
    r.count(name, atom)
    return True
