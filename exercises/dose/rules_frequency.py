"""How often: times a day, days a week, every so many days or hours, days by name."""

from django.utils.translation import gettext as _

from exercises.dose import rules_rhythm, rules_unclear
from exercises.dose.reading import plain, rule


def _per_day(r, found):
    r.count("per_day", found["n"])


def _per_day_phrase(r, found):
    atom = found["n"]
    r.put("per_day", (atom.low, atom.high))
    if atom.kind == "ODQD" and atom.low != atom.high:
        r.warn(_("“%s” is easily misread; it is taken as once a day or more.") % r.wrote(atom))
    elif atom.kind == "ODQD":
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
    start, end = found.span
    number = plain(atom.low) if atom.low == atom.high else f"{plain(atom.low)}-{plain(atom.high)}"
    other = "sets" if r.has("reps") else "reps"
    bare = "weekly" if weekly else "daily"
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


def _per_week(r, found):
    r.count("days_per_week", found["n"])


def _sevenths(r, found):
    atom = found["n"]
    r.count("days_per_week", atom)
    r.warn(
        _("“%(text)s” is taken as %(days)s days a week. For a course write “for %(days)s days”.")
        % {"text": r.text[found.span[0] : found.span[1]], "days": r.wrote(atom).split("/")[0]}
    )


def _times_in_seven(r, found):
    """Read "5x/7" as "5/7"."""
    return found["seven"].low == 7 and not _sevenths(r, found)


def _course(r, found):
    start, end = found.span
    words = r.text[start:end]
    r.note(words)
    r.put("course", words)
    if words[0].isdigit() and words.endswith("12"):
        r.put("bare_twelfths", found.span)
    r.remark(_("The course (“%s”) belongs to the phase; it is kept as a note.") % words.strip())


def _days_or_course(r, found):
    """Ask about "x 3 days": days a week, or a course? More than 7 can only be a course."""
    number = r.atoms[found.end - 2]
    start, end = found.span
    if (number.high or 0) > 7:
        _course(r, found)
        return
    wrote = r.wrote(number)
    r.ask(
        _("“%s”: days a week, or for so many days?") % r.text[start:end],
        (
            r.choice(f", {wrote} days a week", start, end, _("%s days a week") % wrote),
            r.choice(f"for {wrote} days", start, end),
        ),
        unsure="days_per_week",
    )


def _course_of_hours(r, found):
    """Read "for 48 hrs": from a day on it is how long to go on, not how long each time."""
    return (found["n"].low or 0) >= 86_400 and not _course(r, found)


def _last_of_two(r, found):
    """Ask about "3x10/12": a range, or the numbers of single sets?"""
    sets, last = r.atoms[found.start], r.atoms[found.end - 1]
    start, end = r.atoms[found.start + 2].start, last.end
    ends = r.text[start:end].replace(" ", "").split("/")
    if len(ends) != 2 or not (ends[0] + ends[1]).isdigit() or not 4 < int(ends[0]) < int(ends[1]):
        return False
    r.count("sets", sets)
    r.ask(
        _("“%s”: a range of repetitions?") % r.text[slice(*found.span)],
        (r.choice("-".join(ends), start, end),),
        unsure="reps",
    )
    return True


def _noted(r, found):
    start, end = found.span
    r.note(r.text[start:end])


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


def _three_a_week(r, found):
    r.put("days_per_week", (3, 3))
    r.warn(_("“%s” is easily misread; it is taken as 3 days a week.") % r.wrote(found["n"]))


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


def _part_of_day(r, found):
    r.note(found["n"].low if found["n"].low == "at midday" else r.wrote(found["n"]))


def _two_parts(r, found):
    """Read "on waking and before bed" as twice a day."""
    if found["n"].low == found["m"].low:
        return False
    r.put("per_day", (2, 2))
    r.note(r.text[slice(*found.span)])
    return True


def _out_of_seven(r, found):
    seven = found["seven"]
    if seven.low != 7 or seven.high != 7:
        return False
    r.count("days_per_week", found["n"])
    return True


_COUNTED = (
    ("ON? (?P<n>N) [DAY TIMES SESSION]? (?:OUTOF|OF|SLASH) (?P<seven>N) DAY?", _out_of_seven),
    (
        (
            "ON? (?P<n>N) [TIMES X SESSION DAY] [X TIMES DAY]? [PER A SLASH EACH EVERY IN COMMA]* "
            "[WEEK WEEKLY EVERYWEEK PW]"
            "|(?P<n2>TW) [PER A SLASH EACH EVERY IN]* [WEEK WEEKLY EVERYWEEK]"
        ),
        _per_week,
    ),
    (
        "(?P<n>N) TIMESX [PER A SLASH EACH EVERY X]* [DAY DAILY PD]|(?P<n2>TW) EVRY* [DAY DAILY]",
        _per_day,
    ),
    ("(?P<n>N) PW|NOTX X (?P<n2>N) PW", _per_week),
    ("(?P<n>N) PD|NOTX X (?P<n2>N) PD", _per_day),
    ("(?P<n>N) [TIMES X] SPREAD|NOTX X (?P<n2>N) SPREAD", _per_day),
    ("NOTX X (?P<n>N) (?:EVRY|TIMESX)+ DAY", _per_day),
    ("NOTX X (?P<n>N) (?:EVRY|TIMESX|DAY)+ WEEK", _per_week),
    ("(?<!X)(?P<n>N) EVRY WEEK", _per_week),
    ("(?P<n>[PERDAY ODQD])", _per_day_phrase),
    ("(?P<n>TIW)", _three_a_week),
    *rules_unclear.ABBREVIATIONS,
    ("X? ON? (?P<n>D7) (?:DAY)?", _sevenths),
    ("(?P<n>N) [X TIMES] SLASH (?P<seven>N)", _times_in_seven),
)

_TWO_NUMBERS = "(?<!X)N X (?:[M12 OUT10 D7]|N SLASH N(?![X SET TIMES DAY WEEK SLASH]))"
COURSES = tuple(
    rule(kind, pattern, read)
    for kind, pattern, read in (
        ("note", "REVIEW [IN AT FOR]? (?:N [WEEK DAY MONTH]|D7|W52|M12)", _noted),
        (
            "count",
            _TWO_NUMBERS,
            _last_of_two,
        ),
        ("course", "[FOR X UNTILWORD IN]? [W52 M12]", _course),
        ("course", "NOTX X N DAY(?!EVRY|OUTOF|OF|IN)", _days_or_course),
        ("course", "[FOR IN] D7", _course),
        ("course", "FOR (?P<n>T)(?!TWEEN)", _course_of_hours),
        ("course", "(?:FOR|NOTX X) N [WEEK MONTH FORTNIGHT DAY](?!EVRY|OUTOF|OF|IN)", _course),
    )
)
RULES = tuple(
    rule("frequency", pattern, read)
    for pattern, read in (
        *rules_unclear.VAGUE,
        *rules_rhythm.BETWEEN,
        *rules_rhythm.INTERVALS,
        *rules_unclear.AMOUNTS,
        *_COUNTED,
        *rules_rhythm.WEEKDAYS,
    )
)
# Before a lone "x 3" is taken for repetitions: "daily x 3".
BEFORE_SINGLES = (
    rule(
        "frequency",
        "(?P<daily>[DAILY WEEKLY]) X (?P<n>N)(?![X REP SET TIMES SIDE EXNOUN SLASH PER A])",
        _per_day_or_reps,
    ),
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
        ("[IN AT ON]? (?P<n>PART) [AND PLUS SLASH COMMA]+ [IN AT ON]? (?P<m>PART)", _two_parts),
        ("[IN AT ON]? (?P<n>PART)", _part_of_day),
    )
)
