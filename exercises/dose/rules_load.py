"""How heavy, how hard, how far: load, effort, until, as many as possible, pain, distances."""

from decimal import Decimal

from django.utils.translation import gettext as _

from exercises.dose.reading import plain, rule


def _weight(r, found):
    """Read "12 kg", "5 lb dumbbell", "500 g"; a range has no one value, so it is asked."""
    atom, unit = found["n"], found["unit"]
    if unit.text == "#" and unit.start > atom.end:
        return False
    label = found["gear"].text.lower() if found["gear"] else ""
    kind = "lb" if unit.kind == "LB" else "kg"
    if atom.kind == "L":
        r.put("load_by_set", tuple(Decimal(str(value)) for value in atom.low))
        r.put("load", (kind, None, label))
        return True
    if atom.low is None or atom.low != atom.high or atom.unit:
        start, end = found.span
        ends = [plain(x) for x in (atom.low, atom.high) if x is not None]
        r.ask(
            _("“%s” is not one load. Which to start with?") % r.text[start:end],
            [r.choice(f"{x} {kind}", start, end) for x in ends],
            unsure="load",
        )
        return True
    if atom.about:
        r.warn(_("“%s” is taken as that number.") % r.wrote(atom))
    value = Decimal(str(atom.low))
    r.put("load", (kind, value / 1000 if unit.kind == "G" else value, label))
    return True


def _loads_by_set(r, found):
    """Read "12 @ 20 kg, 10 @ 25 kg"."""
    atoms = r.atoms[found.start : found.end]
    numbers = [atom for atom in atoms if atom.kind == "N"]
    units = {atom.kind.lower() for atom in atoms if atom.kind in ("KG", "LB")}
    if len(units) > 1 or any(atom.low != atom.high or atom.unit for atom in numbers):
        return False
    reps, loads = ([atom.low for atom in numbers[k::2]] for k in (0, 1))
    if any(value != int(value) for value in reps):
        return False
    r.put("sets", (len(reps), len(reps)))
    r.put("reps", (min(reps), max(reps)))
    r.put("load", (units.pop(), None, ""))
    r.put("load_by_set", tuple(Decimal(str(value)) for value in loads))
    if len(set(reps)) > 1:
        r.put("reps_by_set", tuple(reps))
    return True


def _body_weight_plus(r, found):
    r.put("load", ("other", None, r.text[slice(*found.span)]))
    return True


def _percent(r, found):
    atom = found["n"]
    if atom.low == atom.high and atom.low is not None:
        r.put("load", ("percent_1rm", Decimal(str(atom.low)), ""))
    elif atom.unit:
        r.measure("load", atom)
    else:
        r.put("load", ("percent_1rm", None, r.wrote(atom).strip(" %")))


def _other(r, found):
    r.put("load", ("other", None, r.text[slice(*found.span)].strip(" @,").removeprefix("at ")))


def _percent_of_what(r, found):
    start, end = found.span
    words = r.text[start:end]
    r.ask(
        _("“%s” of what?") % words,
        (
            r.choice(f"{words.strip()} 1RM", start, end),
            r.choice(f"{words.strip()} MVC", start, end),
        ),
        unsure="load",
    )


def _band(r, found):
    label = " ".join(atom.text.lower() for atom in found.all("colour"))
    r.put("load", ("band", None, label))


def _which_band(r, found):
    colours = [
        atom
        for atom in (found.all("colours") or found.all("colours2"))
        if atom.kind in ("COLOUR", "STRENGTH")
    ]
    start, end = found.span
    r.ask(
        _("“%s” names more than one band. Which to start with?") % r.text[start:end],
        [r.choice(f"{atom.text.lower()} band", start, end) for atom in colours],
        unsure="load",
    )


def _body(r, found):
    r.put("load", ("bodyweight", None, ""))


def _each_many(r, found):
    """Ask about "10 x 5 kg": ten of what?"""
    start = found["n"].start
    number = r.wrote(found["n"])
    if r.has("products"):
        words = r.text[start : r.atoms[found.end - 1].end]
        r.ask(_("“%s”: how heavy is it together?") % words, unsure="load")
        return
    x_end = r.atoms[found.start + 1].end
    r.ask(
        _("“%s ×” a load: repetitions or sets?") % number,
        (
            r.choice(f"{number} reps with", start, x_end),
            r.choice(f"{number} sets with", start, x_end),
        ),
        unsure=("reps", "sets"),
    )


def _as_many(r, found):
    if found["n"]:
        r.count("sets", found["n"])
    r.put("is_amrap", True)


def _until(r, found):
    if found["n"]:
        r.count("sets", found["n"])
    r.put("until", found["until"].low)


def _most_liftable(r, found):
    r.put("load", ("xrm", Decimal(str(found["n"].low)), ""))


def _pain(r, found):
    words = r.text[slice(*found.span)]
    r.note(words)
    r.remark(_("The pain limit (“%s”) is set with the programme; it is kept as a note.") % words)


def _position(r, found):
    r.note(r.text[slice(*found.span)])


def _distance(r, found):
    start, end = found.span
    r.note(r.text[start:end])
    r.ask(
        _("“%s”: a dose holds no distance or machine setting. How long, or how many times?")
        % r.text[start:end],
        unsure="distance",
    )


def _metres_or_minutes(r, found):
    start, end = found.span
    number = r.wrote(found["n"])
    r.ask(
        _("“%s”: minutes or metres?") % r.text[start:end],
        (r.choice(f"{number} min", start, end),),
        unsure=("duration", "hold", "rest"),
    )


def _raise_by(r, found):
    words = r.text[slice(*found.span)]
    r.note(words)
    r.remark(_("The step up (“%s”) is kept as a note.") % words)


_UNIT = "(?P<unit>[KG G LB])"
_SHADE = "[COLOUR STRENGTH]"
_SHADES = f"(?P<colours>{_SHADE} (?:[SLASH OR TO DASH THEN AND] {_SHADE})+)"
_BY = "[AT A COMMA]*"

_NOTES = (
    (
        (
            "RAISEBY [ANY WEIGHTWORD BY]{0,3} (?:N|T) [KG LB PCT REP SET G CM DEG]?(?!X) "
            "(?:EVRY N? [WEEK DAY SESSION]|WEEKLY|EVERYWEEK|DAILY)?"
        ),
        _raise_by,
    ),
    (
        "PAIN [W AT UPTO FOR COLON]{0,2} (?:OUT10|N(?!X|REP|SET|TIMES|SEC|MIN|HOUR|DAY|KG|LB|PCT))",
        _pain,
    ),
    ("OUT10 PAIN", _pain),
    ("(?:[N NRM] DASH)? [N LENGTH] [CM DEG]|LENGTH", _position),
    ("L [CM DEG]", _position),
    ("STRENGTH EFFORT|MVC(?<!PCT MVC)(?<!OF MVC)", _position),
)
_PER_SET = (
    "N REP? AT N [KG LB] (?:[COMMA SLASH AND THEN]+ N REP? AT N [KG LB])+",
    _loads_by_set,
)
_LOADS = (
    ("AT? LIFTABLE (?P<n>N) GOODFORM", _most_liftable),
    ("AT? (?P<n>N) PCT OF LIFTABLE TW", _percent),
    ("AT? (?P<n>N) PCT OF? NRM", _percent),
    ("AT? N PCT OF? [MVC BODYWEIGHT EFFORT]", _other),
    ("BODYWEIGHT PLUS N [KG LB]", _body_weight_plus),
    (f"{_BY} (?P<gear>GEAR) [OF AT COLON A COMMA]* (?P<n>[N L]) {_UNIT}", _weight),
    (
        (
            f"{_BY} WEIGHTWORD? [COLON OF]* (?P<n>[N L]) {_UNIT} [OF IN A AT COMMA]* "
            "(?:(?P<gear>GEAR)|WEIGHTWORD)"
        ),
        _weight,
    ),
    (f"{_BY} WEIGHTWORD? [COLON OF]* (?P<n>[N L]) {_UNIT}", _weight),
    (
        (
            f"{_BY} {_SHADES} BAND+|{_BY} BAND+ [COLON COMMA DASH]* "
            f"{_SHADES.replace('colours', 'colours2')}"
        ),
        _which_band,
    ),
    (f"{_BY} (?P<colour>{_SHADE}{{1,2}}) COLON? BAND+", _band),
    (f"{_BY} BAND+ [COLON COMMA DASH]? (?P<colour>{_SHADE})(?!WORD)", _band),
    (f"{_BY} BAND+", _band),
    ("AT? BODYWEIGHT ONLY?", _body),
    (f"{_BY} STRENGTH [WEIGHTWORD GEAR]", _other),
    ("AT? WEIGHTWORD? GRADE N WEIGHTWORD?", _other),
)
RULES = (
    rule("load", *_PER_SET),
    *(rule("note", pattern, read) for pattern, read in _NOTES),
    *(rule("load", pattern, read, "LOAD") for pattern, read in _LOADS),
)
# After the counts, so that "3 x AMRAP" and "4 x 10 m" have been seen whole.
PERCENT = (rule("load", "AT? (?P<n>N) PCT", _percent_of_what),)
LATE = tuple(
    rule(kind, pattern, read)
    for kind, pattern, read in (
        ("reps", "AMRAP (?:X|COMMA)? (?P<n>N) SET|AMRAP X (?P<n2>N)", _as_many),
        ("reps", "(?P<n>N) (?:X|SET [OF X AT COMMA]*) [AMRAP UPTO]|AMRAP", _as_many),
        (
            "until",
            (
                "(?P<n>N) (?:X|SET [OF X COMMA]*) (?P<until>UNTIL)|(?P<until2>UNTIL) (?:X "
                "(?P<n2>N)(?!X|DAILY))?"
            ),
            _until,
        ),
        ("load", "(?<!X)(?P<n>N) X LOAD", _each_many),
        ("distance", "(?:N|L) [DIST OTHERUNIT]", _distance),
        ("time", "(?P<n>N) M", _metres_or_minutes),
    )
)
