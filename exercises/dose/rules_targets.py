"""What to build up to: a target is not the dose of today."""

from django.utils.translation import gettext as _

from exercises.dose.reading import rule


def _target(r, found):
    words = r.text[slice(*found.span)]
    sets, reps = found["sets"], found["reps"]
    for name, atom in (("target_sets", sets), ("target_reps", reps)):
        if atom is not None:
            if atom.low != atom.high or atom.low is None:
                r.note(words)
                r.remark(_("“%s” is a range to build up to; it is kept as a note.") % words)
                return
            r.count(name, atom)
    r.put("target", words)
    r.remark(_("“%s” is a target to build up to, not the dose of today.") % words)


def _target_time(r, found):
    words = r.text[slice(*found.span)]
    r.note(words)
    r.put("target", words)
    r.remark(_("“%s” is a target to build up to; it is kept as a note.") % words)


def _target_band(r, found):
    return r.atoms[found.start].kind != "TO" and _target_time(r, found)


def _which_target(r, found):
    words = r.text[slice(*found.span)]
    r.ask(_("“%s”: so many what?") % words, [
        r.choice(f"{words} reps", *found.span), r.choice(f"{words} sets", *found.span),
    ])  # fmt: skip


TARGETS = tuple(
    rule("target", pattern, read)
    for pattern, read in (
        ("(?:BUILD|ARROW) (?P<sets>NUM) (?:X|SET [OF X]*) (?P<reps>NUM) (?:REP|TIMES)?", _target),
        ("(?:BUILD|ARROW) (?P<sets>NUM) SET", _target),
        ("BUILD (?P<reps>NUM) [REP TIMES EXNOUN]", _target),
        ("(?:BUILD|ARROW) (?:(?:NUM X)? T|NUM [HOUR KG LB DIST M CM PCT] |LOAD)", _target_time),
        ("(?:BUILD|ARROW) N [DAY TIMES X] EVRY* [WEEK DAY DAILY WEEKLY]", _target_time),
        ("(?:BUILD) (?P<reps>NUM)(?![SLASH PER])", _target),
        ("[BUILD ARROW TO] [COLOUR STRENGTH]+ BAND?(?!COLOUR)", _target_band),
        ("ARROW N", _which_target),
    )
)
