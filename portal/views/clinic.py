"""The clinic's settings and what it tells people about their data."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access import managers
from portal.actions import clinics as actions
from portal.actions.patients import ChangedMeanwhile
from portal.forms.clinic import ClinicForm, NoticeForm, settings_of
from portal.models import PrivacyNotice
from portal.views.people import show_conflict


@managers
def edit_clinic(request):
    clinic = request.clinic
    form = ClinicForm(request.POST or None, initial=settings_of(clinic))
    if form.is_valid():
        try:
            actions.edit_clinic(
                clinic=clinic, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ChangedMeanwhile as conflict:
            return show_conflict(request, form, conflict.now, settings_of(conflict.now))
        messages.success(request, _("Saved."))
        return redirect("edit_clinic")
    return render(request, "portal/edit_clinic.html", {"form": form})


@managers
def edit_privacy_notice(request):
    notices = list(PrivacyNotice.objects.for_user(request.user).filter(clinic=request.clinic))
    given = {"text": notices[0].text if notices else ""}
    form = NoticeForm(request.POST or None, initial=given)
    if form.is_valid():
        actions.publish_notice(
            clinic=request.clinic, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Published. Every patient is shown it once."))
        return redirect("edit_privacy_notice")
    return render(request, "portal/edit_privacy_notice.html", {"form": form, "notices": notices})
