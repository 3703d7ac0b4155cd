"""Programmes: found, looked at, begun, copied, made ready, retired."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises.actions import programmes as actions
from exercises.actions.undoing import Conflict, UnableToBuild
from exercises.forms import pasting as pasted
from exercises.forms import programmes as forms
from exercises.models import Programme
from exercises.search import topics_of
from exercises.views.clinic import desk
from exercises.views.clinic.answering import Answer
from exercises.views.clinic.whose import own_programme, patient_of
from exercises.views.everyone import answer, sources_of
from portal.access import clinicians
from portal.search import LONGEST, words_of

PER_PAGE = 30
WHOSE = ("own", "shared", "draft")


def programme_at(request, pk) -> Programme:
    programme = Programme.objects.for_user(request.user).filter(pk=pk).first()
    if programme is None or (programme.clinic_id is None and programme.is_draft):
        raise Http404
    return programme


@clinicians
def list_programmes(request):
    query = request.GET.get("q", "")[:LONGEST]
    whose = request.GET.get("whose", "")
    rows = Programme.objects.for_user(request.user).filter(retired_at__isnull=True)
    rows = rows.filter(Q(clinic__isnull=False) | Q(is_draft=False))
    for word in words_of(query):
        rows = rows.filter(
            Q(name__icontains=word) | Q(summary__icontains=word) | Q(topics__name__icontains=word)
        )
    rows = rows.filter(kinds()[whose]) if whose in WHOSE else rows
    rows = rows.annotate(
        stages=Count("phases", distinct=True),
        moves=Count("phases__slots__items__exercise", distinct=True),
        is_shared=Q(clinic__isnull=True),
    ).order_by("is_shared", "-saved_at", "name", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "query": query,
        "whose": whose,
        "page": page,
        "count_text": _("1 programme") if count == 1 else _("%s programmes") % count,
        "kinds": [("own", _("Our own")), ("shared", _("Shared")), ("draft", _("Drafts"))],
    }
    return answer(
        request, context, "exercises/list_programmes.html", "exercises/parts/programmes.html"
    )


def kinds() -> dict[str, Q]:
    return {
        "own": Q(clinic__isnull=False),
        "shared": Q(clinic__isnull=True),
        "draft": Q(is_draft=True),
    }


@clinicians
def show_programme(request, pk):
    """The programme as a patient reads it, and what a physio does with it."""
    programme = programme_at(request, pk)
    patient = patient_of(request)
    stages = desk.stages(programme, request.user, patient=patient)
    context = {
        "programme": programme,
        "patient": patient,
        "stages": stages,
        "pictured": desk.pictured(stages),
        "sources": sources_of(request.user, programme),
        "is_own": programme.clinic_id is not None,
    }
    return render(request, "exercises/show_programme.html", context)


# Beginning -------------------------------------------------------------------------------------


@clinicians
def add_programme(request):
    """Empty, from a shared or own one, or from a pasted list."""
    form = forms.AddProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme = actions.add_programme(
            name=form.cleaned_data["name"],
            topics=list(form.cleaned_data["topics"]),
            by=request.member,
            at=timezone.now(),
        )
        return redirect(desk.address_of(programme, patient_of(request)))
    condition = request.GET.get("condition", "")
    context = {
        "form": form,
        "paste_form": pasted.PasteForm(),
        "condition": condition,
        "conditions": topics_of("condition"),
        "starts": starting_points(request, condition),
        "for": request.GET.get("for", ""),
    }
    return render(request, "exercises/add_programme.html", context)


def starting_points(request, condition: str):
    rows = Programme.objects.for_user(request.user).ready()
    if condition:
        rows = rows.filter(topics=condition)
    return list(rows.order_by("name", "pk")[:60])


@require_POST
@clinicians
def copy_programme(request, pk):
    programme = programme_at(request, pk)
    patient = patient_of(request)
    copy = actions.copy_programme(programme=programme, by=request.member, at=timezone.now())
    messages.success(request, _("A copy of your own. Change it as you like."))
    return redirect(desk.address_of(copy, patient))


def blank(request) -> dict:
    return {
        "form": forms.AddProgrammeForm(),
        "conditions": topics_of("condition"),
        "starts": starting_points(request, ""),
    }


# The programme as a whole ------------------------------------------------------------------------


@clinicians
def edit_programme_details(request, pk):
    programme = own_programme(request, pk)
    patient = patient_of(request)
    form = forms.DetailsForm(request.POST or None, initial=details_of(programme))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit_details(
                programme=programme,
                head=form.head(),
                by=request.member,
                at=timezone.now(),
                version=version,
            )
        except Conflict:
            return Answer(request, programme).conflict()
        return redirect(desk.address_of(programme, patient))
    context = {"programme": programme, "patient": patient, "form": form}
    return render(request, "exercises/edit_programme_details.html", context)


def details_of(programme) -> dict:
    names = ("name", "summary", "pain_limit", "flare_plan", "version")
    return {
        **{name: getattr(programme, name) for name in names},
        "topics": [topic.pk for topic in programme.topics.all()],
    }


@require_POST
@clinicians
def ready_programme(request, pk):
    programme = own_programme(request, pk)
    form = forms.ChangeForm(request.POST)
    reply = Answer(request, programme)
    if not form.is_valid():
        return reply.conflict()
    version = form.cleaned_data["version"]
    try:
        actions.ready_programme(
            programme=programme, by=request.member, at=timezone.now(), version=version
        )
    except Conflict:
        return reply.conflict()
    except actions.NotReady as refusal:
        programme.version = version
        context = {
            "programme": programme,
            "patient": reply.patient,
            "reasons": refusal.reasons,
            "url": desk.address_of(programme, reply.patient),
        }
        return render(request, "exercises/ready_programme.html", context, status=422)
    messages.success(request, _("Ready to give."))
    return redirect("show_programme", pk=programme.pk)


@clinicians
def retire_programme(request, pk):
    programme = own_programme(request, pk)
    if request.method == "POST":
        try:
            actions.retire_programme(programme=programme, by=request.member, at=timezone.now())
        except UnableToBuild as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%s is no longer offered.") % programme.name)
        return redirect("list_programmes")
    return render(request, "exercises/retire_programme.html", {"programme": programme})
