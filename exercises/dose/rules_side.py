"""Which side: each, left, right, both together, the affected one."""

from django.utils.translation import gettext as _

from exercises.dose.reading import plain, rule


def _side(side):
    def read(r, found):
        r.put("side", side)

    return read


def _lone(side):
    """A small letter grown on to a number ("10l") may be a slip for a digit: ask."""

    def read(r, found):
        atom = found["n"]
        attached = atom.start and r.text[atom.start - 1].isdigit()
        if attached and atom.text.islower():
            start, end = atom.start, atom.end
            r.ask(
                _("“%s”: is this letter a side?") % r.text[start - 1 : end],
                (r.choice(f"{side} side", start, end),),
                unsure="side",
            )
        else:
            r.put("side", side)

    return read


def _rest_letter(r, found):
    """Ask about "r90s": rest, or the right side?"""
    letter, time = r.atoms[found.start : found.start + 2]
    if letter.end != time.start:
        return False
    wrote = r.wrote(time)
    r.ask(
        _("“%s”: rest, or the right side?") % r.text[letter.start : time.end],
        (r.choice(f"rest {wrote}", letter.start, time.end),),
        unsure=("side", "rest", "hold", "duration"),
    )
    return True


def _affected(r, found):
    r.put("side", "affected")


def _unaffected(r, found):
    start, end = found.span
    r.ask(
        _("“%s”: which side is that?") % r.text[start:end],
        (r.choice("left", start, end), r.choice("right", start, end)),
        unsure="side",
    )


def _both_limbs(r, found):
    start, end = found.span
    r.ask(
        _("“%s”: each side in turn, or both together?") % r.text[start:end],
        (r.choice("each side", start, end), r.choice("both together", start, end)),
        unsure="side",
    )


def _each_what(r, found):
    start, end = found.span
    r.ask(
        _("“%s”: each side, or each direction?") % r.text[start:end],
        (r.choice("each side", start, end), r.choice("each way", start, end)),
        unsure="side",
    )


def _ways(r, found):
    words = r.text[slice(*found.span)]
    r.note(words.lstrip("/ "))
    r.put("ways", True)


def _total_alternating(r, found):
    atom = found["n"]
    if atom.low is None or atom.low != atom.high or atom.low % 2:
        r.ask(_("“%s” cannot be halved. How many on each side?") % r.wrote(atom), unsure="reps")
        return
    half = int(atom.low) // 2
    r.put("reps", (half, half))
    r.put("side", "each")
    r.remark(
        _("%(total)s in total, alternating, is %(half)s on each side.")
        % {"total": plain(atom.low), "half": half}
    )


def _alternating(r, found):
    r.put("alternating", found.span)


def _both_counts(r, found):
    """Read "10 L / 10 R": the same on each side; different numbers are two doses."""
    first, second = found["n"], found["m"]
    if (first.low, first.high) != (second.low, second.high):
        r.ask(
            _("“%s”: a different number for each side is two doses.") % r.text[slice(*found.span)],
            unsure=("reps", "side"),
        )
        return
    r.count("reps", first)
    r.put("side", "each")


def _single(r, found):
    r.put("single", found.span)


_TURN = "(?:ALTERN BODY?)"

FIRST = tuple(
    rule("side", pattern, read, "SIDE")
    for pattern, read in (
        (f"(?P<n>N) [REP TIMES EXNOUN]? COMMA? TOTAL COMMA? {_TURN}", _total_alternating),
        (f"TOTAL OF? (?P<n>N) [REP TIMES]? COMMA? {_TURN}", _total_alternating),
        (f"{_TURN} COMMA? (?P<n>N) [REP TIMES]? TOTAL", _total_alternating),
        ("[LEFT LONE_L] BODY? COMMA? [AND PLUS THEN] [RIGHT LONE_R] BODY?", _side("each")),
        ("[RIGHT LONE_R] BODY? COMMA? [AND PLUS THEN] [LEFT LONE_L] BODY?", _side("each")),
        (
            (
                "(?P<n>N) [LEFT LONE_L] [SLASH COMMA AND]? (?P<m>N) [RIGHT LONE_R]"
                "|(?P<n2>N) [RIGHT LONE_R] [SLASH COMMA AND]? (?P<m2>N) [LEFT LONE_L]"
            ),
            _both_counts,
        ),
        ("LONE_R (?=T)", _rest_letter),
        ("LEFT SLASH RIGHT BODY?|RIGHT SLASH LEFT BODY?", _side("each")),
        ("(?:FOR|ON)? BOTH BODY? TOGETHER|BILAT BODY? ONLY?", _side("both")),
        ("ON? EACHSIDE", _side("each")),
        ("ON? [EACH PER SLASH EVERY] SLASH? BODY(?!EXNOUN)", _side("each")),
        ("(?<=N) A BODY|(?<=N REP) A BODY", _side("each")),
        ("ON? BOTH BODY?(?!WAY)", _both_limbs),
        ("ON? UNAFFECTED BODY ONLY?", _unaffected),
        ("(?:ON|FOR)? AFFECTED BODY ONLY?|AFFECTED ONLY", _affected),
        ("(?:ON|FOR)? LEFT BODY? ONLY?", _side("left")),
        ("(?:ON|FOR)? RIGHT BODY? ONLY?", _side("right")),
        ("ON? (?P<n>LONE_L) BODY? ONLY?", _lone("left")),
        ("ON? (?P<n>LONE_R) BODY? ONLY?", _lone("right")),
        ("SINGLE", _single),
        ("[EACH PER SLASH BOTH IN] WAY|BOTH? WAY(?=COMMA|DONE)", _ways),
        (_TURN, _alternating),
    )
)
LATE = (rule("side", "EACH(?!WORD|SET|REP|HOLD|T|N|SESSION|TIMES)", _each_what),)


def settle(r):
    """Say what a single-leg exercise or alternation leaves open, once all sides are read."""
    for span in r.facts.get("single", ()):
        if not r.has("side"):
            start, end = span
            words = r.text[start:end]
            r.warn(_("“%s” does not say which side. Choose each, left or right.") % words)
            r.facts["side_choices"] = [
                r.choice(f"{words} {side}", start, end, side)
                for side in ("each side", "left side", "right side")
            ]
    for span in r.facts.get("alternating", ()):
        if not r.has("side") and "side" not in r.unsure:
            _ask_total(r, *span)


def _ask_total(r, start, end):
    if not r.has("reps"):
        r.ask(
            _("“%s”: how many on each side?") % r.text[start:end],
            (r.choice("each side", start, end),),
            unsure="side",
        )
        return
    choices = [r.choice("each side", start, end, _("that number on each side"))]
    r.ask(
        _("“%s”: is the number a total, or for each side?") % r.text[start:end],
        choices,
        unsure=("side", "reps"),
    )
