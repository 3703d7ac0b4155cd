"""The clinic's library: found, looked at, kept at hand, written, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.pictures import PictureRefused
from exercises.actions import library as actions
from exercises.completeness import points
from exercises.forms import library as forms
from exercises.models import Exercise, ExerciseRevision, Favourite
from exercises.views.clinic.desk import library_names
from exercises.views.everyone import about, answer, listed
from portal.access import clinicians
from portal.actions.drafts import forget_draft, take_draft
from portal.audit import note_listed
from portal.models import User
from portal.models.prepared import SOMEBODY, SOMETHING, SOMEWHERE, PreparedRows

FILTERS = ("region", "goal", "position", "kit", "level", "whose")


def favourites_of(request) -> frozenset:
    rows = Favourite.objects.for_user(request.user).filter(member=request.member)
    return frozenset(rows.values_list("exercise_id", flat=True))


def seen(user, clinic, exercise):
    return (
        Exercise.objects.for_user(User(pk=user))
        .filter(Q(clinic=clinic) | Q(clinic=None), patient__isnull=True, pk=exercise)
        .select_related(
            "published__picture",
            "published__easier__published",
            "published__harder__published",
            "replacement",
        )
    )


SEEN = PreparedRows(seen, user=SOMEBODY, clinic=SOMEWHERE, exercise=SOMETHING)


def exercise_at(request, pk) -> Exercise:
    """An exercise this clinic may see; another patient's private one only with their record."""
    exercise = SEEN.first(user=request.user.pk, clinic=request.clinic.pk, exercise=pk)
    if exercise is None:
        raise Http404
    return exercise


def own_exercise(request, pk) -> Exercise:
    exercise = exercise_at(request, pk)
    if exercise.clinic_id != request.clinic.pk:
        raise Http404
    return exercise


@clinicians
def list_exercises(request):
    kept = favourites_of(request)
    context = listed(Exercise.objects.for_library(request.user), request, FILTERS, favourites=kept)
    context |= {"address": "show_library_exercise", "favourites": kept, "for_clinic": True}
    if not request.headers.get("X-Fragment"):
        context["drafts"] = unpublished(request)
    return answer(request, context, "exercises/list_exercises.html", "exercises/parts/cards.html")


def unpublished(request):
    """The clinic's drafts that were never published, newest first."""
    rows = ExerciseRevision.objects.for_user(request.user).filter(
        exercise__clinic=request.clinic,
        exercise__patient__isnull=True,
        exercise__published__isnull=True,
        exercise__withdrawn_at__isnull=True,
    )
    return list(rows.order_by("-saved_at")[:20])


def plans_of(request, exercise) -> list:
    """Whose plans hold it; that these patients were named is written down."""
    items = list(actions.plans_with(exercise, request.user)[:100])
    note_listed(request, [item.slot.phase.assignment.patient for item in items])
    return items


@clinicians
def show_library_exercise(request, pk):
    exercise = exercise_at(request, pk)
    revision = exercise.published or exercise.revisions.first()
    context = about(request.user, exercise, revision, clinic=request.clinic)
    programmes = actions.programmes_with(exercise, request.user)
    context |= {
        "is_own": exercise.clinic_id == request.clinic.pk,
        "is_kept": exercise.pk in favourites_of(request),
        "plans": plans_of(request, exercise),
        "programmes": list({i.slot.phase.programme for i in programmes[:100]}),
        "points": points(revision),
    }
    return render(request, "exercises/show_library_exercise.html", context)


@require_POST
@clinicians
def keep_favourite(request, pk):
    exercise = exercise_at(request, pk)
    kept = request.POST.get("kept") == "1"
    actions.keep_favourite(exercise=exercise, by=request.member, at=timezone.now(), kept=kept)
    messages.success(request, _("Kept at hand.") if kept else _("No longer kept at hand."))
    return redirect("show_library_exercise", pk=exercise.pk)


# Writing ---------------------------------------------------------------------------------------


@clinicians
def add_exercise(request):
    form = forms.AddExerciseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        exercise = actions.add_exercise(
            name=form.cleaned_data["name"], by=request.member, at=timezone.now()
        )
        return redirect("edit_exercise", pk=exercise.pk)
    return render(request, "exercises/add_exercise.html", {"form": form})


@require_POST
@clinicians
def copy_exercise(request, pk):
    exercise = exercise_at(request, pk)
    try:
        copy = actions.copy_exercise(exercise=exercise, by=request.member, at=timezone.now())
    except actions.UnableToChange as refusal:
        messages.error(request, str(refusal))
        return redirect("show_library_exercise", pk=exercise.pk)
    return redirect("edit_exercise", pk=copy.pk)


def draft_name(exercise) -> str:
    return f"exercise-{exercise.pk}"


def newest(exercise) -> ExerciseRevision:
    """What an author goes on from: the draft, else what is published."""
    rows = exercise.revisions.select_related(
        "easier__published", "harder__published", "picture"
    ).order_by("-number")
    return rows[0]


def opened_form(request, exercise, revision):
    """The form as last saved, or as last typed where that was never sent."""
    typed = forms.as_typed(revision, exercise.topics.all())
    kept = take_draft(by=request.user, form=draft_name(exercise))
    if kept and kept.get("version") == [str(revision.version)]:
        lists = {"topics", "goals", "kit"}
        flags = {"one_sided", "is_balance"}
        for name in [*typed, *kept]:
            values = kept.get(name, [])
            typed[name] = (
                values if name in lists else bool(values) if name in flags else "".join(values[:1])
            )
    return forms.EditExerciseForm(initial=typed, user=request.user)


@clinicians
def edit_exercise(request, pk):
    exercise = own_exercise(request, pk)
    revision = newest(exercise)
    if request.method != "POST":
        form = opened_form(request, exercise, revision)
        return written_page(request, exercise, revision, form)
    form = forms.EditExerciseForm(request.POST, user=request.user)
    if not form.is_valid():
        return written_page(request, exercise, revision, form)
    return saved(request, exercise, revision, form)


def saved(request, exercise, revision, form):
    """Save the draft, and publish it where that was asked."""
    given, who = form.cleaned_data, {"by": request.member, "at": timezone.now()}
    try:
        actions.save_exercise(
            exercise=exercise,
            written=form.written(),
            dose=form.dose_given(),
            topics=list(given["topics"]),
            version=given["version"],
            **who,
        )
        forget_draft(by=request.user, form=draft_name(exercise))
        if "publish" in request.POST:
            actions.publish_exercise(exercise=exercise, **who)
    except actions.Conflict:
        form.add_error(
            None, _("A colleague saved this exercise meanwhile. Copy your text, then reload.")
        )
        return written_page(request, exercise, revision, form)
    except actions.UnableToPublish as refusal:
        return unpublishable(request, exercise, form, refusal)
    if "publish" in request.POST:
        messages.success(request, _("Published. Plans keep what was given before."))
        return redirect("show_library_exercise", pk=exercise.pk)
    messages.success(request, _("Draft saved."))
    return redirect("edit_exercise", pk=exercise.pk)


def unpublishable(request, exercise, form, refusal):
    """The draft is saved; what is in the way of publishing is said beside its field."""
    revision = newest(exercise)
    data = request.POST.copy()
    data["version"] = revision.version
    form = forms.EditExerciseForm(data, user=request.user)
    for name, sentence in refusal.reasons:
        form.add_error(name or None, sentence)
    return written_page(request, exercise, revision, form)


def written_page(request, exercise, revision, form):
    context = {
        "exercise": exercise,
        "revision": revision,
        "form": form,
        "picture_form": forms.PictureForm(),
        "draft_form": draft_name(exercise),
        "points": points(revision),
        "names": library_names(request.user).values(),
    }
    return render(request, "exercises/edit_exercise.html", context)


@clinicians
def add_exercise_picture(request, pk):
    exercise = own_exercise(request, pk)
    form = forms.PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_exercise_picture(
                exercise=exercise,
                upload=given["picture"].read(),
                alt=given["alt"],
                by=request.member,
                at=timezone.now(),
            )
        except PictureRefused as refusal:
            form.add_error("picture", str(refusal))
        else:
            messages.success(request, _("The photo is in the draft."))
            return redirect("edit_exercise", pk=exercise.pk)
    context = {"exercise": exercise, "form": form}
    return render(request, "exercises/add_exercise_picture.html", context)


# Withdrawing -----------------------------------------------------------------------------------


@clinicians
def withdraw_exercise(request, pk):
    exercise = own_exercise(request, pk)
    form = forms.WithdrawForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.withdraw_exercise(
                exercise=exercise,
                reason=given["reason"],
                replacement=given["replacement"],
                by=request.member,
                at=timezone.now(),
            )
        except actions.UnableToChange as refusal:
            form.add_error("replacement", str(refusal))
        else:
            messages.success(request, _("Withdrawn. Below is who still has it."))
            return redirect("show_library_exercise", pk=exercise.pk)
    context = {
        "exercise": exercise,
        "revision": exercise.published or exercise.revisions.first(),
        "form": form,
        "names": library_names(request.user).values(),
        "plans": plans_of(request, exercise),
        "programmes": list(actions.programmes_with(exercise, request.user)[:100]),
    }
    return render(request, "exercises/withdraw_exercise.html", context)


@require_POST
@clinicians
def restore_exercise(request, pk):
    exercise = own_exercise(request, pk)
    actions.restore_exercise(exercise=exercise, by=request.member, at=timezone.now())
    messages.success(request, _("Back in the library."))
    return redirect("show_library_exercise", pk=exercise.pk)
