"""Some weeks after the end: how does it go? One tap, from Today or from the letter."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exercises.actions.check_ins import UnableToAnswer
from exercises.actions.check_ins import answer_check_in as keep_answer
from exercises.forms.check_ins import CheckInForm
from exercises.models import CheckIn
from exercises.plans import facts_of
from exercises.views.my import day
from portal.access import loggers


@require_http_methods(["GET", "POST"])
@loggers
def answer_check_in(request, pk):
    check_in = check_in_of(request, pk)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and kept(request, check_in, form):
        messages.success(request, _("Thank you. Your physio sees this when they next look."))
        return redirect("answer_check_in", pk=check_in.pk)
    context = {**day.may_say(request), "form": form, "check_in": check_in}
    context["how_choices"] = CheckIn.How.choices
    context["marked"] = check_in.flags.select_related("closed_by__user").first()
    context["flares"] = facts_of(request.patient, timezone.localdate()).flares
    status = 422 if form.is_bound else 200
    return render(request, "exercises/answer_check_in.html", context, status=status)


def check_in_of(request, pk) -> CheckIn:
    """One of the chosen patient whose day has come."""
    rows = CheckIn.objects.for_user(request.user).filter(assignment__patient=request.patient)
    found = get_object_or_404(rows.select_related("assignment__episode", "set_by__user"), pk=pk)
    if found.due_on > timezone.localdate():
        raise Http404
    found.assignment.patient, found.plan = request.patient, found.assignment.name
    return found


def kept(request, check_in, form) -> bool:
    how = form.cleaned_data["how"]
    try:
        keep_answer(check_in=check_in, how=how, by=request.user, at=timezone.now())
    except UnableToAnswer as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
