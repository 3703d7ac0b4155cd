"""The programme on paper, printed by the clinic."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from exercises.views.printing import (
    handout_page,
    order_page,
    printout_file,
    printout_page,
    sheet_of,
)
from portal.access import clinicians, open_patient
from portal.audit import note_opened
from portal.models import Patient

CHOICES = "exercises/print_programme_pdf.html"


@require_http_methods(["GET", "POST"])
@clinicians
def print_programme_pdf(request, pk):
    if request.method == "POST":
        patient = patient_of(request, pk)
        return order_page(request, patient, CHOICES, lambda made: address_of(patient, made))
    what = "printed handout" if request.GET else "opened record"  # the choices print nothing
    return handout_page(request, open_patient(request, pk, action=what), CHOICES)


def patient_of(request, pk) -> Patient:
    """For what is asked in pieces: the look is written down once."""
    mine = Patient.objects.for_user(request.user).filter(clinic=request.clinic, pk=pk)
    patient = mine.select_related("clinic").distinct().first()
    if patient is None:
        raise Http404
    note_opened(request, patient)
    return patient


def address_of(patient, printout) -> str:
    return reverse("show_printout", args=[patient.pk, printout.pk])


@require_GET
@clinicians
def show_printout(request, pk, printout_pk):
    """A file being made, or ready."""
    patient = patient_of(request, pk)
    where = {
        "here": reverse("show_printout", args=[pk, printout_pk]),
        "file": reverse("show_printout_file", args=[pk, printout_pk]),
        "again": reverse("print_programme_pdf", args=[pk]),
        "page": reverse("print_programme", args=[pk]),
    }
    return printout_page(request, patient, printout_pk, "exercises/show_printout.html", **where)


@require_GET
@clinicians
def show_printout_file(request, pk, printout_pk):
    patient = patient_of(request, pk)
    back = reverse("show_printout", args=[pk, printout_pk])
    return printout_file(request, patient, printout_pk, back)


@require_GET
@clinicians
def print_programme(request, pk):
    """The same for the browser to print: for letters that no font of ours has."""
    patient = open_patient(request, pk, action="printed handout")
    context = {"patient": patient, "sheet": sheet_of(request, patient)}
    return render(request, "exercises/print_programme.html", context)
