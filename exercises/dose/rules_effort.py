"""How hard it should feel: RPE, Borg, repetitions in reserve."""

from django.utils.translation import gettext as _

from exercises.dose.reading import rule


def _effort(r, found):
    atom, word = found["n"], found["word"]
    if found["bound"]:
        atom.low = None
    low, high = atom.low, atom.high
    top = high if high is not None else low
    bottom = low if low is not None else high
    if word.kind == "BORG":
        _borg(r, found, atom, bottom, top)
    elif word.kind == "CR10" or atom.kind == "OUT10" or top <= 10:
        r.put("effort_scale", "rpe10")
        r.measure("effort", atom)
    elif bottom >= 11 and (word.text.lower() == "rpe" or "exertion" in word.text.lower()):
        r.put("effort_scale", "borg20")
        r.measure("effort", atom)
    else:
        r.fail(_("“%s”: RPE goes from 0 to 10, Borg from 6 to 20.") % r.text[slice(*found.span)])


def _borg(r, found, atom, bottom, top):
    start, end = found.span
    if atom.kind == "OUT10" or top < 6:
        number = r.wrote(atom)
        r.ask(
            _("“%s”: on which Borg scale, 6 to 20 or CR10?") % r.text[start:end],
            (r.choice(f"Borg CR10 {number.split('/')[0]}", start, end),),
            unsure=("effort", "effort_scale"),
        )
        return
    r.put("effort_scale", "borg20")
    r.measure("effort", atom)


def _reserve(r, found):
    """Turn repetitions in reserve into RPE: RPE = 10 - RIR. Source: Zourdos 2016, Helms 2016."""
    atom = found["n"]
    if atom.unit or any(x is not None and not 0 <= x <= 10 for x in (atom.low, atom.high)):
        r.fail(_("“%s”: repetitions in reserve go from 0 to 10.") % r.text[slice(*found.span)])
        return
    low = None if atom.high is None else 10 - atom.high
    high = None if atom.low is None else 10 - atom.low
    r.put("effort", (low, high))
    r.put("effort_scale", "rpe10")
    r.remark(
        _("“%s” is written as RPE (10 less the repetitions in reserve).")
        % r.text[slice(*found.span)]
    )


def _stop_short(r, found):
    """Read "stop 2 reps short of failure"."""
    return r.atoms[found.start].text.lower() == "stop" and not _reserve(r, found)


_EFFORT = "(?P<word>[CR10 BORG EFFORT])"


RULES = tuple(
    rule("effort", pattern, read)
    for pattern, read in (
        ("EFFORT COLON? (?P<n>N) (?P<word>BORG)", _effort),
        ("NEG AT? (?P<n>N) RIR", _stop_short),
        ("RIR COLON? (?P<n>N)|(?<![X EFFORT BORG COLON])(?P<n2>N) RIR|AT (?P<n3>N) RIR", _reserve),
        (
            f"(?P<bound>UPTO)? AT? A? {_EFFORT} [OF AT COLON A]* (?P<n>[N OUT10])(?![X PCT])",
            _effort,
        ),
        (
            "AT? (?P<n>OUT10) (?P<word>EFFORT)|(?<!X)(?P<n2>N) (?P<word2>[EFFORT BORG])(?!COLON|N)",
            _effort,
        ),
    )
)
