"""The way in: a link or code becomes a session once the person pressed the button."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from portal import accounts, crypto, devices
from portal.access import CLINIC_KEY, PATIENT_KEY, everyone
from portal.actions import joining
from portal.forms.invitations import BirthYearForm, JoiningMemberForm, NewMemberForm

KEY = "invitation"
LOOKS_FOR = 3600  # seconds; how long a browser that only looked is remembered


@everyone
def take_invitation(request, token):
    """Exchanges the token for a session value at once: the address after it holds no secret."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.method == "GET":
        request.session[KEY] = crypto.token_hash(token)
        if not request.user.is_authenticated:
            request.session.set_expiry(LOOKS_FOR)
    return redirect("accept_invitation")


@everyone
def accept_invitation(request):
    """Names the clinic and nobody else; the button, with the answer it asks for, lets in."""
    now = timezone.now()
    invitation = joining.find(request.session.get(KEY), at=now)
    if invitation is None:
        return render(request, "portal/invitation_over.html", status=410)
    person = request.user if request.user.is_authenticated else None
    if joining.must_sign_in(invitation, person):
        return sign_in_first()
    form = form_for(request, invitation, person)
    if isinstance(form, JoiningMemberForm) and person and not may_set_password(request):
        return prove_again()
    if request.method != "POST" or not (form is None or form.is_valid()):
        return ask(request, invitation, form, person)
    joins = person and request.POST.get("as") != "other"
    try:
        accepted = joining.accept_invitation(
            token_hash=invitation.token_hash,
            at=now,
            signed_in=person if joins else None,
            **(form.cleaned_data if form else {}),
        )
    except joining.Closed:
        return render(request, "portal/invitation_over.html", status=410)
    except joining.SignInFirst:
        if person:
            sign_out(request)
        return sign_in_first()
    except joining.UnableToAccept as refusal:
        return refuse(request, invitation, form, person, refusal)
    return let_in(request, accepted)


def form_for(request, invitation, person):
    """What this invitation asks beside the button; None where the button is enough."""
    given = request.POST or None
    if joining.asks_birth_year(invitation):
        return BirthYearForm(given)
    if invitation.invites != "member" or (person and accounts.is_staff(person)):
        return None
    kind = JoiningMemberForm if person else NewMemberForm
    return kind(given, invitation=invitation, initial={"name": invitation.name})


def ask(request, invitation, form, person, *, refusal=None, status=200):
    context = {
        "invitation": invitation,
        "form": form,
        "person": person,
        "refusal": refusal,
        "may_be_other": person
        and invitation.invites != "member"
        and not (invitation.patient.user_id and invitation.invites == "patient"),
    }
    return render(request, "portal/accept_invitation.html", context, status=status)


def refuse(request, invitation, form, person, refusal):
    """The same page with what was wrong beside the field, or above the button."""
    if joining.find(invitation.token_hash, at=timezone.now()) is None:
        return render(request, "portal/invitation_over.html", status=410)
    if form is not None and "birth_year" in form.fields:
        form.add_error("birth_year", str(refusal))
        refusal = None
    return ask(request, invitation, form, person, refusal=refusal)


def may_set_password(request) -> bool:
    """A password that stands is replaced only by somebody who just proved who they are."""
    return not request.user.has_usable_password() or accounts.is_fresh(request)


def prove_again():
    where = urlencode({"next": reverse("accept_invitation")})
    return redirect(f"{reverse('account_reauthenticate')}?{where}")


def sign_out(request):
    """Another person takes over this browser; the invitation stays opened in it."""
    key = request.session[KEY]
    get_adapter(request).logout(request)
    request.session[KEY] = key
    request.session.set_expiry(LOOKS_FOR)


def sign_in_first():
    where = urlencode({"next": reverse("accept_invitation")})
    return redirect(f"{reverse('account_login')}?{where}")


def let_in(request, accepted):
    """Signs the accepted person in and shows what the invitation opens.

    Staff who already had a second factor present it; who was just let in from nothing, or is a
    patient, needs no more (trust, decision 2).
    """
    invitation, user = accepted.invitation, accepted.user
    request.session.pop(KEY, None)
    after = invitation.opens or reverse("home")
    if request.user.is_authenticated and request.user != user:
        get_adapter(request).logout(request)
    if not request.user.is_authenticated:
        if not accepted.made_account and accounts.is_staff(user):
            where_it_leads(request.session, invitation)
            return perform_login(request, Login(user=user, redirect_url=after))
        sign_in_here(request, invitation, user)
    elif invitation.invites == "member":
        update_session_auth_hash(request, user)
        accounts.start_session(request, user)
        record_authentication(request, user, method="password", reauthenticated=True)
    where_it_leads(request.session, invitation)
    return redirect(after)


def sign_in_here(request, invitation, user):
    get_adapter(request).login(request, user)
    devices.remember_session(request)
    if invitation.invites == "member":
        record_authentication(request, user, method="password", reauthenticated=True)
    else:
        record_authentication(request, user, method="invitation")


def where_it_leads(session, invitation):
    """The clinic or the patient the person was invited for is the chosen one."""
    if invitation.invites == "member":
        session[CLINIC_KEY] = str(invitation.clinic_id)
    else:
        session[PATIENT_KEY] = str(invitation.patient_id)
