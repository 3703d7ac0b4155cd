"""How it was the morning after: one question, one tap."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises import actions
from exercises.forms.sessions import PainForm
from exercises.views.my import day
from portal.access import loggers


@loggers
def say_morning(request):
    """GET is where a mailed link leads; a tap on a number answers."""
    form = PainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_morning(
            patient=request.patient,
            on=timezone.localdate(),
            pain=form.cleaned_data["pain"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your morning is noted."))
        return redirect("show_today")
    facts, today = day.today_for(request)
    morning = day.morning_of(facts, today, request.patient, request.patient.clinic)
    context = {**day.may_say(request), "form": form, "morning": morning, "numbers": range(11)}
    status = 422 if form.is_bound else 200
    return render(request, "exercises/say_morning.html", context, status=status)


@require_POST
@loggers
def say_usual_morning(request):
    form = PainForm(request.POST)
    if form.is_valid():
        actions.say_usual_morning(
            patient=request.patient,
            pain=form.cleaned_data["pain"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Thank you. That is asked only once."))
    else:
        messages.error(request, _("Choose a number from 0 to 10."))
    return redirect("show_today")
