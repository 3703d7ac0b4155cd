"""Inviting from the clinic: a code on the screen or a letter, seen and taken back here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import crypto, mail, qr
from portal.access import members, open_patient
from portal.accounts import is_own_page
from portal.actions import invitations as actions
from portal.audit import note_listed, note_opened
from portal.models import Invitation, Patient
from portal.views.people import PER_PAGE, page_of

TOKENS = "room_tokens"


def state_of(invitation, now) -> str:
    """open, accepted, revoked or expired."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.revoked_at:
        return "revoked"
    return "open" if now < invitation.expires_at else "expired"


def visible_to(request):
    """A member sees those of patients and helpers; of colleagues, only a manager."""
    rows = Invitation.objects.for_user(request.user).filter(clinic=request.clinic)
    if not request.member.is_manager:
        rows = rows.exclude(invites="member").filter(patient__in=patients_of(request).values("pk"))
    return rows.select_related("patient", "clinic", "created_by")


def patients_of(request):
    return Patient.objects.contacts_for(request.user)


@members
def list_invitations(request):
    page = Paginator(visible_to(request), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    note_listed(request, [row.patient for row in rows if row.patient])
    now = timezone.now()
    entries = [{"invitation": row, "state": state_of(row, now)} for row in rows]
    return render(request, "portal/list_invitations.html", {"entries": entries, "page": page})


@members
def invite_patient(request, pk):
    """A code shown in the room, or a letter with a link."""
    patient = open_patient(request, pk, action="opened invitation", contact_only=True)
    way = request.POST.get("way")
    if way not in ("room", "mail"):
        still_open = [
            row
            for row in visible_to(request).filter(patient=patient, invites="patient")
            if row.is_open(timezone.now())
        ]
        context = {
            "patient": patient,
            "still_open": still_open,
            "opens": request.GET.get("opens", ""),
        }
        return render(request, "portal/invite_patient.html", context)
    opens = request.POST.get("opens", "")
    try:
        invitation, token = actions.invite_patient(
            patient=patient,
            way=way,
            by=request.user,
            at=timezone.now(),
            opens=opens if is_own_page(opens) and opens.startswith("/my/") else "",
        )
    except actions.UnableToInvite as refusal:
        messages.error(request, str(refusal))
        return redirect("invite_patient", pk=pk)
    if way == "mail":
        messages.success(request, _("The letter is on its way to %(to)s.") % {"to": patient.email})
        return redirect("invite_patient", pk=pk)
    request.session[TOKENS] = {str(invitation.pk): crypto.lock(token)}
    return redirect("show_invitation", pk=invitation.pk)


@members
def show_invitation(request, pk):
    """The code on the clinic's screen, until it is used, taken back or 15 minutes old."""
    invitation = get_object_or_404(visible_to(request), pk=pk)
    if invitation.patient:
        note_opened(request, invitation.patient, action="opened invitation")
    state = state_of(invitation, timezone.now())
    locked = request.session.get(TOKENS, {}).get(str(pk))
    drawing = None
    if locked and state == "open":
        url = mail.page(actions.path_of(crypto.unlock(locked)))
        drawing = qr.svg(url, label=_("A code to scan with the patient’s phone"))
    elif locked:
        del request.session[TOKENS]
    context = {
        "invitation": invitation,
        "state": state,
        "drawing": drawing,
        "patient_url": invitation.patient and page_of(request, invitation.patient),
    }
    return render(request, "portal/show_invitation.html", context)


@members
def show_invitation_state(request, pk):
    """For await.js: whether the code on the screen was used."""
    invitation = get_object_or_404(visible_to(request), pk=pk)
    return JsonResponse({"state": state_of(invitation, timezone.now())})


@require_POST
@members
def revoke_invitation(request, pk):
    invitation = get_object_or_404(visible_to(request), pk=pk)
    if invitation.invites == "member" and not request.member.is_manager:
        raise Http404
    actions.revoke_invitation(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation no longer works."))
    return redirect("list_invitations")
