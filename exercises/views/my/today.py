"""Today: what is due now, in the order to do it."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from exercises import actions
from exercises.views.my import day
from portal.access import loggers, patients

READING_SHOWN = 6
FINISHED_STAYS = timedelta(days=3)


def reading_for(patient) -> list[dict]:
    """What is to be read, and what was finished in the last days."""
    since = timezone.now() - FINISHED_STAYS
    rows = (
        patient.readings.in_force()
        .filter(article__published__isnull=False)
        .exclude(finished_at__lt=since)
        .order_by("finished_at", "order", "given_at")
        .values(
            "pk",
            "due_on",
            "first_opened_at",
            "finished_at",
            "article__slug",
            "article__published__title",
            "article__published__reading_minutes",
        )[: READING_SHOWN * 2]
    )
    waiting = [r for r in rows if r["finished_at"] is None]
    finished = [r for r in rows if r["finished_at"]]
    return [card_of(row) for row in (waiting + finished)[:READING_SHOWN]]


def card_of(row: dict) -> dict:
    finished, opened = row["finished_at"], row["first_opened_at"]
    return {
        "title": row["article__published__title"],
        "minutes": row["article__published__reading_minutes"],
        "url": day.address("show_my_reading", row["pk"])
        or day.address("show_article", row["article__slug"]),
        "due_on": row["due_on"],
        "finished_at": finished,
        "opened_at": opened,
        "ring": 100 if finished else 50 if opened else 0,
    }


@patients
def show_today(request):
    facts, today = day.today_for(request)
    reading = reading_for(request.patient)
    request.nav_counts = {
        "list_my_questions": facts.answers_unseen,
        "list_my_readings": sum(not row["opened_at"] for row in reading),
    }
    clinic = request.patient.clinic
    changes = day.changes_of(facts)
    context = {
        **day.may_say(request),
        "today": today,
        "greeting": day.greeting(timezone.localtime().hour),
        "weeks": [day.weeks_of(plan, today.day) for plan in today.plans if today.state != "soon"],
        "week": day.week_of(facts, today.day),
        "points": day.pain_points(facts, today.day),
        "limit": day.chart_limit(today, clinic),
        "reading": reading,
        "reading_url": day.address("list_my_readings"),
        "changes": changes,
        "changed": {change["item"] for change in changes},
        "morning": day.morning_of(facts, today, request.patient, clinic),
        "stop_rules": day.stop_rules([row.card for row in today.rows]),
        "numbers": range(11),
    }
    return render(request, "exercises/show_today.html", context)


@require_POST
@loggers
def see_changes(request):
    actions.see_changes(patient=request.patient, by=request.user, at=timezone.now())
    return redirect("show_today")
