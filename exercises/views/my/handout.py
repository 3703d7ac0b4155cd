"""The programme on paper, printed by the patient or a helper."""

from django.views.decorators.http import require_GET

from exercises.views.my import day
from exercises.views.printing import handout_page
from portal.access import patients


@require_GET
@patients
def print_my_programme_pdf(request):
    context = day.may_say(request)
    patient = context.pop("patient")
    return handout_page(request, patient, "exercises/print_my_programme_pdf.html", **context)
