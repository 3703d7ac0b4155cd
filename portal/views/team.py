"""The clinic's own people: who works here, what they may do, and their way in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access import managers
from portal.accounts import has_factor
from portal.actions import invitations
from portal.actions import members as actions
from portal.forms.clinic import MemberForm, roles_of
from portal.forms.invitations import InviteMemberForm
from portal.forms.patients import ReasonForm
from portal.models import Invitation, Member


def colleagues(request):
    rows = Member.objects.for_user(request.user).filter(clinic=request.clinic)
    return rows.select_related("user", "clinic").annotate(has_factor=has_factor())


def colleague(request, pk):
    return get_object_or_404(colleagues(request).current(), pk=pk)


@managers
def list_team(request):
    rows = list(colleagues(request))
    waiting = Invitation.objects.for_user(request.user).filter(
        clinic=request.clinic,
        invites="member",
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )
    context = {
        "team": [m for m in rows if not m.ended_at],
        "former": [m for m in rows if m.ended_at],
        "waiting": waiting,
    }
    return render(request, "portal/list_team.html", context)


@managers
def invite_member(request):
    form = InviteMemberForm(request.POST or None)
    if form.is_valid():
        try:
            invitations.invite_member(
                clinic=request.clinic, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except invitations.UnableToInvite as refusal:
            form.add_error("email", str(refusal))
        else:
            to = form.cleaned_data["email"]
            messages.success(request, _("The letter is on its way to %(to)s.") % {"to": to})
            return redirect("list_team")
    return render(request, "portal/invite_member.html", {"form": form})


@managers
def edit_member(request, pk):
    member = colleague(request, pk)
    given = {
        "job_title": member.job_title,
        "registration": member.registration,
        "roles": roles_of(member),
    }
    form = MemberForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            actions.edit_member(member=member, by=request.user, at=timezone.now(), **form.changes())
        except actions.UnableToChangeMember as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, _("Saved. It holds from their next page on."))
            return redirect("list_team")
    return render(request, "portal/edit_member.html", {"form": form, "colleague": member})


@managers
def end_member(request, pk):
    member = colleague(request, pk)
    if request.method == "POST":
        try:
            actions.end_member(member=member, by=request.user, at=timezone.now())
        except actions.UnableToChangeMember as refusal:
            messages.error(request, str(refusal))
        else:
            words = _("%(name)s no longer works here.") % {"name": member.user.name}
            messages.success(request, words)
            return redirect("list_team")
    return render(request, "portal/end_member.html", {"colleague": member})


@managers
def reset_second_factor(request, pk):
    member = colleague(request, pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("How you checked who they are")
    if form.is_valid():
        try:
            actions.reset_second_factor(
                member=member, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.UnableToChangeMember as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("They set up a new second factor when they sign in next."))
            return redirect("edit_member", pk=pk)
    return render(request, "portal/reset_second_factor.html", {"form": form, "colleague": member})


@require_POST
@managers
def sign_member_out(request, pk):
    member = colleague(request, pk)
    count = actions.sign_member_out(member=member, by=request.user, at=timezone.now())
    messages.success(request, _("Signed out on %(count)s devices.") % {"count": count})
    return redirect("edit_member", pk=pk)
