"""What sounds like a frequency and must be asked: "several times", "3 sets a day", "BIW"."""

from django.utils.translation import gettext as _


def _sets_a_day(r, found):
    """Ask about "3 sets of 10 a day": sets together, or spread over the day?"""
    start, end = found.span
    sets, reps, period = found["n"], found["reps"], found["period"]
    day = "week" if period.kind in ("WEEK", "WEEKLY", "PW") else "day"
    number = r.wrote(sets)
    rest = ""
    if reps is not None:
        unit = "" if reps.kind == "T" else " reps"
        rest = r.wrote(reps) + (unit if reps.kind != "NRM" else "")
        r.count(_kind_of(r, reps), reps)
        _load_of(r, reps)
    together = f"{number} sets of {rest}" if rest else f"{number} sets"
    spread = f"{rest}, {number} times a {day}" if rest else f"{number} times a {day}"
    r.ask(
        _("“%s”: all sets at one go, or spread out?") % r.text[start:end],
        (
            r.choice(f"{together}, once a {day}", start, end),
            r.choice(spread, start, end),
        ),
        unsure=("sets", "per_day", "days_per_week"),
    )


def _kind_of(r, atom):
    """Name what a number is: repetitions, a hold, or (walking, or above 300 s) a duration."""
    if atom.kind != "T":
        return "reps"
    walking = any(each.kind == "CARDIO" for each in r.atoms)
    return "duration" if walking or (atom.high or atom.low) > 300 else "hold"


def _load_of(r, atom):
    if atom.kind == "NRM":
        r.put("rm", (atom.low, atom.high))


def _two_numbers(r, found):
    """Ask about "2/3 times a day": a range?"""
    start, end = found.span
    low, high = r.wrote(found["n"]), r.wrote(found["m"])
    period = "week" if found["period"].kind.startswith("WEEK") else "day"
    r.ask(
        _("“%s”: a range?") % r.text[start:end],
        (r.choice(f"{low}-{high} times a {period}", start, end),),
        unsure=("per_day", "days_per_week"),
    )


def _amount_a_day(r, found):
    atom = found["n"]
    if atom.kind != "T":
        r.count("reps", atom)
    else:
        r.count("duration", atom)
    r.put("every_n_days", 1)
    r.warn(_("“%s” is taken as once every day.") % r.text[found.span[0] : found.span[1]])


def _amount_a_week(r, found):
    start, end = found.span
    r.ask(
        _("“%s” is a total for the week. How much each time, and on how many days?")
        % r.text[start:end],
        unsure=("days_per_week", "reps", "duration"),
    )


def _biweekly(r, found):
    start, end = found.span
    r.ask(
        _("“%s” can mean twice a week or every 2 weeks. Which?") % r.text[start:end],
        (r.choice("twice a week", start, end), r.choice("every 2 weeks", start, end)),
        unsure=("days_per_week", "every_n_days"),
    )


def _bimonthly(r, found):
    start, end = found.span
    r.ask(
        _("“%s” can be read in two ways. How often exactly?") % r.text[start:end],
        (r.choice("twice a week", start, end), r.choice("twice a day", start, end)),
        unsure=("days_per_week", "every_n_days", "per_day"),
    )


def _vague(r, found):
    start, end = found.span
    word = r.text[start:end]
    if found["week"] or word.lower().endswith("days"):
        choices = [r.choice(f"{n} days a week", start, end) for n in (2, 3, 4)]
        r.ask(_("“%s” is not a number. How many days a week?") % word, choices, "days_per_week")
    else:
        choices = [r.choice(f"{n} times a day", start, end) for n in (2, 3, 4)]
        r.ask(_("“%s” is not a number. How many times a day?") % word, choices, "per_day")


def _vague_count(r, found):
    start, end = found.span
    timed = r.atoms[found.end - 1].kind in ("SEC", "MIN", "HOUR", "BREATH")
    unsure = ("hold", "duration", "rest") if timed else ("reps", "sets")
    r.ask(_("“%s” is not a number. How many?") % r.text[start:end], unsure=unsure)


VAGUE = (
    ("[VAGUE VAGUEFREQ] TIMESX? EVRY* [DAY DAILY]", _vague),
    ("VAGUE [TIMES X SESSION DAY]? (?:EVRY|OF)* (?P<week>[WEEK WEEKLY])", _vague),
    ("VAGUE [TIMES X]", _vague),
    ("VAGUE [ANY REP SET SEC MIN HOUR BREATH]", _vague_count),
    ("VAGUEFREQ", _vague),
    ("(?<!N)SET OF [REP BREATH]", _vague_count),
)
AMOUNTS = (
    ("(?P<n>N) SLASH (?P<m>N) [TIMES X]+ EVRY* (?P<period>[DAY DAILY WEEK WEEKLY])", _two_numbers),
    (
        (
            "(?<!REP X)(?<!REP)(?P<n>N) SET [OF X AT FOR COMMA]* (?:(?P<reps>[N NRM "
            "T]) REP?)? HOLD? SIDE? EVRY (?P<period>[DAY WEEK])"
        ),
        _sets_a_day,
    ),
    (
        "(?<!X)(?P<n>N) X (?P<reps>[N NRM T]) REP? HOLD? SIDE? EVRY (?P<period>[DAY WEEK])",
        _sets_a_day,
    ),
    ("N REP EVRY WEEK|T EVRY WEEK", _amount_a_week),
    ("(?P<n>N) REP EVRY DAY|(?P<n2>T) EVRY DAY", _amount_a_day),
)
ABBREVIATIONS = (("BIWEEKLY", _biweekly), ("BIMONTHLY", _bimonthly))
