"""How often: times a day, days a week, every so many days or hours, days by name."""

from django.utils.translation import gettext as _

from exercises.dose.reading import plain, rule


def _per_day(r, found):
    r.count("per_day", found["n"])


def _per_day_phrase(r, found):
    atom = found["n"]
    r.put("per_day", (atom.low, atom.high))
    if atom.kind == "ODQD":
        r.warn(_("“%s” is easily misread; it is taken as once a day.") % r.wrote(atom))
    elif not r.wrote(atom).isascii() or len(r.wrote(atom)) > 6:
        _part_note(r, atom)


def _part_note(r, atom):
    words = r.wrote(atom)
    if any(part in words.lower() for part in ("morning", "am ", "am/", "am&", "breakfast", "mane")):
        r.note(words)


def _per_day_or_reps(r, found):
    """Read "x 3 daily" after "3 x 10"; alone it may as well be three repetitions, every day."""
    atom, word = found["n"], found["daily"]
    weekly = word.kind == "WEEKLY"
    name, most = ("days_per_week", 7) if weekly else ("per_day", 12)
    if atom.low is None or atom.high is None or (atom.low > most and r.has("reps")):
        return False
    if atom.low > most:
        r.count("reps", atom)
        r.put("days_per_week", (1, 1)) if weekly else r.put("daily", True)
        return True
    if r.has("sets") and r.has("reps", "is_amrap"):
        r.count(name, atom)
        return True
    times = _("times a week") if weekly else _("times a day")
    start, end = atom.start, word.end
    number = plain(atom.low) if atom.low == atom.high else f"{plain(atom.low)}-{plain(atom.high)}"
    other = "sets" if r.has("reps") else "reps"
    bare = "weekly" if weekly else "daily"
    start = found.span[0]
    r.ask(
        _("“%(text)s”: %(number)s times each time, or %(number)s %(times)s?")
        % {"text": r.text[start:end], "number": number, "times": times},
        (
            r.choice(f", {number} times a {'week' if weekly else 'day'}", start, end),
            r.choice(f", {number} {other}, {bare}", start, end),
        ),
        unsure=("sets", "per_day", "days_per_week", "every_n_days"),
    )
    return True


def _bare_per_day(r, found):
    """Read "3/day"; a large number with no count beside it may be repetitions."""
    atom = found["n"]
    if not r.has("reps", "sets", "hold", "duration", "is_amrap") and (atom.low or 0) > 4:
        number = r.wrote(atom)
        start, end = found.span
        r.ask(
            _("“%s”: so many times a day, or so many repetitions in a day?") % r.text[start:end],
            (
                r.choice(f"{number} times a day", start, end),
                r.choice(f"{number} reps, once a day", start, end),
            ),
            unsure=("per_day", "reps"),
        )
    else:
        r.count("per_day", atom)


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


def _per_week(r, found):
    r.count("days_per_week", found["n"])


def _sevenths(r, found):
    atom = found["n"]
    r.count("days_per_week", atom)
    r.warn(
        _("“%(text)s” is taken as %(days)s days a week. For a course write “for %(days)s days”.")
        % {"text": r.text[found.span[0] : found.span[1]], "days": r.wrote(atom).split("/")[0]}
    )


def _course(r, found):
    start, end = found.span
    words = r.text[start:end]
    r.note(words)
    r.put("course", words)
    r.remark(_("The course (“%s”) belongs to the phase; it is kept as a note.") % words.strip())


def _noted(r, found):
    start, end = found.span
    r.note(r.text[start:end])


def _every_days(r, found):
    atom, factor = found["n"], 7 if found["week"] else 1
    if atom.kind != "ORD" and (atom.low != atom.high or atom.unit):
        start, end = found.span
        ends = [plain(x) for x in (atom.low, atom.high) if x is not None]
        r.ask(
            _("“%s”: how many days between, exactly?") % r.text[start:end],
            [r.choice(f"every {x} {'weeks' if factor == 7 else 'days'}", start, end) for x in ends],
            unsure="every_n_days",
        )
        return
    if atom.low != int(atom.low):
        r.fail(_("“%s” is not a whole number.") % r.wrote(atom))
        return
    days = int(atom.low) * factor
    if factor == 7 and days == 7:
        r.put("days_per_week", (1, 1))
    else:
        r.put("every_n_days", days)


def _every_phrase(r, found):
    atom = found["n"]
    r.put("every_n_days", atom.low)
    if atom.kind == "QOD":
        r.warn(_("“%s” is easily misread; it is taken as every other day.") % r.wrote(atom))


def _every_hours(r, found):
    atom = found["n"]
    if atom.kind == "T" and atom.unit == "h":
        _hours(r, found, atom, *(None if x is None else x / 3600 for x in (atom.low, atom.high)))
    elif atom.kind == "T":
        start, end = found.span
        if atom.low is not None and atom.low == atom.high and atom.low % 3600 == 0:
            _hours(r, found, atom, atom.low / 3600, atom.high / 3600)
        elif atom.unit == "s" and (atom.high or 0) < 60:
            return False
        else:
            r.fail(
                _("“%s”: the limits are every 1 to 12 whole hours.") % r.text[start:end],
                (r.choice("every hour", start, end),),
            )
    else:
        _hours(r, found, atom, atom.low, atom.high)
    return True


def _hours(r, found, atom, low, high):
    """Take 24, 48, 72 hours as days; up to 12 as hours."""
    if atom.unit == "reversed":
        r.count("every_hours", atom)
        return
    if low == high and low and low % 24 == 0:
        r.put("every_n_days", int(low // 24))
        return
    if any(x is not None and x != int(x) for x in (low, high)):
        r.fail(_("“%s” is not a whole number of hours.") % r.text[slice(*found.span)])
        return
    r.put("every_hours", tuple(None if x is None else int(x) for x in (low, high)))


def _hours_between(r, found):
    atom = found["n"]
    start, end = found.span
    hours = atom.low
    if hours is not None and atom.high is None:
        r.note(r.text[start:end])
        r.put("gap", r.text[start:end])
        return True
    if hours != atom.high or atom.unit != "h" or hours is None:
        r.ask(_("“%s”: how many days between?") % r.text[start:end], unsure="every_n_days")
    elif hours % 86_400:
        r.ask(
            _("“%s” does not come to whole days. Every how many days?") % r.text[start:end],
            [r.choice(f"every {n} days", start, end) for n in (1, 2)],
            unsure="every_n_days",
        )
    else:
        r.put("every_n_days", hours // 86_400)
    return True


def _days_between(r, found):
    r.put("every_n_days", int(found["n"].low or 0) + 1)
    if found["n"].low != found["n"].high:
        r.ask(_("“%s”: how many days between?") % r.text[slice(*found.span)], unsure="every_n_days")


def _rest_day(r, found):
    r.put("every_n_days", 2)


def _daily(r, found):
    r.put("daily", True)


def _a_day(r, found):
    r.put("daily", True)
    r.warn(_("“%s” is taken as every day.") % r.text[slice(*found.span)])


def _nightly(r, found):
    r.put("daily", True)
    atom = r.atoms[found.start]
    r.note(r.wrote(atom))
    if atom.text.lower().startswith("q"):
        r.warn(_("“%s” is taken as every day.") % r.wrote(atom))


def _weekly(r, found):
    r.put("days_per_week", (1, 1))


def _monthly(r, found):
    r.fail(_("“%s” is outside the limits: every 1 to 14 days.") % r.text[slice(*found.span)])


def _hourly(r, found):
    r.put("every_hours", (1, 1))


def _half_hourly(r, found):
    start, end = found.span
    r.fail(
        _("“%s”: the limits are every 1 to 12 whole hours.") % r.text[start:end],
        (r.choice("every hour", start, end),),
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


def _three_a_week(r, found):
    r.put("days_per_week", (3, 3))
    r.warn(_("“%s” is easily misread; it is taken as 3 days a week.") % r.wrote(found["n"]))


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
    r.ask(_("“%s” is not a number. How many?") % r.text[start:end], unsure=("reps", "sets"))


def _as_needed(r, found):
    words = r.text[slice(*found.span)]
    r.note(_("as needed") if words.lower().replace(".", "") == "prn" else words)
    r.warn(_("“%s” does not say how often; it is kept as a note.") % words)
    r.put("as_needed", True)


def _meals(r, found):
    """Keep "with meals" as a note where the times a day are stated; else ask how many."""
    start, end = found.span
    r.note(r.text[start:end])
    if not r.has("per_day"):
        question = _("“%s”: how many times a day?") % r.text[start:end]
        r.ask(question, (r.choice("3 times a day", start, end),), unsure="per_day")


def _weekdays(r, found):
    days, atoms = (
        set(),
        [
            a
            for a in (found.all("days") or found.all("days2"))
            if a.kind in ("WD", "DASH", "TO", "DAYSET")
        ],
    )
    if not _plausible_day(r, found, atoms):
        return False
    for i, atom in enumerate(atoms):
        if atom.kind == "DAYSET":
            days |= set(atom.low)
        elif atom.kind == "WD":
            days.add(atom.low)
        elif 0 < i < len(atoms) - 1:
            first, last = atoms[i - 1].low, atoms[i + 1].low
            days |= {(first + k) % 7 for k in range((last - first) % 7 + 1)}
    if found["but"]:
        r.put("weekdays", tuple(sorted(set(range(7)) - days)))
    else:
        r.put("weekdays", tuple(sorted(days)))
    return True


def _plausible_day(r, found, atoms):
    """Refuse a lone "sat" or "sun" as a day: "sat on a chair"."""
    if len(atoms) > 1 or found["lead"] or found["but"] or found["only"]:
        return True
    atom = atoms[0]
    word = r.wrote(atom)
    if atom.kind != "WD" or word.lower() not in ("sat", "sun", "wed", "tu", "th", "mon", "fri"):
        return True
    if r.text[atom.end :].lstrip().startswith(":"):
        return True
    late = atom.start > 0 or word.lower() not in ("sat", "sun")
    return word[0].isupper() and late and word.lower() != "th"


def _part_of_day(r, found):
    r.note(found["n"].low if found["n"].low == "at midday" else r.wrote(found["n"]))


def _times_an_hour(r, found):
    words = r.text[slice(*found.span)]
    r.ask(_("“%s”: every how many hours?") % words, unsure="every_hours")


def _n_hourly(r, found):
    atom = found["n"]
    _hours(r, found, atom, atom.low, atom.high)


def _times_every_days(r, found):
    """Read "once every 3 days"; more than once in the stretch has no column, so it is asked."""
    if found["times"].kind == "TW" and found["times"].high == 1:
        return _every_days(r, found)
    words = r.text[slice(*found.span)]
    r.ask(_("“%s”: how many days a week is that?") % words, unsure="days_per_week")
    return True


def _out_of_seven(r, found):
    seven = found["seven"]
    if seven.low != 7 or seven.high != 7:
        return False
    r.count("days_per_week", found["n"])
    return True


_PHRASES = (
    ("[VAGUE VAGUEFREQ] TIMESX? EVRY* [DAY DAILY]", _vague),
    ("VAGUE [TIMES X SESSION DAY]? (?:EVRY|OF)* (?P<week>[WEEK WEEKLY])", _vague),
    ("VAGUE [TIMES X]", _vague),
    ("VAGUE [ANY REP SET SEC MIN HOUR BREATH]", _vague_count),
    ("VAGUEFREQ", _vague),
    ("(?<!N)SET OF [REP BREATH]", _vague_count),
    ("AT? (?:REST FOR?)? (?P<n>T) [REST OFF]? OF? TWEEN [SESSION WORK]?(?!SET|REP)", None),
    ("AT? (?P<n>N) DAY [REST OFF]* TWEEN SESSION?", _days_between),
    ("AT? RESTDAY SESSION?", _rest_day),
)
_INTERVALS = (
    ("(?P<times>TW|N TIMES) EVERY (?P<n>N|ORD) (?:DAY|(?P<week>WEEK))", _times_every_days),
    ("EVERY (?P<n>[N ORD]) (?:DAY|(?P<week>WEEK))", _every_days),
    ("ON? (?P<n>[EVNDAYS QOD])", _every_phrase),
    ("EVERY (?P<n>T)", _every_hours),
    ("EVERY? (?P<n>N) HOURLY", _n_hourly),
    ("(?:TW|N TIMES) [EVERYHOUR HOURLY]", _times_an_hour),
    ("EVERYHOUR|HOURLY|[EVERY PER EACH] HOUR", _hourly),
    ("HALFHOURLY", _half_hourly),
    ("MONTHLY|EVERY N? MONTH|[N TW] TIMESX? EVRY MONTH", _monthly),
)
_AMOUNTS = (
    (
        "(?<!REP X)(?<!REP)(?P<n>N) SET [OF X AT FOR COMMA]* (?:(?P<reps>[N NRM T]) REP?)? HOLD? SIDE? EVRY "
        "(?P<period>[DAY WEEK])",
        _sets_a_day,
    ),
    (
        "(?<!X)(?P<n>N) X (?P<reps>[N NRM T]) REP? HOLD? SIDE? EVRY (?P<period>[DAY WEEK])",
        _sets_a_day,
    ),
    ("N REP EVRY WEEK|T EVRY WEEK", _amount_a_week),
    ("(?P<n>N) REP EVRY DAY|(?P<n2>T) EVRY DAY", _amount_a_day),
)
_COUNTED = (
    ("ON? (?P<n>N) [DAY TIMES SESSION]? (?:OUTOF|OF) (?P<seven>N) DAY?", _out_of_seven),
    (
        "ON? (?P<n>N) [TIMES X SESSION DAY] [X TIMES DAY]? [PER A SLASH EACH EVERY IN COMMA]* "
        "[WEEK WEEKLY EVERYWEEK PW]|(?P<n2>TW) [PER A SLASH EACH EVERY IN]* [WEEK WEEKLY EVERYWEEK]",
        _per_week,
    ),
    (
        "(?P<n>N) TIMESX [PER A SLASH EACH EVERY X]* [DAY DAILY PD]|(?P<n2>TW) EVRY* [DAY DAILY]",
        _per_day,
    ),
    ("(?P<n>N) PW|NOTX X (?P<n2>N) PW", _per_week),
    ("(?P<n>N) PD|NOTX X (?P<n2>N) PD", _per_day),
    ("NOTX X (?P<n>N) (?:EVRY|TIMESX)+ DAY", _per_day),
    ("NOTX X (?P<n>N) (?:EVRY|TIMESX|DAY)+ WEEK", _per_week),
    ("(?<!X)(?P<n>N) EVRY WEEK", _per_week),
    ("(?P<n>[PERDAY ODQD])", _per_day_phrase),
    ("(?P<n>TIW)", _three_a_week),
    ("BIWEEKLY", _biweekly),
    ("BIMONTHLY", _bimonthly),
    ("X? ON? (?P<n>D7) (?:DAY)?", _sevenths),
)
_DAYS = "(?P<days>[WD DAYSET](?:(?:COMMA|SLASH|AND|PLUS|DASH|TO|COMMA AND)?[WD DAYSET])*)"

COURSES = tuple(
    rule(kind, pattern, read)
    for kind, pattern, read in (
        ("note", "REVIEW [IN AT FOR]? (?:N [WEEK DAY MONTH]|D7|W52|M12)", _noted),
        ("course", "[FOR X UNTILWORD IN]? [W52 M12]", _course),
        ("course", "[FOR IN] D7", _course),
        ("course", "(?:FOR|NOTX X) N [WEEK MONTH FORTNIGHT DAY](?!EVRY|OUTOF|OF|IN)", _course),
    )
)
RULES = tuple(
    rule("frequency", pattern, read or _hours_between)
    for pattern, read in (
        *_PHRASES,
        *_INTERVALS,
        *_AMOUNTS,
        *_COUNTED,
        (
            f"(?P<but>NEG) [ON EVERY]* {_DAYS}|(?P<lead>[ON EVERY EACH])? {_DAYS.replace('days', 'days2')} "
            "(?P<but2>OFF)? (?P<only>ONLY)?",
            _weekdays,
        ),
    )
)
# These wait until the counts are known: "3 x 10 x 2 daily", "10 reps, 3/day", "for 8 weeks".
LATE = tuple(
    rule("frequency", pattern, read)
    for pattern, read in (
        ("(?<!X)(?P<n>N) EVRY DAY", _bare_per_day),
        ("X (?P<n>N) (?P<daily>[DAILY WEEKLY])", _per_day_or_reps),
        ("NIGHTLY", _nightly),
        ("DAILY|EVERY DAY", _daily),
        ("[PER A SLASH] DAY", _a_day),
        ("WEEKLY|EVERYWEEK|EVRY WEEK", _weekly),
        ("N (?:WEEK|MONTH)", _course),
        ("PRN", _as_needed),
        ("MEALS", _meals),
        ("(?:IN|AT|ON)? (?P<n>PART)", _part_of_day),
    )
)
