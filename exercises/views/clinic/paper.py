"""A returned tick grid: one row of clicks per week."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exercises.actions import UnableToLog
from exercises.actions.paper import log_paper as keep_paper
from exercises.forms.plans import PaperForm
from exercises.plans.weeks import monday_of
from exercises.views.clinic.assign import today_of
from exercises.visit import facts_of
from portal.access import clinicians, open_patient

WEEKS = 12


def grid(facts, today, ticked) -> list[dict]:
    """Weeks, oldest first, with days: state "open", "told", or "out" (not given yet, to come)."""
    starts = min((plan["starts"] for plan in facts.running), default=today)
    first = max(monday_of(starts), monday_of(today) - timedelta(weeks=WEEKS - 1))
    told = {session["on"]: session["source"] for session in facts.sessions}
    weeks = []
    for number in range((monday_of(today) - first).days // 7 + 1):
        monday = first + timedelta(weeks=number)
        days = [monday + timedelta(days=n) for n in range(7)]
        weeks.append(
            {
                "monday": monday,
                "days": [
                    {
                        "day": day,
                        "state": "told" if day in told else
                        "open" if starts <= day <= today else "out",
                        "paper": told.get(day) == "paper",
                        "ticked": day in ticked,
                    }
                    for day in days
                ],
            }
        )  # fmt: skip
    return weeks


@clinicians
@require_http_methods(["GET", "POST"])
def log_paper(request, pk):
    patient = open_patient(request, pk)
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and kept(request, patient, form):
        return redirect("show_patient", pk=patient.pk)
    today = today_of(patient)
    facts = facts_of(patient, today - timedelta(weeks=WEEKS))
    ticked = set(form.cleaned_data.get("days", ())) if form.is_bound else set()
    context = {"patient": patient, "form": form, "facts": facts}
    context["weeks"] = grid(facts, today, ticked) if facts.running else []
    status = 422 if form.is_bound else 200
    return render(request, "exercises/log_paper.html", context, status=status)


def kept(request, patient, form) -> bool:
    days = form.cleaned_data["days"]
    try:
        count = keep_paper(patient=patient, days=days, by=request.user, at=timezone.now())
    except UnableToLog as refusal:
        form.add_error(None, str(refusal))
        return False
    words = ngettext("%s session from paper.", "%s sessions from paper.", count)
    messages.success(request, words % count if count else _("Nothing new was ticked."))
    return True
