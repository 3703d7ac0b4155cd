"""Helpers: a parent, partner or carer, invited by the patient or by the clinic."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access import members, open_patient, patients
from portal.actions import invitations
from portal.actions.episodes import end_helper as end
from portal.forms.invitations import InviteHelperForm
from portal.views.people import page_of


def helpers_of(patient) -> dict:
    """Who helps now, who was asked, and who did."""
    rows = list(patient.helpers.select_related("user").order_by("-from_on"))
    today = timezone.now().astimezone(ZoneInfo(patient.time_zone)).date()
    over = [h for h in rows if h.ended_at or (h.until_on and h.until_on < today)]
    now = timezone.now()
    asked = patient.invitations.filter(invites="helper", accepted_at=None, revoked_at=None)
    return {
        "helpers": [h for h in rows if h not in over],
        "former": over,
        "asked": asked.filter(expires_at__gt=now),
    }


def invite(request, patient, form) -> bool:
    """Whether the letter went out; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        invitations.invite_helper(
            patient=patient, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except invitations.UnableToInvite as refusal:
        form.add_error("email", str(refusal))
        return False
    to = form.cleaned_data["email"]
    messages.success(request, _("The letter is on its way to %(to)s.") % {"to": to})
    return True


# At the clinic -------------------------------------------------------------------------------


@members
def list_helpers(request, pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    context = {**helpers_of(patient), "patient": patient, "url": page_of(request, patient)}
    return render(request, "portal/list_helpers.html", context)


@members
def invite_helper(request, pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    form = InviteHelperForm(request.POST or None)
    if invite(request, patient, form):
        return redirect("list_helpers", pk=pk)
    context = {"form": form, "patient": patient, "url": page_of(request, patient)}
    return render(request, "portal/invite_helper.html", context)


@require_POST
@members
def end_helper(request, pk, helper_pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    helper = get_object_or_404(patient.helpers, pk=helper_pk)
    end(helper=helper, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s no longer helps.") % {"name": helper.user.name})
    return redirect("list_helpers", pk=pk)


# The patient's own ---------------------------------------------------------------------------


def only_the_patient(request):
    """A helper sees no other helpers and invites none."""
    if request.helper:
        raise PermissionDenied


@patients
def list_my_helpers(request):
    only_the_patient(request)
    return render(request, "portal/list_my_helpers.html", helpers_of(request.patient))


@patients
def invite_my_helper(request):
    only_the_patient(request)
    form = InviteHelperForm(request.POST or None)
    if invite(request, request.patient, form):
        return redirect("list_my_helpers")
    return render(request, "portal/invite_my_helper.html", {"form": form})


@require_POST
@patients
def end_my_helper(request, helper_pk):
    only_the_patient(request)
    helper = get_object_or_404(request.patient.helpers, pk=helper_pk)
    end(helper=helper, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s no longer helps.") % {"name": helper.user.name})
    return redirect("list_my_helpers")


@require_POST
@patients
def revoke_my_helper(request, invitation_pk):
    only_the_patient(request)
    invitation = get_object_or_404(request.patient.invitations, pk=invitation_pk, invites="helper")
    invitations.revoke_invitation(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation no longer works."))
    return redirect("list_my_helpers")
