"""The exercises of a plan: another one, one more, one less; each with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exercises import actions
from exercises.actions import UnableToChange
from exercises.actions.library import plans_with
from exercises.actions.withdrawing import withdraw_everywhere
from exercises.forms import plans as forms
from exercises.models import Exercise
from exercises.planning import typed, words
from exercises.views.clinic import desk
from exercises.views.clinic.changes import change, item_of, plan_of, slot_of
from portal.access import clinicians
from portal.audit import note_listed


@clinicians
@require_http_methods(["GET", "POST"])
def replace_plan_item(request, pk, assignment_pk, item_pk):
    """Another dose, or another exercise, in place of one."""
    plan = plan_of(request, pk, assignment_pk)
    item = item_of(request, plan, item_pk)
    initial = {
        "version": plan.version,
        "exercise": item.revision.name,
        "dose": typed(item.dose),
        "note": item.note,
        "pain_limit": item.pain_limit,
    }
    form = forms.ItemForm(request.POST or None, user=request.user, plan=plan, initial=initial)

    def act(**given):
        actions.replace_item(item=item, **given)

    return change(
        request, plan, form, act, "exercises/replace_plan_item.html", item=item,
        context={"item": item, "words": words(item.dose), "names": names(request)},
    )  # fmt: skip


@clinicians
@require_http_methods(["GET", "POST"])
def add_plan_item(request, pk, assignment_pk, slot_pk):
    plan = plan_of(request, pk, assignment_pk)
    slot = slot_of(request, plan, slot_pk)
    form = forms.ItemForm(
        request.POST or None, user=request.user, plan=plan, initial={"version": plan.version}
    )

    def act(**given):
        actions.add_item(slot=slot, **given)

    context = {"slot": slot, "names": names(request)}
    return change(request, plan, form, act, "exercises/add_plan_item.html", context=context)


@clinicians
@require_http_methods(["GET", "POST"])
def stop_plan_item(request, pk, assignment_pk, item_pk):
    plan = plan_of(request, pk, assignment_pk)
    item = item_of(request, plan, item_pk)
    form = forms.PlanForm(request.POST or None, initial={"version": plan.version})

    def act(**given):
        actions.stop_item(item=item, **given)

    context = {"item": item, "words": words(item.dose)}
    page = "exercises/stop_plan_item.html"
    return change(request, plan, form, act, page, context=context, item=item)


def names(request):
    return desk.library_names(request.user).values()


# Everywhere at once ----------------------------------------------------------------------------


@clinicians
@require_http_methods(["GET", "POST"])
def replace_everywhere(request, pk):
    """An exercise out of every running plan of the clinic, another in its place."""
    exercises = Exercise.objects.for_user(request.user).select_related(
        "published__picture", "replacement__published"
    )
    exercise = get_object_or_404(exercises.filter(published__isnull=False), pk=pk)
    found = plans_with(exercise, request.user).filter(
        slot__phase__assignment__patient__clinic=request.clinic
    )
    other = exercise.replacement.published if exercise.replacement else None
    initial = {"replacement": other.name if other else "", "reason": exercise.withdraw_reason}
    form = forms.WithdrawEverywhereForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid() and withdrawn(request, exercise, form):
        return redirect("show_library_exercise", pk=exercise.pk)
    plans = {item.slot.phase.assignment_id: item.slot.phase.assignment for item in found}
    context = {"exercise": exercise, "plans": list(plans.values()), "form": form}
    context["names"] = names(request)
    note_listed(request, [plan.patient for plan in context["plans"]])
    status = 422 if form.is_bound else 200
    return render(request, "exercises/replace_everywhere.html", context, status=status)


def withdrawn(request, exercise, form) -> bool:
    try:
        done = withdraw_everywhere(
            exercise=exercise, by=request.member, at=timezone.now(), **form.cleaned_data
        )
    except UnableToChange as refusal:
        form.add_error(None, str(refusal))
        return False
    count = len({item.slot.phase.assignment_id for item in done.replaced})
    messages.success(
        request, ngettext("Replaced in %s plan.", "Replaced in %s plans.", count) % count
    )
    for name in dict.fromkeys(i.slot.phase.assignment.patient.full_name for i in done.stopped):
        words = _("Stopped without a replacement: %s. Choose one there.")
        messages.warning(request, words % name)
    return True
