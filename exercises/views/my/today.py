"""Today: what is due now, in the order to do it."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from exercises import actions
from exercises.models import CheckIn
from exercises.plans.reading import reading_for
from exercises.plans.reporting import rows_to_report
from exercises.views.my import day
from portal.access import loggers, patients


def card_of(pk, due_on, opened, finished, slug, title, minutes) -> dict:
    return {
        "title": title,
        "minutes": minutes,
        "url": day.address("show_my_reading", pk) or day.address("show_article", slug),
        "due_on": due_on,
        "finished_at": finished,
        "opened_at": opened,
        "ring": 100 if finished else 50 if opened else 0,
    }


@patients
def show_today(request):
    facts, today = day.today_for(request)
    reading = [card_of(*row) for row in reading_for(request.patient)]
    request.nav_counts = {
        "list_my_questions": facts.answers_unseen,
        "list_my_readings": sum(not row["opened_at"] for row in reading),
    }
    clinic = request.patient.clinic
    changes = day.changes_of(facts)
    limit = day.chart_limit(today, clinic)
    context = {
        **day.may_say(request),
        "today": today,
        "can_report": bool(rows_to_report(today)),
        "greeting": day.greeting(timezone.localtime().hour),
        "weeks": [day.weeks_of(plan, today.day) for plan in today.plans if today.state != "soon"],
        "week": day.week_of(facts, today.day),
        "chart": day.pain_chart_of(day.pain_points(facts, today.day), limit),
        "limit": limit,
        "reading": reading,
        "reading_url": day.address("list_my_readings"),
        "changes": changes,
        "check_ins": facts.check_ins[:1],
        "how_choices": CheckIn.How.choices,
        "flares": facts.flares,
        "last_ended": facts.last_ended,
        "looked_into": facts.looked_into,
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
