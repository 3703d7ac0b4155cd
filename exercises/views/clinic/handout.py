"""The programme on paper, printed by the clinic."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from exercises.views.printing import handout_page, sheet_of
from portal.access import clinicians, open_patient


@require_GET
@clinicians
def print_programme_pdf(request, pk):
    patient = open_patient(request, pk, action="printed handout")
    return handout_page(request, patient, "exercises/print_programme_pdf.html")


@require_GET
@clinicians
def print_programme(request, pk):
    """The same for the browser to print: for letters that no font of ours has."""
    patient = open_patient(request, pk, action="printed handout")
    context = {"patient": patient, "sheet": sheet_of(request, patient)}
    return render(request, "exercises/print_programme.html", context)
