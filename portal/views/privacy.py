"""What the clinic tells its patients: about their data, and whom to call."""

from django.shortcuts import render

from portal.access import patients
from portal.actions.patients import notice_of
from portal.models import NoticeShown


@patients
def show_my_privacy(request):
    notice = notice_of(request.patient.clinic)
    shown = NoticeShown.objects.for_user(request.user).filter(
        patient=request.patient, notice=notice, shown_to=request.user
    )
    context = {"notice": notice, "shown": shown.first()}
    return render(request, "portal/show_my_privacy.html", context)


@patients
def show_my_help(request):
    return render(request, "portal/show_my_help.html", {"clinic": request.patient.clinic})
