"""Changing a plan: one way for every change, and the page for two people at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from exercises.actions import Conflict, UnableToChange
from exercises.dose import parse
from exercises.models import AssignedItem, AssignedSlot, Assignment
from exercises.planning import splits
from portal.access import open_patient

# Words that often fit, offered while typing; the physio's own are as good.
REASONS = (
    _("It went well, so here is a bit more."),
    _("It hurt too much, so here is a bit less."),
    _("You have this at home."),
    _("Your goal has changed."),
    _("This fits your day better."),
    _("You are ready for the next step."),
)


def plan_of(request, pk, assignment_pk) -> Assignment:
    """The plan a page is about, or 404; that the record was opened is written down."""
    patient = open_patient(request, pk)
    rows = patient.assignments.select_related("episode", "given_by__user")
    plan = rows.filter(pk=assignment_pk).first()
    if plan is None:
        raise Http404
    plan.patient = patient
    return plan


def item_of(request, plan: Assignment, item_pk) -> AssignedItem:
    rows = AssignedItem.objects.for_user(request.user).filter(slot__phase__assignment=plan)
    rows = rows.select_related("slot__phase__assignment", "revision__picture", "exercise")
    item = rows.filter(pk=item_pk).first()
    if item is None:
        raise Http404
    return item


def slot_of(request, plan: Assignment, slot_pk) -> AssignedSlot:
    rows = AssignedSlot.objects.for_user(request.user).filter(phase__assignment=plan)
    slot = rows.select_related("phase__assignment").filter(pk=slot_pk).first()
    if slot is None:
        raise Http404
    return slot


def phase_of(plan: Assignment, phase_pk):
    phase = plan.phases.filter(pk=phase_pk).first()
    if phase is None:
        raise Http404
    return phase


def plan_url(plan: Assignment) -> str:
    return reverse("show_plan", args=[plan.patient_id, plan.pk])


def change(request, plan, form, act, page: str, *, said: str = "", context=None, item=None):
    """Check, act, say so. `act(**words, by, at)`; refused or in doubt, the page comes again."""
    if form.is_bound and form.is_valid():
        words = form.words() if hasattr(form, "words") else dict(form.cleaned_data)
        try:
            act(**words, by=request.member, at=timezone.now())
        except Conflict:
            return conflict(request, plan, form, item)
        except UnableToChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said or _("Saved. The patient sees what changed and why."))
            return redirect(plan_url(plan))
    status = 422 if form.is_bound else 200
    found = {"plan": plan, "patient": plan.patient, "form": form, "reasons": REASONS}
    found |= {"back": plan_url(plan), **doubt(form), **(context or {})}
    return render(request, page, found, status=status)


def doubt(form) -> dict:
    """What is not certain about a typed dose, with the choices."""
    if not form.is_bound or "dose" not in form.errors:
        return {}
    parsed = parse(form.data.get("dose", ""))
    return {"parsed": parsed, "splits": splits(parsed)}


def conflict(request, plan, form, item=None):
    """Somebody changed the plan first: nothing is saved, nothing typed is lost."""
    skip = {"csrfmiddlewaretoken", "version", "choice"}
    posted = [(n, v) for n, vs in request.POST.lists() for v in vs if n not in skip and v]
    labels = {name: field.label for name, field in form.fields.items()}
    newest = plan.changes.select_related("by__user", "item__revision", "before__revision").first()
    target = request.path
    if item is not None:
        target = address_after(request, plan, item)
    context = {
        "plan": plan,
        "patient": plan.patient,
        "typed": [(labels.get(name) or name, value) for name, value in posted],
        "posted": posted,
        "newest": newest,
        "version": version_now(plan),
        "target": target,
        "back": plan_url(plan),
    }
    return render(request, "exercises/plan_conflict.html", context, status=409)


def version_now(plan) -> int:
    return plan.patient.assignments.values_list("version", flat=True).get(pk=plan.pk)


def address_after(request, plan, item) -> str:
    """Where the same change can be sent again: the item that took the place; "" where none did."""
    now = item_of(request, plan, item.pk)
    while now.ended_at:
        heirs = AssignedItem.objects.for_user(request.user).filter(replaces=now)
        if (heir := heirs.first()) is None:
            return ""
        now = heir
    name = request.resolver_match.url_name
    return reverse(name, args=[plan.patient_id, plan.pk, now.pk])
