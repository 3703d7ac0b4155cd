"""One's own account: name, address, ways of signing in, where one belongs."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import accounts, codes
from portal.access import CLINIC_KEY, PATIENT_KEY, signed_in, take_member, take_patient, to_home
from portal.actions import accounts as actions
from portal.context import link
from portal.forms.account import AccountForm, CodeForm, NewEmailForm


def next_page(request, default="/") -> str:
    """The page asked for in `next`, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if accounts.is_own_page(wanted) else default


@signed_in
def show_account(request):
    take_patient(request)
    context = {
        "factors": accounts.factors_of(request.user),
        "places": request.places,
        "my_patients": request.my_patients,
    }
    return render(request, "portal/show_account.html", context)


@signed_in
def edit_account(request):
    given = {"name": request.user.name, "language": request.user.language}
    form = AccountForm(request.POST or None, initial=given)
    if not form.is_valid():
        return render(request, "portal/edit_account.html", {"form": form})
    actions.edit_account(user=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Saved."))
    response = redirect("show_account")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


# The e-mail address --------------------------------------------------------------------------


def prove_again(request, after: str = ""):
    """Where to prove who one is before a change that matters; None within five minutes of it."""
    if accounts.is_fresh(request):
        return None
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    where = ways[0]["url"] if ways else reverse("confirm_self")
    return redirect(f"{where}?{urlencode({'next': after or request.path})}")


def too_many_codes(request):
    """A code goes to an address somebody typed: ten an hour, counted across processes."""
    return ratelimit.consume_or_429(request, action="send_code", user=request.user)


@signed_in
def confirm_self(request):
    """A code to the present address, for those who have neither password nor second factor."""
    after = next_page(request, reverse("show_account"))
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "code" not in request.POST and request.user.email:
        if too_many := too_many_codes(request):
            return too_many
        codes.send(request, purpose="self", to=request.user.email, language=request.user.language)
    elif form.is_valid():
        if codes.confirm(request, "self", form.cleaned_data["code"]) is not None:
            record_authentication(request, request.user, method="code", reauthenticated=True)
            return redirect(after)
        form.add_error("code", _("This code does not fit, or is too old."))
    sent = codes.waits_for(request, "self") is not None
    return render(request, "portal/confirm_self.html", {"form": form, "sent": sent, "next": after})


@signed_in
def change_email(request):
    if step := prove_again(request):
        return step
    form = NewEmailForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return render(request, "portal/change_email.html", {"form": form})
    if too_many := too_many_codes(request):
        return too_many
    email = form.cleaned_data["email"]
    codes.send(
        request,
        purpose="email",
        to=email,
        language=request.user.language,
        about=email,
        really=not actions.is_taken(email),
    )
    return redirect("confirm_email")


@signed_in
def confirm_email(request):
    email = codes.waits_for(request, "email")
    if email is None:
        messages.warning(request, _("The code is used up or too old. Start again."))
        return redirect("change_email")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        proven = codes.confirm(request, "email", form.cleaned_data["code"])
        if proven and actions.change_email(user=request.user, email=proven, at=timezone.now()):
            messages.success(request, _("From now on this is your address."))
            return redirect("show_account")
        form.add_error("code", _("This code does not fit. Check it, or ask for a new one."))
    return render(request, "portal/confirm_email.html", {"form": form, "email": email})


# The second factor ---------------------------------------------------------------------------


def set_up_second_factor(request):
    """Staff choose an app or a passkey; it opens nothing else, so it asks for no factor itself."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if accounts.has_second_factor(request) and take_member(request):
        return to_home(request)
    if accounts.factors_of(request.user):
        return accounts.second_factor_step(request) or to_home(request)
    return render(request, "portal/set_up_second_factor.html")


set_up_second_factor.audience = "signed_in"  # type: ignore[attr-defined]


# Staying, and acting for ---------------------------------------------------------------------


@require_POST
@signed_in
def stay_signed_in(request):
    """Any request moves the session on; this one goes back to where the person was."""
    request.session[accounts.TOUCHED_AT] = timezone.now().timestamp()
    return redirect(next_page(request))


@signed_in
def choose_acting(request):
    """The clinics and patients one may choose from."""
    take_patient(request)
    context = {
        "places": request.places,
        "my_patients": request.my_patients,
        "next": next_page(request),
    }
    return render(request, "portal/choose_acting.html", context)


@require_POST
@signed_in
def choose_clinic(request):
    wanted = request.POST.get("clinic", "")
    if not any(str(place.clinic_id) == wanted for place in request.places):
        raise Http404
    request.session[CLINIC_KEY] = wanted
    return redirect("list_patients")


@require_POST
@signed_in
def choose_patient(request):
    take_patient(request)
    wanted = request.POST.get("patient", "")
    if not any(str(patient.pk) == wanted for patient in request.my_patients):
        raise Http404
    request.session[PATIENT_KEY] = wanted
    return redirect(link("show_today", "show_my_help"))
