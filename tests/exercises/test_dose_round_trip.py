"""A dose that is said can be read back; no text, however odd, brings the parser down."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.dose import Dose, chips, minutes, minutes_a_day, parse, row, say, short
from exercises.dose.limits import EFFORT, LOAD, RANGES
from tests.fuzzing import fuzz

# A strategy is made once: making it costs more than drawing from it.
any_of = cache(lambda *values: st.sampled_from(values))
whole = cache(st.integers)
maybe = cache(lambda low, high: st.none() | whole(low, high))
several = cache(
    lambda values, least, most: st.lists(values, min_size=least, max_size=most).map(tuple)
)
WEEKDAYS = st.sets(whole(0, 6), min_size=1).map(tuple)
TEMPO = ("tempo_up", "tempo_top", "tempo_down", "tempo_bottom")


@cache
def ends(low, high):
    """Both ends of a range, or one, or the two alike."""
    return st.tuples(whole(low, high), whole(low, high), any_of(*"sblh")).map(in_order)


def in_order(drawn):
    low, high = sorted(drawn[:2])
    return {"s": (low, low), "b": (low, high), "l": (None, high), "h": (low, None)}[drawn[2]]


def named(name, pair):
    return {f"{name}_min": pair[0], f"{name}_max": pair[1]}


def counts(draw):
    kind = draw(any_of("none", "sets", "reps", "both", "amrap", "each"))
    if kind == "each":
        reps = draw(several(whole(1, 40), 2, 6))
        if len(set(reps)) > 1:
            sets = named("sets", (len(reps), len(reps)))
            return sets | named("reps", (min(reps), max(reps))) | {"reps_by_set": reps}
    columns = {}
    if kind in ("sets", "both", "amrap"):
        columns |= named("sets", draw(ends(1, 10)))
    if kind in ("reps", "both"):
        columns |= named("reps", draw(ends(1, 100)))
    return columns | {"is_amrap": kind == "amrap"}


def rhythms(draw):
    kind = draw(any_of("", "week", "weekdays", "days", "hours"))
    if kind == "week":
        return named("days_per_week", draw(ends(1, 7)))
    if kind == "weekdays":
        return {"weekdays": draw(WEEKDAYS)}
    if kind == "days":
        return {"every_n_days": draw(whole(1, 14))}
    return named("every_hours", draw(ends(1, 12))) if kind == "hours" else {}


@cache
def weights(low, high, parts):
    """Numbers in this range, in whole steps or in quarters."""
    return whole(max(low, 1) * parts, high * parts).map(lambda n: Decimal(n) / parts)


def loads(draw, sets):
    kind = draw(any_of("", "band", "bodyweight", "other", *LOAD))
    if kind not in LOAD:
        label = {"load_label": draw(any_of("", "red", "level 5"))} if kind else {}
        return label | ({"load_kind": kind} if kind else {})
    low, high, _label = LOAD[kind]
    values = weights(low, high, 4 if kind in ("kg", "lb") else 1)
    if kind in ("kg", "lb") and sets and draw(any_of(False, True)):
        return {"load_kind": kind, "load_by_set": draw(several(values, sets, sets))}
    return {"load_kind": kind, "load_value": draw(values)}


@st.composite
def doses(draw):
    columns = counts(draw) | rhythms(draw)
    for name in ("hold_seconds", "duration_seconds", "rest_seconds", "per_day"):
        if draw(whole(0, 2)) == 0:
            low, high, _label = RANGES[name]
            columns |= named(name, draw(ends(low, high)))
    scale = draw(any_of("", *EFFORT))
    if scale:
        low, high, _label = EFFORT[scale]
        halves = (
            None if end is None else Decimal(end) / 2 for end in draw(ends(low * 2, high * 2))
        )
        columns |= named("effort", tuple(halves)) | {"effort_scale": scale}
    for name in TEMPO:
        columns[name] = draw(maybe(0, 30))
    columns["target_sets"] = draw(maybe(1, 10))
    columns["target_reps"] = draw(maybe(1, 100))
    columns["side"] = draw(any_of("", "each", "left", "right", "both", "affected"))
    columns["until"] = draw(any_of("", "fatigue", "tolerated", "failure", "it burns"))
    columns["note"] = draw(any_of("", "hold the rail", "3x10 is too much; see 4/7."))
    columns |= loads(draw, len(columns.get("reps_by_set", ())))
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
