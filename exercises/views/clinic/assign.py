"""Giving a programme to a patient: choose, look, send."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from exercises.actions import UnableToAssign, assign
from exercises.forms.plans import GiveForm
from exercises.models import Programme
from exercises.views.clinic import desk
from portal.access import clinicians, open_patient
from portal.search import LONGEST, words_of

PER_PAGE = 20


def today_of(patient):
    """The patient's own day (product rule 18)."""
    return timezone.localdate(timezone=ZoneInfo(patient.time_zone))


def offered(request, query: str):
    """Programmes ready to be given: those this member gave last, then own, then shared."""
    rows = Programme.objects.for_user(request.user).ready()
    for word in words_of(query):
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(topics__name__icontains=word)
            | Q(phases__slots__items__exercise__published__name__icontains=word)
        )
    mine = Q(assignments__given_by=request.member)
    found = Programme.objects.for_user(request.user).filter(pk__in=rows.values("pk"))
    return found.annotate(
        given_last=Max("assignments__given_at", filter=mine),
        moves=Count("phases__slots__items__exercise", distinct=True),
        stages=Count("phases", distinct=True),
        is_shared=Q(clinic__isnull=True),
    ).order_by(F("given_last").desc(nulls_last=True), "is_shared", "name", "pk")


@require_GET
@clinicians
def assign_programme(request, pk):
    patient = open_patient(request, pk)
    query = request.GET.get("q", "")[:LONGEST]
    page = Paginator(offered(request, query), PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "patient": patient,
        "query": query,
        "page": page,
        "count_text": ngettext("%s programme", "%s programmes", count) % count,
    }
    if request.headers.get("X-Fragment"):
        fragment = render(request, "exercises/assign_found.html", context)
        fragment["X-Count-Text"] = quote(context["count_text"])
        return fragment
    context["past"] = list(patient.assignments.order_by("-given_at")[:5])
    context["in_care"] = patient.episodes.filter(closed_at__isnull=True).exists()
    return render(request, "exercises/assign_programme.html", context)


# The preview -----------------------------------------------------------------------------------


def programme_to_give(request, pk) -> Programme:
    """Also one that is out of the library, where it was made on the way from another plan."""
    rows = Programme.objects.for_user(request.user).filter(pk=pk)
    own_step = Q(retired_at__isnull=False, created_by=request.member)
    programme = rows.filter(Q(retired_at__isnull=True) | own_step).first()
    if programme is None or (programme.clinic_id is None and programme.is_draft):
        raise Http404
    return programme


def faults_of(stages) -> list[dict]:
    """What stands in the way, with the row it is about."""
    return [
        {"row": row, "lacks": row.lacks}
        for stage in stages
        for part in stage.parts
        for row in part.rows
        if row.lacks or row.item.exercise.withdrawn_at
    ]


def hints_of(stages) -> list[dict]:
    """Soft words, each once; the stage is named where it is not the first."""
    found: dict[str, str] = {}
    for stage in stages:
        for hint in stage.summary.warnings:
            if hint.kind != "withdrawn":
                found.setdefault(hint.text, stage.title if stage.number > 1 else "")
    return [{"text": text, "stage": stage} for text, stage in found.items()]


def asks_side(stages) -> bool:
    rows = (row for stage in stages for part in stage.parts for row in part.rows)
    return any(row.item.dose.side == "affected" for row in rows)


def dated(stages, starts_on) -> None:
    """From when to when each stage runs if it starts that day; a criterion leaves it open."""
    begins = starts_on
    for stage in stages:
        weeks = stage.phase.weeks_max or stage.phase.weeks_min
        stage.begins, stage.ends = begins, None
        if begins and weeks and not stage.phase.criterion:
            stage.ends = begins + timedelta(days=7 * weeks - 1)
        begins = stage.ends + timedelta(days=1) if stage.ends else None


@require_http_methods(["GET", "POST"])
@clinicians
def give_programme(request, pk, programme_pk):
    """What will be given, and the button that sends it."""
    patient = open_patient(request, pk)
    programme = programme_to_give(request, programme_pk)
    stages = desk.stages(programme, request.user, patient=patient)
    form = GiveForm(
        request.POST or None,
        clinic=request.clinic,
        today=today_of(patient),
        programme=programme,
        needs_side=asks_side(stages),
    )
    if form.is_valid() and (answer := send(request, patient, programme, form)):
        return answer
    return preview(request, patient, programme, stages, form)


def send(request, patient, programme, form):
    try:
        plan = assign(
            programme=programme,
            patient=patient,
            by=request.member,
            at=timezone.now(),
            **form.words(),
        )
    except UnableToAssign as refusal:
        form.add_error(None, str(refusal))
        if programme.version != form.cleaned_data["version"]:
            form.data = form.data.copy()
            form.data["version"] = programme.version
        return None
    words = _("%(plan)s is with %(name)s.") % {"plan": plan.name, "name": patient.full_name}
    if patient.user_id is None:
        words += " " + _("There is no account yet: show the code, or print it.")
    messages.success(request, words)
    return redirect("show_patient", pk=patient.pk)


def preview(request, patient, programme, stages, form):
    dated(stages, today_of(patient))
    limits = ("pain_fine_max", "pain_limit", "morning_rise_limit")
    context = {
        "patient": patient,
        "programme": programme,
        "stages": stages,
        "pictured": desk.pictured(stages),
        "faults": faults_of(stages),
        "hints": hints_of(stages),
        "form": form,
        "limits_open": any(form[name].errors for name in limits),
        "in_care": patient.episodes.filter(closed_at__isnull=True).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "exercises/give_programme.html", context, status=status)
