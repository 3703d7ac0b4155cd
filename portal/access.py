"""Who opens a page. Every view carries exactly one of these decorators.

The chosen clinic and the chosen patient live in the server session (product rule 15), never in
a `/my/` address. Not your record is 404; not your kind of page is 403.
"""

from __future__ import annotations

from functools import partial, wraps
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from portal import audit
from portal.accounts import DEVICE_ASKED, second_factor_step
from portal.context import link
from portal.models import Helper, Member, Patient, User
from portal.models.prepared import SOMEBODY, SOMETHING, SOMEWHERE, PreparedRows
from portal.standing import my_patients, take_places

CLINIC_KEY = "clinic"
PATIENT_KEY = "patient"
SALT = "portal.patient"
# Pages a patient may open before the welcome page was answered.
BEFORE_WELCOME = {"show_welcome", "show_my_privacy", "show_my_help"}


# Who is asking -----------------------------------------------------------------------------


def take_member(request) -> Member | None:
    """The place this person works from now, remembered in the session; sets the chosen clinic."""
    if not hasattr(request, "member"):
        places = take_places(request.user)
        wanted = request.session.get(CLINIC_KEY)
        chosen = next((m for m in places if str(m.clinic_id) == wanted), None)
        member = chosen or (places[0] if places else None)
        request.member, request.places = member, places
        request.choices_count = len(places)
        request.clinic = member.clinic if member else None
        if member:
            member.user = request.user
            request.user.chosen_clinic_id = member.clinic_id
            request.acting_role = ", ".join(member.roles)[:40]
            timezone.activate(ZoneInfo(member.clinic.time_zone))
    return request.member


def take_patient(request) -> Patient | None:
    """The patient this person reads and logs for now, remembered in the session."""
    if not hasattr(request, "patient"):
        user = request.user
        mine = my_patients(user)
        wanted = request.session.get(PATIENT_KEY)
        chosen = next((p for p in mine if str(p.pk) == wanted), None)
        own = next((p for p in mine if p.user_id == user.pk), None)
        request.patient, request.my_patients = chosen or own or (mine[0] if mine else None), mine
        if request.patient:
            request.clinic = request.patient.clinic
            request.helper = helping(request.patient, user)
            request.choices_count = len(mine)
            request.acting_role = "helper" if request.helper else "patient"
            timezone.activate(ZoneInfo(request.patient.time_zone))
    return request.patient


def helping(patient, user) -> Helper | None:
    if patient.user_id == user.pk:
        return None
    return patient.my_help[0] if patient.my_help else None


# The decorators ----------------------------------------------------------------------------


def everyone(view):
    """Anybody, signed in or not."""
    view.audience = "everyone"
    return view


def signed_in(view):
    """Anybody with an account; staff with their second factor."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        member = take_member(request)
        if member and (step := second_factor_step(request)):
            return step
        return view(request, *args, **kwargs)

    guarded.audience = "signed_in"
    return guarded


def _staff(audience: str, allowed):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            member = take_member(request)
            if member is None:
                raise PermissionDenied
            if step := second_factor_step(request):
                return step
            if not allowed(member):
                raise PermissionDenied
            if request.POST.get("at_clinic", str(member.clinic_id)) != str(member.clinic_id):
                return other_form(request)
            return view(request, *args, **kwargs)

        guarded.audience = audience
        return guarded

    return decorate


members = _staff("members", lambda m: True)
clinicians = _staff("clinicians", lambda m: m.is_clinician)
authors = _staff("authors", lambda m: m.is_author or m.is_reviewer)
reviewers = _staff("reviewers", lambda m: m.is_reviewer)
managers = _staff("managers", lambda m: m.is_manager)


def patients(view):
    """The patient themselves, or a helper, for the chosen patient."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        patient = take_patient(request)
        if patient is None:
            raise PermissionDenied
        if patient.reader_is_staff and (step := second_factor_step(request)):
            return step
        if request.method == "POST" and not meant_for(request, patient):
            return other_form(request)
        if step := welcome_step(request, patient):
            return step
        return view(request, *args, **kwargs)

    guarded.audience = "patients"
    return guarded


def welcome_step(request, patient):
    """The page asked once: whose device this is, and the clinic's privacy notice (trust 56)."""
    match = request.resolver_match
    navigates = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method != "GET" or not navigates or match.url_name in BEFORE_WELCOME:
        return None
    asked = patient.reader_is_staff or request.session.get(DEVICE_ASKED)
    if asked and not patient.notice_due:
        return None
    return redirect(f"{reverse('show_welcome')}?{urlencode({'next': request.get_full_path()})}")


def loggers(view):
    """Like `patients`, where something is written: not by a helper who may only look, nor after
    care has ended (product rule 16)."""

    @wraps(view)
    def may_write(request, *args, **kwargs):
        helper = getattr(request, "helper", None)
        if helper and not helper.may_log:
            raise PermissionDenied
        if request.method == "POST" and not request.patient.in_care:
            return render(request, "portal/care_ended.html", status=403)
        return view(request, *args, **kwargs)

    return patients(may_write)


# The signed patient id of every form under /my/ ----------------------------------------------


def patient_mark(patient) -> str:
    """The signed id a `/my/` form posts back, so that it cannot be saved for somebody else."""
    return signing.dumps(str(patient.pk), salt=SALT, compress=False)


def meant_for(request, patient) -> bool:
    mark = request.POST.get("for") or request.headers.get("X-For", "")
    try:
        return signing.loads(mark, salt=SALT) == str(patient.pk)
    except signing.BadSignature:
        return False


def other_form(request):
    """The chosen patient, or the clinic one works at, changed while a form was open: nothing is
    saved, nothing is lost."""
    skip = {"csrfmiddlewaretoken", "for", "at_clinic"}
    typed = [(k, v) for k, vs in request.POST.lists() if k not in skip for v in vs if v]
    return render(request, "portal/other_patient.html", {"typed": typed}, status=409)


# Opening a record ----------------------------------------------------------------------------


def patient_at(user, clinic, patient, *, contact_only: bool):
    person = User(pk=user)
    allowed = Patient.objects.contacts_for if contact_only else Patient.objects.for_user
    mine = allowed(person).filter(clinic=clinic, pk=patient).select_related("clinic")
    return mine.annotate(has_namesake=Exists(namesakes())).order_by()[:1]


IDS = {"user": SOMEBODY, "clinic": SOMEWHERE, "patient": SOMETHING}
RECORD = PreparedRows(partial(patient_at, contact_only=False), **IDS)
CONTACT = PreparedRows(partial(patient_at, contact_only=True), **IDS)


def open_patient(request, pk, *, action: str = "opened record", contact_only: bool = False):
    """The patient a staff page is about, or 404. That it was opened is written down first."""
    asked = CONTACT if contact_only else RECORD
    pk = pk if isinstance(pk, UUID) else UUID(pk)
    patient = asked.first(user=request.user.pk, clinic=request.clinic.pk, patient=pk)
    if patient is None:
        raise Http404
    audit.record(action, by=request.user, at=timezone.now(), patient=patient)
    return patient


def namesakes():
    """Others of the clinic with the same name: a page that writes for one says so (trust 80)."""
    others = Patient.objects.filter(
        clinic=OuterRef("clinic"), full_name__iexact=OuterRef("full_name"), erased_at=None
    )
    return others.exclude(pk=OuterRef("pk")).unscoped()


def home_of(request) -> str:
    """Where a person lands after signing in: their place of work, their own pages, or neither."""
    if take_member(request):
        return reverse("list_patients")
    if take_patient(request):
        return link("show_today", "show_my_help")
    return reverse("show_account")


def to_home(request):
    return redirect(home_of(request))
