"""The programme on paper, printed by the clinic."""

from django.views.decorators.http import require_GET

from exercises.views.printing import handout_page
from portal.access import clinicians, open_patient


@require_GET
@clinicians
def print_programme_pdf(request, pk):
    patient = open_patient(request, pk, action="printed handout")
    return handout_page(request, patient, "exercises/print_programme_pdf.html")
