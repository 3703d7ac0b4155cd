"""A patient's plan for the physio: looked at, paused, moved on, ended, kept, carried further."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exercises import actions
from exercises.actions.keeping import save_as_programme
from exercises.actions.terms import edit_terms
from exercises.forms import plans as forms
from exercises.views.clinic.assign import today_of
from exercises.views.clinic.changes import change, phase_of, plan_of, plan_url
from exercises.visit import HORIZON, facts_of
from exercises.visit.changes import changes_in, changes_shown
from exercises.visit.facts import MOST_CHANGES
from exercises.visit.plan import plan_of_facts
from portal.access import clinicians, open_patient
from portal.audit import note_listed
from portal.models import Patient
from portal.people_search import matching

FOUND = 12


@require_GET
@clinicians
def show_plan(request, pk, assignment_pk):
    patient = open_patient(request, pk)
    today = today_of(patient)
    facts = facts_of(patient, today - timedelta(days=HORIZON))
    if str(assignment_pk) not in {plan["id"] for plan in facts.plans}:
        raise Http404
    shown = plan_of_facts(patient, facts, assignment_pk, today)
    context = {
        "patient": patient,
        "shown": shown,
        "plan": shown.plan,
        "today": today,
        "may_change": shown.plan["ended"] is None and not shown.plan["closed"],
    }
    return render(request, "exercises/show_plan.html", context)


@require_GET
@clinicians
def list_plan_changes(request, pk, assignment_pk):
    """Everything that was ever changed in a plan, side by side, with the reasons."""
    plan = plan_of(request, pk, assignment_pk)
    page = Paginator(changes_in(plan), MOST_CHANGES).get_page(request.GET.get("page"))
    context = {"plan": plan, "patient": plan.patient, "back": plan_url(plan), "page": page}
    context["changes"] = changes_shown(page.object_list, plan)
    return render(request, "exercises/list_plan_changes.html", context)


@clinicians
@require_http_methods(["GET", "POST"])
def edit_plan(request, pk, assignment_pk):
    """The last day, the limits, the words for a bad week."""
    plan = plan_of(request, pk, assignment_pk)
    form = forms.TermsForm(request.POST or None, clinic=request.clinic, plan=plan)

    def act(**words):
        edit_terms(assignment=plan, **words)

    return change(request, plan, form, act, "exercises/edit_plan.html")


# Pausing ---------------------------------------------------------------------------------------


@clinicians
@require_http_methods(["GET", "POST"])
def pause_plan(request, pk, assignment_pk):
    plan = plan_of(request, pk, assignment_pk)
    initial = {"version": plan.version, "from_on": today_of(plan.patient)}
    form = forms.PauseForm(request.POST or None, initial=initial)

    def act(**words):
        actions.pause(assignment=plan, **words)

    return change(request, plan, form, act, "exercises/pause_plan.html")


@clinicians
@require_http_methods(["GET", "POST"])
def resume_plan(request, pk, assignment_pk):
    plan = plan_of(request, pk, assignment_pk)
    initial = {"version": plan.version, "on": today_of(plan.patient)}
    form = forms.ResumeForm(request.POST or None, initial=initial)

    def act(**words):
        actions.resume(assignment=plan, **words)

    return change(request, plan, form, act, "exercises/resume_plan.html")


# Stages ----------------------------------------------------------------------------------------


@clinicians
@require_http_methods(["GET", "POST"])
def move_plan_phase(request, pk, assignment_pk, phase_pk):
    """On to a stage, or back to one; what is due changes from that day."""
    plan = plan_of(request, pk, assignment_pk)
    phase = phase_of(plan, phase_pk)
    initial = {"version": plan.version, "on": today_of(plan.patient)}
    form = forms.MovePhaseForm(request.POST or None, initial=initial)

    def act(**words):
        actions.move_to_phase(phase=phase, **words)

    context = {"phase": phase}
    return change(request, plan, form, act, "exercises/move_plan_phase.html", context=context)


@clinicians
@require_http_methods(["GET", "POST"])
def hold_plan_phase(request, pk, assignment_pk, phase_pk):
    """Keeps a dated stage from ending on its date, or lets it go on."""
    plan = plan_of(request, pk, assignment_pk)
    phase = phase_of(plan, phase_pk)
    to_hold = phase.state != phase.State.HELD
    initial = {"version": plan.version, "held": "yes" if to_hold else "no"}
    form = forms.HoldForm(request.POST or None, initial=initial)

    def act(held, **words):
        actions.hold_phase(phase=phase, held=held == "yes", **words)

    context = {"phase": phase, "to_hold": to_hold}
    return change(request, plan, form, act, "exercises/hold_plan_phase.html", context=context)


# Ending ----------------------------------------------------------------------------------------


@clinicians
@require_http_methods(["GET", "POST"])
def end_plan(request, pk, assignment_pk):
    plan = plan_of(request, pk, assignment_pk)
    form = forms.EndForm(
        request.POST or None,
        initial={"version": plan.version, "flare_plan": plan.flare_plan},
        user=request.user,
        plan=plan,
    )

    def act(keep, **words):
        actions.end_assignment(
            assignment=plan, keep=list(keep), starts_on=today_of(plan.patient), **words
        )

    context = {"keepable": bool(form.fields["keep"].choices)}
    context["flags_left"] = plan.patient.flags.open().count()
    page = "exercises/end_plan.html"
    return change(request, plan, form, act, page, said=_("Ended."), context=context)


# Kept and carried further ------------------------------------------------------------------------


@clinicians
@require_http_methods(["GET", "POST"])
def keep_plan(request, pk, assignment_pk):
    """A programme of the clinic from what this patient has; it names nobody."""
    plan = plan_of(request, pk, assignment_pk)
    form = forms.TemplateForm(request.POST or None, initial={"name": plan.name})
    if form.is_valid():
        programme = save_as_programme(
            assignment=plan, by=request.member, at=timezone.now(), name=form.cleaned_data["name"]
        )
        messages.success(request, _("Kept as a programme of your clinic."))
        return redirect("show_programme", pk=programme.pk)
    context = {"plan": plan, "patient": plan.patient, "form": form, "back": plan_url(plan)}
    return render(request, "exercises/keep_plan.html", context)


@clinicians
@require_http_methods(["GET", "POST"])
def carry_plan(request, pk, assignment_pk):
    """What one patient has, for another patient (or the same one again): chosen, then looked at."""
    plan = plan_of(request, pk, assignment_pk)
    rows = Patient.objects.for_user(request.user).filter(
        clinic=request.clinic, episodes__closed_at__isnull=True, episodes__isnull=False
    )
    if request.method == "POST":
        return carried(request, plan, rows)
    query = request.GET.get("q", "").strip()[:100]
    found = matching(rows, query).distinct().order_by("full_name", "born_on")[:FOUND]
    context = {"plan": plan, "patient": plan.patient, "query": query, "back": plan_url(plan)}
    context["found"] = list(found)
    note_listed(request, context["found"])
    page = "exercises/carry_plan.html"
    if request.headers.get("X-Fragment"):
        page = "exercises/carry_found.html"
    return render(request, page, context)


def carried(request, plan, rows):
    form = forms.PatientForm(request.POST, patients=rows)
    if not form.is_valid():
        messages.warning(request, _("Choose somebody who is in care."))
        return redirect("carry_plan", pk=plan.patient_id, assignment_pk=plan.pk)
    programme = save_as_programme(
        assignment=plan, name=plan.name, by=request.member, at=timezone.now(), listed=False
    )
    return redirect("give_programme", pk=form.cleaned_data["to"].pk, programme_pk=programme.pk)
