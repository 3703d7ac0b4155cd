"""In which direction pain goes, and what the last sessions say about moving on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Source: project convention, well under the 1.5 to 2 points that matter to people with pain
# (Childs 2005, Spine 30: 1331; Farrar 2001, Pain 94: 149): a smaller shift is called the same.
SAME = 1.0
LEAST_VALUES = 2  # on each side, to speak of a direction


@dataclass(frozen=True)
class Trend:
    """Two means of a 0 to 10 value, before and lately. `way`: down, up or same."""

    before: float
    now: float
    way: str


def mean(values: Iterable[int | float | None]) -> float | None:
    """Of what was said; no answer is no value, and 0 counts."""
    said = [value for value in values if value is not None]
    return sum(said) / len(said) if said else None


def trend(points: Iterable[tuple[date, int | None]]) -> Trend | None:
    """The earlier half of the answers against the later half; None where too few were given."""
    said = [value for _day, value in sorted(points, key=lambda p: p[0]) if value is not None]
    half = len(said) // 2
    if half < LEAST_VALUES:
        return None
    before, now = sum(said[:half]) / half, sum(said[-half:]) / half
    shift = now - before
    way = "same" if abs(shift) < SAME else "down" if shift < 0 else "up"
    return Trend(round(before, 1), round(now, 1), way)


# Moving on -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signs:
    """What the last sessions say about going on to the next stage.

    Source: project convention: the whole dose in 2 sessions in a row, pain within the limit, and
    the morning after not above the usual. It is offered beside the physio's written criterion and
    decides nothing.
    """

    sessions: int
    all_done: bool
    pain_within: bool | None
    mornings_calm: bool | None

    @property
    def are_good(self) -> bool:
        calm = self.pain_within is True and self.mornings_calm is not False
        return self.sessions >= 2 and self.all_done and calm


def signs(
    last: Iterable[tuple[bool, int | None, int | None]],
    mornings: Iterable[int | None] = (),
    *,
    usual: int | None = None,
    rise: int | None = None,
) -> Signs:
    """`last`: of the newest 2 sessions (all done as planned, worst pain, limit); `mornings`: the
    answers since. Unknown stays unknown."""
    sessions = list(last)[:2]
    pains = [pain <= limit for _all, pain, limit in sessions
             if pain is not None and limit is not None]  # fmt: skip
    within = all(pains) if len(pains) == len(sessions) and pains else None
    said = [m for m in mornings if m is not None]
    calm = None
    if said and usual is not None and rise is not None:
        calm = all(m - usual < rise for m in said)
    return Signs(len(sessions), bool(sessions) and all(s[0] for s in sessions), within, calm)
