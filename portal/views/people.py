"""The clinic's patients: found, added, corrected, in and out of care."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises.models import Flag
from exercises.visit.flags import count_words, flagged
from portal.access import clinicians, members, open_patient
from portal.actions import episodes
from portal.actions import patients as actions
from portal.audit import note_listed
from portal.forms.patients import (
    AddPatientForm,
    CareTeamForm,
    CloseEpisodeForm,
    EditPatientForm,
    EpisodeForm,
    ReasonForm,
    details_of,
)
from portal.models import Episode, Patient, Question
from portal.people_search import matching

PER_PAGE = 50


def page_of(request, patient) -> str:
    """A patient's page, or for those who see no clinical content, their details."""
    name = "show_patient" if request.member.is_clinician else "edit_patient"
    try:
        return reverse(name, args=[patient.pk])
    except NoReverseMatch:
        return reverse("edit_patient", args=[patient.pk])


def to_patient(request, patient, page: str = ""):
    """A patient's page, or another of theirs; the list for those who may not open them any more."""
    if not Patient.objects.contacts_for(request.user).filter(pk=patient.pk).exists():
        return redirect("list_patients")
    return redirect(page, pk=patient.pk) if page else redirect(page_of(request, patient))


# The list ------------------------------------------------------------------------------------


def listed(request, *, query: str, show: str):
    """The patients this person may list, with who leads and what for where they may know it;
    those with an open flag first."""
    open_now = Episode.objects.for_user(request.user).filter(closed_at=None)
    rows = Patient.objects.contacts_for(request.user).filter(clinic=request.clinic)
    flags = open_flags(request).filter(patient=OuterRef("pk"))
    in_care = open_now.filter(patient=OuterRef("pk"))
    rows = matching(rows, query).annotate(in_care=Exists(in_care), is_flagged=Exists(flags))
    if show == "flagged" and not query:
        rows = rows.filter(is_flagged=True)
    elif show == "care" and not query and request.member.is_clinician:
        rows = rows.filter(in_care=True)
    mine = Prefetch("episodes", open_now.select_related("lead__user"), to_attr="care_now")
    return rows.prefetch_related(mine).order_by("-is_flagged", "full_name", "born_on")


@members
def list_patients(request):
    query = request.GET.get("q", "").strip()[:100]
    show = shown_of(request)
    rows = listed(request, query=query, show=show)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    note_listed(request, shown)
    flags = flagged(open_flags(request).filter(patient__in=[patient.pk for patient in shown]))
    for patient in shown:
        patient.url, flag = page_of(request, patient), flags.get(patient.pk)
        patient.flag_words = count_words(flag) if flag else ""
    context = {"page": page, "query": query, "show": show, "count": page.paginator.count}
    if request.headers.get("X-Fragment"):
        return fragment(request, context)
    request.nav_counts = {"list_questions": waiting(request)}
    context["flagged"] = open_flags(request).values("patient").distinct().count()
    return render(request, "portal/list_patients.html", context)


def shown_of(request) -> str:
    """Which of them: in care, all, or for those who may know it, the flagged."""
    asked = request.GET.get("show")
    views = ("all", "flagged") if request.member.is_clinician else ("all",)
    return asked if asked in views else "care"


def open_flags(request):
    """Of the patients this clinician may open; none for managers who are no clinicians (product
    rule 13)."""
    rows = Flag.objects.for_user(request.user).filter(patient__clinic=request.clinic).open()
    return rows if request.member.is_clinician else rows.none()


def waiting(request) -> int:
    """How many questions of patients nobody answered yet; 0 for those who may not read them."""
    if not request.member.is_clinician:
        return 0
    asked = Question.objects.for_user(request.user).filter(patient__clinic=request.clinic)
    return asked.filter(answered_at=None).count()


def fragment(request, context):
    """Only the results, for live.js."""
    response = render(request, "portal/list_patients_results.html", context)
    response["X-Count-Text"] = _("%(count)s patients") % context
    return response


# Adding and correcting -----------------------------------------------------------------------


@members
def add_patient(request):
    given = {"language": request.clinic.language, "time_zone": request.clinic.time_zone}
    if request.member.is_clinician:
        given["lead"] = request.member.pk
    form = AddPatientForm(
        request.POST or None, initial=given, clinic=request.clinic, user=request.user
    )
    if form.is_valid():
        try:
            patient = actions.add_patient(
                clinic=request.clinic, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.LooksAlike as refusal:
            form.ask_whether_another(refusal)
        except actions.UnableToSave as refusal:
            form.add_error("record_number", str(refusal))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": patient.full_name})
            return to_patient(request, patient, "invite_patient")
    note_listed(request, [form.twin] if form.twin else [])
    return render(request, "portal/add_patient.html", {"form": form})


@members
def edit_patient(request, pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    form = EditPatientForm(
        request.POST or None,
        initial=details_of(patient),
        clinic=request.clinic,
        patient=patient,
        clinical=request.member.is_clinician,
    )
    if form.is_valid():
        try:
            actions.edit_patient(
                patient=patient, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except actions.ChangedMeanwhile as conflict:
            return show_conflict(request, form, conflict.now, details_of(conflict.now))
        except actions.UnableToSave as refusal:
            form.add_error("record_number", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return to_patient(request, patient)
    context = {"form": form, "patient": patient, "url": page_of(request, patient)}
    return render(request, "portal/edit_patient.html", context)


def show_conflict(request, form, row, now: dict):
    """Somebody saved first: both texts side by side, nothing written, nothing lost (trust 53)."""
    differing = [
        {"label": form[name].label, "now": now[name], "typed": value}
        for name, value in form.cleaned_data.items()
        if name != "version" and now.get(name) != value
    ]
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "version")
    ]
    context = {"differing": differing, "typed": typed, "row": row, "version": row.version}
    return render(request, "portal/changed_meanwhile.html", context, status=409)


# Care ----------------------------------------------------------------------------------------


def care_of(patient) -> Episode:
    """The open course of care, or 404."""
    episode = patient.episodes.filter(closed_at=None).first()
    if episode is None:
        raise Http404
    return episode


@clinicians
def open_episode(request, pk):
    patient = open_patient(request, pk)
    form = EpisodeForm(request.POST or None, initial={"lead": request.member.pk}, user=request.user)
    if form.is_valid():
        try:
            episodes.open_episode(
                patient=patient, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except episodes.UnableToChangeCare as refusal:
            messages.warning(request, str(refusal))
        return to_patient(request, patient)
    context = {"form": form, "patient": patient, "url": page_of(request, patient)}
    return render(request, "portal/open_episode.html", context)


@clinicians
def close_episode(request, pk):
    patient = open_patient(request, pk)
    episode = care_of(patient)
    form = CloseEpisodeForm(request.POST or None)
    if form.is_valid():
        episodes.close_episode(
            episode=episode, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Care is closed. The patient keeps reading what was given."))
        return to_patient(request, patient)
    context = {
        "form": form,
        "patient": patient,
        "episode": episode,
        "flags_left": patient.flags.open().count(),
        "url": page_of(request, patient),
    }
    return render(request, "portal/close_episode.html", context)


@clinicians
def edit_care_team(request, pk):
    patient = open_patient(request, pk)
    episode = care_of(patient)
    team = episode.team.filter(until_on=None).values_list("member_id", flat=True)
    given = {"lead": episode.lead_id, "team": list(team)}
    form = CareTeamForm(request.POST or None, initial=given, user=request.user)
    if form.is_valid():
        episodes.edit_care_team(
            episode=episode, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return to_patient(request, patient)
    context = {"form": form, "patient": patient, "url": page_of(request, patient)}
    return render(request, "portal/edit_care_team.html", context)


# The account ---------------------------------------------------------------------------------


@members
def end_patient_access(request, pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.end_patient_access(
            patient=patient, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The account is shut out. A new invitation opens it again."))
        return redirect("edit_patient", pk=pk)
    return render(request, "portal/end_patient_access.html", {"form": form, "patient": patient})


@require_POST
@members
def sign_patient_out(request, pk):
    patient = open_patient(request, pk, action="opened details", contact_only=True)
    count = actions.sign_patient_out(patient=patient, by=request.user, at=timezone.now())
    messages.success(request, _("Signed out on %(count)s devices.") % {"count": count})
    return redirect("edit_patient", pk=pk)
