"""Who did what: for the manager of the clinic, for one record, and for the patient themselves."""

from django.core.paginator import Paginator
from django.shortcuts import render

from portal.access import managers, members, open_patient, patients
from portal.audit import note_listed
from portal.forms.clinic import RecordFilter
from portal.models import Event
from portal.record_words import described, fewer

PER_PAGE = 50


def paged(request, rows):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def for_staff(request, rows):
    page = paged(request, rows)
    page.object_list = described(page.object_list, clinical=request.member.is_clinician)
    return page


@managers
def show_record(request):
    form = RecordFilter(request.GET or None)
    rows = Event.objects.for_user(request.user).filter(clinic=request.clinic)
    rows = form.narrow(rows).select_related("patient")
    page = for_staff(request, rows)
    note_listed(request, [entry["patient"] for entry in page if entry["patient"]])
    context = {"page": page, "form": form}
    return render(request, "portal/show_record.html", context)


@members
def show_patient_record(request, pk):
    """Who looked at one patient's record, for the clinic's own people."""
    patient = open_patient(request, pk, action="opened who looked", contact_only=True)
    page = for_staff(request, Event.objects.about(patient).select_related("patient"))
    return render(request, "portal/show_patient_record.html", {"patient": patient, "page": page})


@patients
def show_my_record(request):
    """Who looked at my record: what the patient's own devices did is left out."""
    rows = Event.objects.about(request.patient).exclude(actor=request.user)
    if request.helper:  # who else was asked to help, and what they did, is the patient's to tell
        rows = rows.exclude(object_kind__in=("helper", "invitation")).exclude(role="helper")
    page = paged(request, rows)
    page.object_list = fewer(page.object_list)
    return render(request, "portal/show_my_record.html", {"page": page})
