"""Tempo: seconds up, at the top, down, at the bottom."""

from django.utils.translation import gettext as _

from exercises.dose.reading import rule

_UNITS = ("KG", "LB", "G", "PCT", "SEC", "MIN", "REP", "SET", "DIST", "M", "CM", "DEG", "OTHERUNIT")
_STEPS = {
    "DIRUP": "tempo_up",
    "DIRDOWN": "tempo_down",
    "ATTOP": "tempo_top",
    "ATBOTTOM": "tempo_bottom",
}


def _tempo(r, found):
    atom = found["n"]
    values = _tempo_values(r, atom)
    if not values:
        r.fail(
            _("“%s” is not a tempo. Write 3 parts (up-hold-down) or 4 (down-bottom-up-top).")
            % r.text[slice(*found.span)]
        )
        return
    _put_tempo(r, values)


def _put_tempo(r, values):
    names = ("tempo_up", "tempo_top", "tempo_down")
    if len(values) == 4:
        names = ("tempo_down", "tempo_bottom", "tempo_up", "tempo_top")
    for name, value in zip(names, values, strict=True):
        r.put(name, value)


def _tempo_values(r, atom):
    if atom.kind == "L":
        return atom.low if len(atom.low) in (3, 4) else ()
    written = r.wrote(atom)
    return tuple(map(int, written)) if written.isdigit() and len(written) in (3, 4) else ()


def _tempo_before(r, found):
    if not _tempo_values(r, found["n"]):
        return False
    return _tempo(r, found)


def _spaced(r, found):
    """Read "tempo 3:1:3" and "tempo 2 0 2"."""
    numbers = [atom for atom in r.atoms[found.start : found.end] if atom.kind == "N"]
    if any(atom.low != atom.high or not r.wrote(atom).isdigit() for atom in numbers):
        return False
    _put_tempo(r, [atom.low for atom in numbers])
    return True


def _bare_tempo(r, found):
    """Take "3-1-3-0" or "@ 3010" for a tempo: a part of 0 can be nothing else."""
    atom = found["n"]
    marked = r.atoms[found.start].text == "@"
    values = _tempo_values(r, atom) if atom.kind == "L" or marked else ()
    after = r.atoms[found.end].kind if found.end < len(r.atoms) else ""
    if 0 not in values or max(values) > 10 or not any(values) or after in _UNITS:
        return False
    return _tempo(r, found)


def _explosive(r, found):
    r.ask(
        _("“%s”: a tempo with X (as fast as possible) has no number. Which speed in seconds?")
        % r.text[slice(*found.span)],
        unsure=("tempo_up", "tempo_down", "tempo_top", "tempo_bottom"),
    )


def _whole_tempo(r, found):
    for name in ("up", "top", "down"):
        r.put(f"tempo_{name}", _seconds(r, found[name]))


def _up_and_down(r, found):
    for name in ("up", "down"):
        r.put(f"tempo_{name}", _seconds(r, found[name]))


def _step(r, found):
    r.put(_STEPS[found["way"].kind], _seconds(r, found["t"]))


def _seconds(r, atom):
    if atom.low != atom.high or atom.low is None:
        r.ask(_("“%s”: how many seconds exactly?") % r.wrote(atom), unsure="tempo_up")
    return atom.high if atom.high is not None else atom.low


def _no_pause(r, found):
    r.put(_STEPS[found["way"].kind], 0)


RULES = tuple(
    rule("tempo", pattern, read)
    for pattern, read in (
        ("AT? A? (?P<n>[N L]) TEMPO", _tempo_before),
        ("AT? A? TEMPO [COLON OF]* (?:N X N|[N L] DASH X (?:DASH N)?)", _explosive),
        ("AT? A? TEMPO [COLON OF]* N COLON? N COLON? N(?: COLON? N)?(?![X SET REP])", _spaced),
        ("AT? A? TEMPO [COLON OF]* (?P<n>[N L])", _tempo),
        (
            (
                "[COMMA]? (?P<up>[T N]) DIRUP [COMMA AND SLASH DASH]* (?P<top>T) [HOLD "
                "PAUSE] ATTOP? [COMMA AND SLASH DASH]* (?P<down>[T N]) DIRDOWN"
            ),
            _whole_tempo,
        ),
        (
            (
                "DIRUP [FOR OF IN]? (?P<up>T) [COMMA AND]* [HOLD PAUSE] FOR? (?P<top>T) "
                "[COMMA AND]* DIRDOWN [FOR KINDLY IN]* (?P<down>T)"
            ),
            _whole_tempo,
        ),
        (
            (
                "(?P<up>T) DIRUP [COMMA AND SLASH DASH THEN]* (?P<down>T) DIRDOWN|DIRUP "
                "[FOR IN]? (?P<up2>T) [COMMA AND SLASH DASH THEN]* DIRDOWN [FOR IN]? "
                "(?P<down2>T)(?!DIRUP|DIRDOWN)"
            ),
            _up_and_down,
        ),
        ("(?P<down>T) DIRDOWN [COMMA AND SLASH DASH THEN]* (?P<up>T) DIRUP", _up_and_down),
        ("AT? (?<!EFFORT)(?<!RIR)(?P<n>[N L])", _bare_tempo),
        ("PAUSE FOR? (?P<t>T) (?P<way>[ATTOP ATBOTTOM])", _step),
        ("AT? A? (?P<t>T) PAUSE (?P<way>[ATTOP ATBOTTOM])", _step),
        ("PAUSE (?P<way>[ATTOP ATBOTTOM]) FOR (?P<t>T)", _step),
        ("NEG PAUSE (?P<way>[ATTOP ATBOTTOM])", _no_pause),
        ("(?P<way>[DIRUP DIRDOWN]) KINDLY? [FOR IN COLON]* (?P<t>T)(?![HOLD REST])", _step),
        ("(?<!X)(?<!HOLD)(?<!HOLD FOR)(?P<t>T) KINDLY? (?P<way>[DIRUP DIRDOWN])", _step),
    )
)
