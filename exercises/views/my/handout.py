"""The programme on paper, printed by the patient or a helper."""

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from exercises.views.my import day
from exercises.views.printing import handout_page, order_page, printout_file, printout_page
from portal.access import patients

CHOICES = "exercises/print_my_programme_pdf.html"


@require_http_methods(["GET", "POST"])
@patients
def print_my_programme_pdf(request):
    context = day.may_say(request)
    patient = context.pop("patient")
    if request.method == "POST":
        return order_page(request, patient, CHOICES, address_of, **context)
    return handout_page(request, patient, CHOICES, **context)


def address_of(printout) -> str:
    return reverse("show_my_printout", args=[printout.pk])


@require_GET
@patients
def show_my_printout(request, pk):
    """A file being made, or ready."""
    context = day.may_say(request) | {
        "here": reverse("show_my_printout", args=[pk]),
        "file": reverse("show_my_printout_file", args=[pk]),
        "again": reverse("print_my_programme_pdf"),
        "page": reverse("print_my_programme"),
    }
    patient = context.pop("patient")
    return printout_page(request, patient, pk, "exercises/show_my_printout.html", **context)


@require_GET
@patients
def show_my_printout_file(request, pk):
    return printout_file(request, request.patient, pk, reverse("show_my_printout", args=[pk]))
