"""A dose that is said can be read back; no text, however odd, brings the parser down."""

from dataclasses import replace
from decimal import Decimal

from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.dose import Dose, chips, minutes, minutes_a_day, parse, row, say, short
from exercises.dose.limits import EFFORT, LOAD, RANGES
from tests.fuzzing import fuzz


@st.composite
def ends(draw, low, high):
    first, second = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    return draw(st.sampled_from([(first, first), (first, second), (None, second), (first, None)]))


def named(name, pair):
    return {f"{name}_min": pair[0], f"{name}_max": pair[1]}


@st.composite
def counts(draw):
    kind = draw(st.sampled_from(["none", "sets", "reps", "both", "amrap", "each"]))
    if kind == "each":
        reps = tuple(draw(st.lists(st.integers(1, 40), min_size=2, max_size=6)))
        if len(set(reps)) > 1:
            sets = named("sets", (len(reps), len(reps)))
            return sets | named("reps", (min(reps), max(reps))) | {"reps_by_set": reps}
    columns = {}
    if kind in ("sets", "both", "amrap"):
        columns |= named("sets", draw(ends(1, 10)))
    if kind in ("reps", "both"):
        columns |= named("reps", draw(ends(1, 100)))
    return columns | {"is_amrap": kind == "amrap"}


@st.composite
def rhythms(draw):
    kind = draw(st.sampled_from(["", "week", "weekdays", "days", "hours"]))
    if kind == "week":
        return named("days_per_week", draw(ends(1, 7)))
    if kind == "weekdays":
        return {"weekdays": tuple(draw(st.sets(st.integers(0, 6), min_size=1)))}
    if kind == "days":
        return {"every_n_days": draw(st.integers(1, 14))}
    return named("every_hours", draw(ends(1, 12))) if kind == "hours" else {}


@st.composite
def loads(draw, sets):
    kind = draw(st.sampled_from(["", "band", "bodyweight", "other", *LOAD]))
    if kind not in LOAD:
        return (
            {"load_kind": kind, "load_label": draw(st.sampled_from(["", "red", "level 5"]))}
            if kind
            else {}
        )
    low, high, _label = LOAD[kind]
    quarters = st.integers(max(low, 1) * 4, high * 4).map(lambda n: Decimal(n) / 4)
    whole = st.integers(max(low, 1), high).map(Decimal)
    values = quarters if kind in ("kg", "lb") else whole
    if kind in ("kg", "lb") and sets and draw(st.booleans()):
        rows = draw(st.lists(values, min_size=sets, max_size=sets))
        return {"load_kind": kind, "load_by_set": tuple(rows)}
    return {"load_kind": kind, "load_value": draw(values)}


@st.composite
def doses(draw):
    columns = draw(counts()) | draw(rhythms())
    for name in ("hold_seconds", "duration_seconds", "rest_seconds", "per_day"):
        if draw(st.integers(0, 2)) == 0:
            low, high, _label = RANGES[name]
            columns |= named(name, draw(ends(low, high)))
    scale = draw(st.sampled_from(["", *EFFORT]))
    if scale:
        low, high, _label = EFFORT[scale]
        halves = (
            None if end is None else Decimal(end) / 2 for end in draw(ends(low * 2, high * 2))
        )
        columns |= named("effort", tuple(halves)) | {"effort_scale": scale}
    for name in ("tempo_up", "tempo_top", "tempo_down", "tempo_bottom"):
        columns[name] = draw(st.none() | st.integers(0, 30))
    columns["target_sets"] = draw(st.none() | st.integers(1, 10))
    columns["target_reps"] = draw(st.none() | st.integers(1, 100))
    columns["side"] = draw(st.sampled_from(["", "each", "left", "right", "both", "affected"]))
    columns["until"] = draw(st.sampled_from(["", "fatigue", "tolerated", "failure", "it burns"]))
    columns["note"] = draw(st.sampled_from(["", "hold the rail", "3x10 is too much; see 4/7."]))
    columns |= draw(loads(len(columns.get("reps_by_set", ()))))
    return Dose(**columns)


def bare(dose):
    return replace(dose, note="", load_label="")


@given(doses())
@fuzz
def test_what_is_said_reads_back_as_the_same_dose(dose):
    """And every other view of it can be made: drawing the doses is what costs here."""
    assert dose.problems() == []
    with translation.override("en"):
        sentence = say(dose)
        assert bare(parse(sentence).dose) == bare(dose), sentence
    assert Dose.from_columns(dose.as_columns()) == dose
    assert hash(dose) == hash(Dose.from_columns(dose.as_columns()))
    assert all(kind and text and words for kind, text, words in chips(dose))
    assert bool(short(dose)) == bool(chips(dose))
    assert 0 <= minutes(dose) <= minutes_a_day(dose)


PIECES = [
    "3",
    "x",
    "10",
    "12-10-8",
    "sets",
    "reps",
    "of",
    "hold",
    "5",
    "s",
    "min",
    "30''",
    "1'",
    "e/s",
    "L",
    "R",
    "each",
    "side",
    "daily",
    "EOD",
    "bd",
    "TDS",
    "x",
    "*",
    "×",
    ",",
    ";",
    ".",
    "/",
    "-",
    "–",
    "+",
    "@",
    "kg",
    "12RM",
    "70%",
    "1RM",
    "RPE",
    "Borg",
    "RIR",
    "tempo",
    "3-2-3",
    "3010",
    "rest",
    "between",
    "sets",
    "week",
    "wk",
    "Mon/Wed/Fri",
    "4/7",
    "for",
    "6/52",
    "up",
    "to",
    "at",
    "least",
    "build",
    "to",
    "fatigue",
    "AMRAP",
    "band",
    "red",
    "every",
    "2",
    "hours",
    "hours",
    "days",
    "__",
    "l2",
    "O",
    "½",
    "٣",
    "１０",
    "“",
    "”",
    "→",
    "(",
    ")",
    "[",
    "]",
    "or",
    "not",
    "and",
    "then",
    "once",
    "twice",
    "several",
    "note:",
    "until:",
    "Wk",
    "1:",
    "L:",
    "both",
    "single",
    "leg",
    "total",
    "alternating",
    "0",
    "999",
    "1.5",
    "2,5",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", " ", "  "]))
@example(["2,5", "3", "min"], "")
@fuzz
def test_no_jumble_of_dose_words_brings_it_down(pieces, glue):
    check(glue.join(pieces))


@given(st.text(max_size=80))
@fuzz
def test_no_text_brings_it_down(text):
    check(text)


def check(text):
    parsed = parse(text)
    assert parsed.status in ("ok", "warn", "ambiguous", "invalid")
    assert parsed.dose.problems() == []
    if parsed.status == "invalid":
        assert parsed.dose == Dose()
        assert parsed.message
    if parsed.status == "ambiguous":
        assert parsed.question
    row(text, parsed)
    for choice in parsed.choices:
        parse(choice.text)
