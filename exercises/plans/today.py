"""Today: what is due now, in the order to do it, out of the rule, the start, what was done and
the pauses (product rule 3). Prescribed and reported stay apart: a report never makes a due
exercise undue, it makes it reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from exercises.dose import due
from exercises.plans.cards import Card, cards_of
from exercises.plans.facts import Facts
from exercises.plans.phases import phase_on

LOOK_AHEAD = 15  # days; the longest rhythm is 14


@dataclass
class Row:
    """One exercise of today. `times`: how often today; `told`: reports of it today."""

    card: Card
    plan: dict
    slot: dict
    times: int
    told: int
    withdrawn: bool = False

    @property
    def left(self) -> int:
        return max(0, self.times - self.told)

    @property
    def more(self) -> int:
        """Times still due after a first report; 0 where it is due once."""
        return self.left if self.times > 1 else 0


@dataclass
class Part:
    """The exercises of one slot name, of whichever programme: "Morning", or all of them."""

    name: str
    cue: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Today:
    """`state`: closed, none, soon, paused, over, rest, due or reported."""

    day: date
    state: str
    plans: list[dict]
    rows: list[Row]
    sessions: list[dict]
    pauses: list[tuple]
    next_day: date | None = None

    @property
    def due_rows(self) -> list[Row]:
        return [row for row in self.rows if row.left and not row.withdrawn]

    @property
    def parts(self) -> list[Part]:
        return in_parts(self.due_rows)

    @property
    def minutes(self) -> int:
        return minutes_of(self.due_rows)


def minutes_of(rows) -> int:
    return max(1, round(sum(row.card.minutes for row in rows))) if rows else 0


def in_parts(rows) -> list[Part]:
    """Rows in slot order; slots of two programmes with the same name are one part."""
    parts: dict[str, Part] = {}
    for row in rows:
        name, cue = row.slot["name"], row.slot["cue"]
        parts.setdefault(name, Part(name, cue)).rows.append(row)
    return list(parts.values())


def today_of(facts: Facts, day: date, *, in_care: bool = True) -> Today:
    """What a patient has to do on a day."""
    plans = [plan for plan in facts.plans if not plan["closed"] or not in_care]
    running = [plan for plan in plans if runs_on(plan, day)] if in_care else []
    rows = rows_on(running, facts, day)
    sessions = [session for session in facts.sessions if session["on"] == day]
    pauses = [p for plan in running for p in plan["pauses"] if covers(p, day)]
    today = Today(day, "", plans, rows, sessions, pauses)
    today.state = state_of(today, running, in_care)
    if today.state in ("rest", "reported"):
        today.next_day = next_due(running, facts, day)
    return today


def runs_on(plan: dict, day: date) -> bool:
    if day < plan["starts"] or (plan["ends"] and plan["ends"] < day):
        return False
    return phase_on(plan["phases"], day) is not None


def covers(pause: tuple, day: date) -> bool:
    first, last, _why = pause
    return first <= day and (last is None or day <= last)


def state_of(today: Today, running: list[dict], in_care: bool) -> str:
    if not in_care:
        return "closed"
    if not today.plans:
        return "none"
    if not running:
        return "soon" if any(p["starts"] > today.day for p in today.plans) else "over"
    if today.due_rows:
        return "due"
    if today.rows:
        return "reported"
    if len({id(p) for p in running}) == len(paused_plans(running, today.day)):
        return "paused"
    return "rest"


def paused_plans(running: list[dict], day: date) -> list[dict]:
    return [plan for plan in running if any(covers(p, day) for p in plan["pauses"])]


def rows_on(running: list[dict], facts: Facts, day: date) -> list[Row]:
    """What falls on the day, by slot order, then programme, then item order."""
    slots = [
        (slot, plan, phase)
        for plan in running
        for phase in [phase_on(plan["phases"], day)]
        if phase
        for slot in phase["slots"]
        if not slot["weekdays"] or day.weekday() in slot["weekdays"]
    ]
    slots.sort(key=lambda found: found[0]["order"])
    ids = [pk for slot, _plan, _phase in slots for pk, _withdrawn in slot["items"]]
    cards = cards_of(ids)
    done, told = reports(facts, cards, day)
    rows = []
    for slot, plan, phase in slots:
        start = max(plan["starts"], phase["starts"] or plan["starts"])
        pauses = [(first, last) for first, last, _why in plan["pauses"]]
        for pk, withdrawn in slot["items"]:
            card = cards[pk]
            times = due(card.dose, start, plan["ends"], day, done.get(pk, ()), pauses)
            if times:
                rows.append(Row(card, plan, slot, len(times), told.get(pk, 0), withdrawn))
    return rows


def rows_to_print(plan: dict, day: date) -> list[Row]:
    """Everything of the phase in force, due today or not; of the last one where none is."""
    phase = phase_on(plan["phases"], day) or (plan["phases"] or [None])[-1]
    slots = phase["slots"] if phase else []
    cards = cards_of([pk for slot in slots for pk, _w in slot["items"]])
    return [
        Row(cards[pk], plan, slot, 1, 0)
        for slot in slots
        for pk, withdrawn in slot["items"]
        if not withdrawn
    ]


def reports(facts: Facts, cards: dict[str, Card], day: date):
    """(days each item was done on, reports of it on the day), reports of the items it replaced
    counted with it: a new dose does not start the rhythm anew."""
    heirs = heirs_of(cards)
    done: dict[str, list[date]] = {}
    told: Counter[str] = Counter()
    for session in facts.sessions:
        for item, state in session["said"]:
            pk = heirs.get(item, item)
            if state != "not":
                done.setdefault(pk, []).append(session["on"])
            if session["on"] == day:
                told[pk] += 1
    return done, told


def heirs_of(cards: dict[str, Card]) -> dict[str, str]:
    """Item replaced -> the item in force that took its place, however many steps ago."""
    heirs: dict[str, str] = {}
    open_ = {card.replaces: pk for pk, card in cards.items() if card.replaces}
    while open_:
        heirs |= open_
        before = cards_of(list(open_))
        open_ = {
            card.replaces: open_[old]
            for old, card in before.items()
            if card.replaces and card.replaces not in heirs
        }
    return heirs


def next_due(running: list[dict], facts: Facts, day: date) -> date | None:
    """The next day something falls on, if nothing else is reported; None within two weeks."""
    for ahead in range(1, LOOK_AHEAD + 1):
        on = day + timedelta(days=ahead)
        if rows_on([plan for plan in running if runs_on(plan, on)], facts, on):
            return on
    return None
