"""Filming an exercise: for the clinic's own library, or in the room for one patient."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exercises.actions import UnableToChange, add_item, clips
from exercises.clips import ClipRefused
from exercises.forms.clips import ClipForm, GiveForm, PatientClipForm
from exercises.models import Exercise
from portal.access import clinicians, open_patient


def taken(form, act, **who) -> bool:
    """Whether the clip was taken in; what was wrong with it stands beside its field."""
    if not form.is_valid():
        return False
    try:
        act(**form.words(), **who, at=timezone.now())
    except clips.AlreadySent:
        return True
    except ClipRefused as refusal:
        form.add_error("clip", str(refusal))
    except UnableToChange as refusal:
        form.add_error("dose", str(refusal))
    return form.is_valid()


@require_http_methods(["GET", "POST"])
@clinicians
def add_exercise_clip(request, pk):
    exercises = Exercise.objects.for_user(request.user).filter(clinic=request.clinic)
    exercise = exercises.filter(pk=pk, patient__isnull=True, withdrawn_at__isnull=True).first()
    if exercise is None:
        raise Http404
    form = ClipForm(request.POST or None, request.FILES or None)
    who = {"exercise": exercise, "by": request.member}
    if request.method == "POST" and taken(form, clips.add_exercise_clip, **who):
        messages.success(request, _("The clip is in the draft. It is being prepared."))
        return redirect("edit_exercise", pk=exercise.pk)
    context = {"exercise": exercise, "form": form}
    return render(request, "exercises/add_exercise_clip.html", context, status=said(form))


@require_http_methods(["GET", "POST"])
@clinicians
def add_patient_clip(request, pk):
    patient = open_patient(request, pk)
    form = PatientClipForm(
        request.POST or None, request.FILES or None, user=request.user, patient=patient
    )
    who = {"patient": patient, "by": request.member}
    if request.method == "POST" and taken(form, clips.add_patient_clip, **who):
        messages.success(request, _("The clip is kept. It is being prepared."))
        return redirect("list_patient_clips", pk=patient.pk)
    context = {"patient": patient, "form": form}
    return render(request, "exercises/add_patient_clip.html", context, status=said(form))


@require_http_methods(["GET"])
@clinicians
def list_patient_clips(request, pk):
    """What was filmed for one patient, and whether it is ready."""
    patient = open_patient(request, pk)
    filmed = Exercise.objects.for_user(request.user).filter(patient=patient)
    rows = filmed.select_related("published__clip").order_by("-created_at")[:100]
    return render(request, "exercises/list_patient_clips.html", {"patient": patient, "rows": rows})


@require_http_methods(["GET", "POST"])
@clinicians
def give_patient_clip(request, pk, exercise_pk):
    """A filmed exercise into the patient's plan, now or again."""
    patient = open_patient(request, pk)
    exercise = filmed_for(request, patient, exercise_pk)
    form = GiveForm(request.POST or None, user=request.user, patient=patient)
    who = {"exercise": exercise, "by": request.member}
    if request.method == "POST" and given(form, **who):
        messages.success(request, _("It is in the plan."))
        return redirect("list_patient_clips", pk=patient.pk)
    context = {"patient": patient, "exercise": exercise, "form": form}
    return render(request, "exercises/give_patient_clip.html", context, status=said(form))


def filmed_for(request, patient, pk) -> Exercise:
    rows = Exercise.objects.for_user(request.user).filter(patient=patient, pk=pk)
    exercise = rows.filter(published__isnull=False, withdrawn_at__isnull=True).first()
    if exercise is None:
        raise Http404
    return exercise


def given(form, **who) -> bool:
    if not form.is_valid():
        return False
    try:
        add_item(**form.cleaned_data, **who, at=timezone.now())
    except UnableToChange as refusal:
        form.add_error("dose", str(refusal))
    return form.is_valid()


def said(form) -> int:
    return 422 if form.is_bound and form.errors else 200
