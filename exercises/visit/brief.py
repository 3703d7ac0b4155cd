"""The visit brief: planned and reported, reasons, pain, doses now and then, what was asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises import progress
from exercises.plans.limits import morning_rise
from exercises.visit.facts import Facts
from exercises.visit.lines import Line, fill, lines_of, reason_words, yesterday

HORIZON = 84  # days: twelve weeks are looked at, at most
FIRST_LOOK = 14  # days, where nothing was ever changed
# A change of these kinds was somebody's decision; a stage may have begun by its date.
DECIDED = {"given", "added", "replaced", "stopped", "paused", "resumed", "edited",
           "held", "let_go", "ended"}  # fmt: skip
SPANS = {"14": gettext_lazy("2 weeks"), "28": gettext_lazy("4 weeks"),
         "84": gettext_lazy("12 weeks")}  # fmt: skip


@dataclass
class Brief:
    """Everything of one window, both days included."""

    since: date
    until: date
    lines: list[Line]
    planned: int
    most_planned: int
    reported: int
    sessions: list[dict]
    pain: list[tuple[date, int | None]]
    mornings: list[tuple[date, int | None]]
    limit: int
    above: list[dict]
    raised: list[tuple[date, int]]
    usual: int | None
    changes: list[dict]
    silent_days: int | None
    check_ins: list[dict]

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def percent(self) -> int | None:
        return progress.percent(self.reported, self.planned)

    @property
    def band(self) -> str:
        """Nothing is judged on less than a week."""
        if self.days < progress.SILENT_DAYS:
            return ""
        return progress.band(self.percent, silent_days=self.silent_days)

    @property
    def more(self) -> int:
        """Beyond the upper end of what was asked."""
        return max(0, self.reported - self.most_planned)

    @cached_property
    def reasons(self) -> list[tuple[str, int]]:
        return reason_words(sum((line.tally.reasons for line in self.lines), Counter()))

    @cached_property
    def pain_trend(self):
        return progress.trend(self.pain)

    @cached_property
    def morning_trend(self):
        return progress.trend(self.mornings)

    @property
    def has_pain(self) -> bool:
        return any(value is not None for _day, value in self.pain)

    @property
    def has_mornings(self) -> bool:
        return any(value is not None for _day, value in self.mornings)

    @property
    def notes(self) -> list[dict]:
        return [s for s in self.sessions if s["note"] or s["adverse"]][::-1]

    @property
    def on_paper(self) -> int:
        return sum(s["source"] == "paper" for s in self.sessions)

    @property
    def changed_doses(self) -> list[Line]:
        return [line for line in self.lines if line.in_force and line.was]

    @property
    def newest(self) -> list[dict]:
        return self.sessions[::-1][:10]


# The window ------------------------------------------------------------------------------------


def window_start(facts: Facts, today: date, asked: str = "") -> date:
    """From when on to look: as asked, else the last day on which a plan was changed."""
    earliest = today - timedelta(days=HORIZON)
    if asked in SPANS:
        return today - timedelta(days=int(asked))
    decided = [c["on"] for c in facts.changes if c["kind"] in DECIDED and c["on"] < today]
    return max(max(decided, default=today - timedelta(days=FIRST_LOOK)), earliest)


def since_options(asked: str) -> list[dict]:
    """The choices of the window, as `tabs` shows them."""
    chosen = asked if asked in SPANS else ""
    entries = [("", _("Since the last change")), *SPANS.items()]
    return [
        {"url": f"?since={key}" if key else "?", "label": label, "current": key == chosen}
        for key, label in entries
    ]


# Put together ------------------------------------------------------------------------------------


def brief_of(patient, facts: Facts, *, since: date, today: date) -> Brief:
    """What was planned and reported from `since` to today (yesterday, until today is told)."""
    sessions = [s for s in facts.sessions if since <= s["on"] <= today]
    until = max(since, today if any(s["on"] == today for s in sessions) else yesterday(today))
    lines = lines_of(facts, today)
    told = told_by_item(sessions)
    given: list[progress.Given] = []
    for line in lines:
        given += fill(line, told, sessions, since, until, today)
    return Brief(
        since=since,
        until=until,
        lines=[line for line in lines if line.in_force or line.tally.due or line.tally.reported],
        planned=progress.sessions_planned(given, since, until),
        most_planned=progress.sessions_planned(given, since, until, most=True),
        reported=progress.sessions_reported(by_day(sessions)),
        sessions=sessions,
        pain=points(since, today, worst_by_day(sessions)),
        mornings=points(since, today, facts.mornings),
        limit=limit_of(facts, patient.clinic),
        above=[s for s in sessions if is_above(s)],
        raised=raised_mornings(patient, facts, since),
        usual=patient.usual_morning_pain,
        changes=[c for c in facts.changes if c["on"] >= since],
        silent_days=(today - facts.last_report).days if facts.last_report else None,
        check_ins=check_ins_since(facts, since, today),
    )


def told_by_item(sessions) -> dict[str, list[progress.Told]]:
    found: dict[str, list[progress.Told]] = {}
    for session in sessions:
        for item, state, reason, variant, reps, _load in session["said"]:
            one = progress.Told(session["on"], state, reason, variant, tuple(reps or ()))
            found.setdefault(item, []).append(one)
    return found


def by_day(sessions) -> dict[date, Counter]:
    told: dict[date, Counter] = {}
    for session in sessions:
        day = told.setdefault(session["on"], Counter())
        day.update(said[0] for said in session["said"] if said[1] != "not")
    return told


def worst_by_day(sessions) -> dict[date, int]:
    worst: dict[date, int] = {}
    for session in sessions:
        if session["pain"] is not None:
            worst[session["on"]] = max(session["pain"], worst.get(session["on"], 0))
    return worst


def points(first: date, last: date, values: dict) -> list[tuple[date, int | None]]:
    return [(day, values.get(day)) for day in progress.days(first, last)]


def check_ins_since(facts: Facts, since: date, today: date) -> list[dict]:
    """Those asked or answered in the window, the newest first."""
    found = [one for plan in facts.plans for one in plan["check_ins"] if one["due"] <= today
             and (one["due"] >= since or (one["at"] and one["at"].date() >= since))]  # fmt: skip
    return sorted(found, key=lambda one: one["due"], reverse=True)


# Limits ------------------------------------------------------------------------------------------


def is_above(session: dict) -> bool:
    pain, limit = session["pain"], session["limit"]
    return pain is not None and limit is not None and pain > limit


def limit_of(facts: Facts, clinic) -> int:
    """The lowest pain limit among the plans that run, for the line in the chart."""
    limits = [clinic.pain_limit if p["limit"] is None else p["limit"] for p in facts.running]
    return min(limits, default=clinic.pain_limit)


def raised_mornings(patient, facts: Facts, since: date) -> list[tuple[date, int]]:
    """Mornings above the usual by the plan's own rule; none where the usual is not known."""
    usual = patient.usual_morning_pain
    if usual is None:
        return []
    rise = morning_rise(facts.running, patient.clinic)
    return [(day, pain) for day, pain in facts.mornings.items()
            if day >= since and pain - usual >= rise]  # fmt: skip
