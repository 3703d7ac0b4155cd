"""Every so many days or hours, and days by name."""

from django.utils.translation import gettext as _

from exercises.dose.reading import plain


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
    if atom.unit != "h":
        return False
    hours = atom.low
    if hours is not None and atom.high is None:
        r.note(r.text[start:end])
        r.put("gap", r.text[start:end])
        return True
    if hours != atom.high or hours is None:
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


def _monthly(r, found):
    r.fail(_("“%s” is outside the limits: every 1 to 14 days.") % r.text[slice(*found.span)])


def _hourly(r, found):
    r.put("every_hours", (1, 1))


def _other_hour(r, found):
    r.put("every_hours", (2, 2))


def _half_hourly(r, found):
    start, end = found.span
    r.fail(
        _("“%s”: the limits are every 1 to 12 whole hours.") % r.text[start:end],
        (r.choice("every hour", start, end),),
    )


def _weekdays(r, found):
    days, atoms = (
        set(),
        [a for a in found.all("days") if a.kind in ("WD", "DASH", "TO", "DAYSET")],
    )
    if not _plausible_day(r, found, atoms):
        return False
    listed = sum(atom.kind == "DASH" for atom in atoms) > 1
    for i, atom in enumerate(atoms):
        if listed and atom.kind == "DASH":
            continue
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


BETWEEN = (
    (
        "AT? (?:REST FOR?)? (?P<n>T) [REST OFF]? OF? TWEEN [SESSION WORK]?(?!SET|REP)",
        _hours_between,
    ),
    ("AT? (?P<n>N) DAY [REST OFF]* TWEEN SESSION?", _days_between),
    ("AT? RESTDAY SESSION?", _rest_day),
)
INTERVALS = (
    ("(?P<times>TW|N TIMES) EVERY (?P<n>N|ORD) (?:DAY|(?P<week>WEEK))", _times_every_days),
    ("EVERY (?P<n>[N ORD]) (?:DAY|(?P<week>WEEK))", _every_days),
    ("ON? (?P<n>[EVNDAYS QOD])", _every_phrase),
    ("EVERY (?P<n>T)", _every_hours),
    ("EVERY? (?<!X)(?P<n>N) HOURLY", _n_hourly),
    ("(?:TW|N TIMES) [EVERYHOUR HOURLY]", _times_an_hour),
    ("OTHERHOUR", _other_hour),
    ("EVERYHOUR|HOURLY|[EVERY PER EACH] HOUR", _hourly),
    ("HALFHOURLY", _half_hourly),
    ("MONTHLY|EVERY N? MONTH|[N TW] TIMESX? EVRY MONTH", _monthly),
)


_DAYS = "(?P<days>[WD DAYSET](?:(?:COMMA|SLASH|AND|PLUS|DASH|TO|COMMA AND)?[WD DAYSET])*)"
WEEKDAYS = (
    (f"(?P<but>NEG) [ON EVERY]* {_DAYS}", _weekdays),
    (f"(?P<lead>[ON EVERY EACH])? {_DAYS} (?P<but>OFF)? (?P<only>ONLY)?", _weekdays),
)
