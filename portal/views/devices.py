"""Where one is signed in, and whose device this is."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import accounts, devices
from portal.access import patients, signed_in
from portal.actions.patients import notice_of, show_notice
from portal.forms.account import DeviceForm
from portal.views.account import next_page, prove_again


def described(session, request) -> dict:
    return {
        "id": session.pk,
        "name": devices.name_of(session.user_agent) or _("Unknown device"),
        "network": session.ip,
        "since": session.created_at,
        "is_this": session.session_key == request.session.session_key,
    }


@signed_in
def list_devices(request):
    sessions = [described(session, request) for session in devices.sessions_of(request.user)]
    own = request.session.get(accounts.OWN_DEVICE, False)
    return render(request, "portal/list_devices.html", {"sessions": sessions, "own": own})


@require_POST
@signed_in
def end_device(request, pk):
    session = next((s for s in devices.sessions_of(request.user) if s.pk == pk), None)
    if session is None:
        raise Http404
    if session.session_key == request.session.session_key:
        get_adapter(request).logout(request)
        return redirect("home")
    devices.end([session])
    messages.success(request, _("Signed out there."))
    return redirect("list_devices")


@require_POST
@signed_in
def end_other_devices(request):
    count = devices.end_all(request.user, but=request.session.session_key)
    messages.success(request, _("Signed out on %(count)s other devices.") % {"count": count})
    return redirect("list_devices")


@patients
def show_welcome(request):
    """Asked once after the first sign-in here: the clinic's notice, and whose device this is."""
    patient, after = request.patient, next_page(request)
    notice = notice_of(patient.clinic) if patient.notice_due else None
    asks_device = not (patient.reader_is_staff or request.session.get(accounts.DEVICE_ASKED))
    if not (notice or asks_device):
        return redirect(after)
    form = DeviceForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"notice": notice, "asks_device": asks_device, "next": after}
        return render(request, "portal/show_welcome.html", context)
    if asks_device:
        keep_answer(request, form.cleaned_data["device"] == devices.OWN)
    return redirect(after if not notice or note_shown(request, notice) else request.get_full_path())


def note_shown(request, notice) -> bool:
    """What stood on the page was shown. Where a newer version came meanwhile, it is shown next."""
    if request.POST.get("notice") != str(notice.version):
        return False
    show_notice(patient=request.patient, notice=notice, to=request.user, at=timezone.now())
    return True


def keep_answer(request, own: bool) -> None:
    """For this session, and for later ones in the same browser."""
    since = request.session[accounts.SIGNED_IN_AT]
    accounts.start_session(request, request.user, own_device=own)
    request.session[accounts.SIGNED_IN_AT] = since  # the twelve hours are not begun again
    request.session[accounts.DEVICE_ASKED] = True
    answer = devices.OWN if own else devices.SHARED
    devices.remember_with_answer(request, request.user, answer)


@require_POST
@signed_in
def choose_device(request):
    """Says anew whose device this is; a longer session only after a fresh proof."""
    own = request.POST.get("device") == devices.OWN
    if request.member:
        return redirect("list_devices")
    if own and (step := prove_again(request, reverse("list_devices"))):
        return step
    keep_answer(request, own)
    messages.success(request, _("Saved."))
    return redirect("list_devices")
