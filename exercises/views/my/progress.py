"""How it goes: sessions by week, pain, mornings; and the programme on paper."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exercises.plans.past import weeks_back
from exercises.views.my import day
from exercises.views.printing import sheet_of
from portal.access import patients

SESSIONS_A_PAGE = 20


@require_GET
@patients
def show_my_progress(request):
    facts, today = day.today_for(request)
    sessions = request.patient.sessions.current().only(
        "patient", "local_on", "done_at", "received_at", "clock_ahead", "pain_worst", "note"
    )
    page = Paginator(sessions.order_by("-done_at"), SESSIONS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        **day.may_say(request),
        "weeks": weeks_back(request.patient, facts, today.day),
        "pain": day.pain_chart_of(
            day.pain_points(facts, today.day), day.chart_limit(today, request.patient.clinic)
        ),
        "mornings": day.morning_chart_of(day.morning_points(facts, today.day)),
        "usual": request.patient.usual_morning_pain,
        "page": page,
    }
    return render(request, "exercises/show_my_progress.html", context)


@require_GET
@patients
def print_my_programme(request):
    sheet = sheet_of(request, request.patient)
    context = {**day.may_say(request), "sheet": sheet, "today": timezone.localdate()}
    return render(request, "exercises/print_my_programme.html", context)
