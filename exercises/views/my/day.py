"""The parts of the patient's pages that several of them show."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exercises.plans import cards_of, facts_of, today_of
from exercises.plans.limits import limit_of_rows, morning_rise
from exercises.plans.weeks import monday_of, more_than_planned, planned_in, reported_in
from portal.templatetags.ui import pain_chart

MOST_STOP_RULES = 5
CHART_DAYS = 14


def today_for(request):
    """(facts, today) of the chosen patient."""
    day = timezone.localdate()
    facts = facts_of(request.patient, day)
    return facts, today_of(facts, day, in_care=request.patient.in_care)


def may_log(request) -> bool:
    """Whether this person may report for the patient now: care is open, and helpers with leave."""
    helper = request.helper
    return bool(request.patient.in_care and (helper is None or helper.may_log))


def may_say(request) -> dict:
    """What every page of a patient's day knows: whether to offer forms, and whom to call."""
    clinic = request.patient.clinic
    return {
        "patient": request.patient,
        "clinic": clinic,
        "may_log": may_log(request),
        "acts_for": request.helper is not None,
        "tel": tel(clinic.phone),
    }


def tel(number: str) -> str:
    """The number as a telephone dials it."""
    return "".join(c for c in number if c.isdigit() or c == "+")


def address(name: str, *args) -> str:
    """The address of a page that another room may or may not have."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def greeting(hour: int) -> str:
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")


def week_of(facts, day) -> dict:
    """How many sessions of this week were reported, and how many more than planned."""
    monday = monday_of(day)
    planned = planned_in(facts, monday, day)
    reported = reported_in(facts.sessions, monday, monday + timedelta(days=6))
    words = ngettext(
        "%(done)s of %(total)s session reported this week",
        "%(done)s of %(total)s sessions reported this week",
        planned,
    ) % {"done": reported, "total": planned}
    more = more_than_planned(facts, monday, day, reported)
    return {"planned": planned, "reported": reported, "words": words, "more": more}


@lru_cache(maxsize=512)
def chart(points: tuple, limit: int | None, title: str, key: str, language: str):
    """The chart with its table; the same days draw the same picture."""
    parts = pain_chart(points, limit, title=title, key=key, last_word=_("today"))
    return mark_safe(render_to_string("components/pain_chart.html", parts))  # noqa: S308


def pain_chart_of(points, limit):
    title = _("Worst pain of the day, last 14 days")
    return chart(tuple(points), limit, title, "pain", get_language()) if points else ""


def morning_chart_of(points):
    title = _("Morning pain, last 14 days")
    return chart(tuple(points), None, title, "mornings", get_language()) if points else ""


def pain_points(facts, day) -> list[tuple]:
    """(day, worst pain reported or None) of the last two weeks; empty without any report."""
    worst: dict = {}
    for session in facts.sessions:
        if session["pain"] is not None:
            worst[session["on"]] = max(session["pain"], worst.get(session["on"], 0))
    days = [day - timedelta(days=n) for n in range(CHART_DAYS - 1, -1, -1)]
    points = [(on, worst.get(on)) for on in days]
    return points if any(value is not None for _on, value in points) else []


def morning_points(facts, day) -> list[tuple]:
    days = [day - timedelta(days=n) for n in range(CHART_DAYS - 1, -1, -1)]
    points = [(on, facts.mornings.get(on)) for on in days]
    return points if any(value is not None for _on, value in points) else []


def stop_rules(cards) -> list[str]:
    """When to stop, as the exercises say it, each sentence once."""
    rules = dict.fromkeys(rule for card in cards for rule in card.stop_rules)
    return list(rules)[:MOST_STOP_RULES]


def weeks_of(plan: dict, day) -> dict:
    """Which week of a plan it is: `number` of `total` (None = open)."""
    ends = plan["ends"] or next((p["ends"] for p in reversed(plan["phases"])), None)
    number = (day - plan["starts"]).days // 7 + 1
    total = -(-((ends - plan["starts"]).days + 1) // 7) if ends else None
    return {"name": plan["name"], "number": number, "total": total}


def changes_of(facts) -> list[dict]:
    """What changed and why, newest first, until it is acknowledged.

    Of several stages of one plan only the newest is still news.
    """
    told, stages = [], set()
    for change in reversed(facts.changes):
        if change["kind"] == "phase" and change["plan"] in stages:
            continue
        if change["kind"] == "phase":
            stages.add(change["plan"])
        told.append(change)
    ids = {pk for change in told for pk in (change["item"], change["before"]) if pk}
    cards = cards_of(list(ids))
    return [{**c, "now": cards.get(c["item"]), "was": cards.get(c["before"])} for c in told]


def morning_of(facts, today, patient, clinic) -> dict:
    """The one question of the morning: `ask` after a session yesterday, `ask_usual` once.

    `above`: this morning's pain, where it is above the usual by the physio's measure or more.
    """
    said = facts.mornings.get(today.day)
    yesterday = today.day - timedelta(days=1)
    trained = any(session["on"] == yesterday for session in facts.sessions)
    usual = patient.usual_morning_pain
    rise = morning_rise(today.plans, clinic)
    above = said if None not in (said, usual) and said - usual >= rise else None
    running = today.state not in ("closed", "none")
    return {
        "ask": running and trained and said is None,
        "ask_usual": running and usual is None and bool(today.plans),
        "said": said,
        "above": above,
        "usual": usual,
        "rise": rise,
        "flare": facts.flares,
        "marked": facts.marked_morning(today.day),
    }


def chart_limit(today, clinic) -> int:
    return limit_of_rows(today.rows, clinic)
