"""Whether "3 x 30 s" is held three times, or spent walking."""

LONGEST_HOLD = 300  # seconds. Source: the project's own limit, clinical facts C6.7.


_LYING = ("lie", "lying flat", "recline", "go", "going", "ice", "heat", "breathing practice")
_SHORTEST_STRETCH = 20  # seconds: "march in place 3 x 10 s" is held counts, "3 x 30 s" is marching
LASTING_SETS = ("round", "rounds", "rds", "rnds", "circuit", "circuits", "bout", "bouts")


def is_moving(r, found, time):
    """Say whether the time is spent walking or working, rather than holding."""
    if found["hold"] or ((time.high or time.low) < _SHORTEST_STRETCH and not _sprints(r)):
        return False
    words = {atom.kind: atom.text.lower() for atom in r.atoms if atom.text.lower() not in _LYING}
    if "STATIC" in words:
        return False
    hard = r.has("effort") and time.unit == "min"
    return "CARDIO" in words or "AMRAP" in words or "OFF" in words or hard


def _sprints(r):
    return any(atom.text.lower() in ("sprint", "sprints") for atom in r.atoms)


def held_or_lasting(r, time):
    ends = [x for x in (time.low, time.high) if x is not None]
    return "duration" if max(ends) > LONGEST_HOLD else "hold"
