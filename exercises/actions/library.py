"""The clinic's own exercises: written, published as a new revision, withdrawn; favourites."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.actions.storing import store_picture
from exercises.completeness import in_the_way
from exercises.dose import Dose
from exercises.models import (
    AssignedItem,
    Exercise,
    ExerciseRevision,
    Favourite,
    Item,
)
from exercises.search import index
from portal import audit
from portal.models import Member, Topic

# What an author writes; the dose and the ladder stand apart.
WRITTEN = [
    *("name", "plain_name", "purpose", "goals", "position", "level", "kit", "muscles"),
    *("one_sided", "is_balance", "start", "steps", "cues", "mistakes", "stop_rules"),
    *("cautions", "answers", "synonyms", "figure"),
]


class UnableToPublish(Exception):
    """`reasons` are (field, sentence) for each thing in the way."""

    def __init__(self, reasons: list[tuple[str, str]]):
        super().__init__(" ".join(sentence for _field, sentence in reasons))
        self.reasons = reasons


class UnableToChange(Exception):
    """Says in words why it cannot be done."""


class Conflict(Exception):
    """Somebody else saved this draft since it was opened."""


def free_slug(name: str) -> str:
    """An address from the name; a few letters more where it is taken."""
    slug = slugify(name)[:70] or "exercise"
    if Exercise.objects.filter(slug=slug).unscoped().exists():
        slug = f"{slug}-{uuid.uuid4().hex[:6]}"
    return slug


@transaction.atomic
def add_exercise(*, name: str, by: Member, at) -> Exercise:
    """This will begin an exercise of the clinic: a draft with a name."""
    exercise = Exercise.objects.create(
        clinic_id=by.clinic_id, slug=free_slug(name), created_at=at, created_by=by
    )
    ExerciseRevision.objects.create(
        exercise=exercise, name=name, author_name=by.user.name, saved_at=at, saved_by=by.user
    )
    audit.record("added exercise", by=by.user, at=at, clinic=by.clinic, about=exercise)
    return exercise


@transaction.atomic
def copy_exercise(*, exercise: Exercise, by: Member, at) -> Exercise:
    """This will copy a published exercise into the clinic as a draft of its own."""
    source = exercise.published
    if source is None:
        raise UnableToChange(_("This exercise is not published, so there is nothing to copy."))
    copy = Exercise.objects.create(
        clinic_id=by.clinic_id,
        slug=free_slug(source.name),
        language=exercise.language,
        created_at=at,
        created_by=by,
    )
    copy.topics.set(exercise.topics.all())
    fresh = ExerciseRevision(exercise=copy, saved_at=at, saved_by=by.user)
    take_over(fresh, source)
    fresh.author_name = by.user.name
    fresh.save()
    audit.record("copied exercise", by=by.user, at=at, clinic=by.clinic, about=copy)
    return copy


def take_over(fresh: ExerciseRevision, source: ExerciseRevision) -> None:
    """This will fill a draft with what another revision says."""
    for name in (*WRITTEN, "source_keys", "evidence", "demo_note", "easier_id", "harder_id"):
        setattr(fresh, name, getattr(source, name))
    fresh.picture_id, fresh.clip_id = source.picture_id, source.clip_id
    fresh.dose = source.dose


@transaction.atomic
def open_draft(*, exercise: Exercise, by: Member, at) -> ExerciseRevision:
    """This will give the draft of an exercise, begun from what is published where there is none."""
    draft = exercise.revisions.filter(state=ExerciseRevision.State.DRAFT).first()
    if draft:
        return draft
    newest = exercise.revisions.order_by("-number")[0]
    draft = ExerciseRevision(
        exercise=exercise,
        number=newest.number + 1,
        version=newest.version,  # counts on, so that an older open page is told
        saved_at=at,
        saved_by=by.user,
    )
    take_over(draft, exercise.published or newest)
    draft.author_name = by.user.name
    draft.save()
    return draft


@transaction.atomic
def save_exercise(
    *,
    exercise: Exercise,
    written: dict,
    dose: Dose,
    topics: list[Topic],
    by: Member,
    at,
    version: int | None = None,
) -> ExerciseRevision:
    """This will save the draft. `written` holds WRITTEN, `easier` and `harder`."""
    draft = open_draft(exercise=exercise, by=by, at=at)
    draft = ExerciseRevision.objects.unscoped().select_for_update().get(pk=draft.pk)
    if version is not None and draft.version != version:
        raise Conflict
    for name, value in written.items():
        setattr(draft, name, value)
    draft.dose = dose
    draft.version += 1
    draft.saved_at, draft.saved_by = at, by.user
    draft.save()
    exercise.topics.set(topics)
    return draft


@transaction.atomic
def add_exercise_picture(
    *, exercise: Exercise, upload: bytes, alt: str, by: Member, at
) -> ExerciseRevision:
    """This will put a photo, encoded anew, into the draft. Raises articles' PictureRefused."""
    draft = open_draft(exercise=exercise, by=by, at=at)
    draft.picture = store_picture(
        upload, at=at, clinic_id=exercise.clinic_id, alt=alt, uploaded_by=by.user
    )
    draft.version += 1
    draft.saved_at, draft.saved_by = at, by.user
    draft.save()
    return draft


@transaction.atomic
def publish_exercise(*, exercise: Exercise, by: Member, at) -> ExerciseRevision:
    """This will make the draft what is prescribed from now on. Plans keep what was given."""
    draft = (
        exercise.revisions.filter(state=ExerciseRevision.State.DRAFT).select_for_update().first()
    )
    if draft is None:
        raise UnableToPublish([("", _("There is no draft to publish."))])
    if reasons := in_the_way(draft):
        raise UnableToPublish(reasons)
    draft.state = ExerciseRevision.State.PUBLISHED
    draft.published_at, draft.published_by = at, by.user
    draft.save(update_fields=["state", "published_at", "published_by"])
    exercise.published = draft
    exercise.save(update_fields=["published"])
    index(draft)
    audit.record("published exercise", by=by.user, at=at, clinic=by.clinic, about=exercise)
    return draft


# Withdrawing ---------------------------------------------------------------------------------


def plans_with(exercise: Exercise, user):
    """The items in force, of patients this user may open, that hold the exercise."""
    rows = AssignedItem.objects.for_user(user).in_force().filter(exercise=exercise)
    running = rows.filter(
        slot__phase__assignment__ended_at__isnull=True,
        slot__phase__assignment__episode__closed_at__isnull=True,
    )
    return running.select_related("slot__phase__assignment__patient").order_by(
        "slot__phase__assignment__patient__full_name", "pk"
    )


def programmes_with(exercise: Exercise, user):
    """The items of programmes that hold the exercise."""
    rows = Item.objects.for_user(user).filter(
        exercise=exercise, slot__phase__programme__retired_at__isnull=True
    )
    return rows.select_related("slot__phase__programme").order_by(
        "slot__phase__programme__name", "pk"
    )


@transaction.atomic
def withdraw_exercise(
    *, exercise: Exercise, reason: str, by: Member, at, replacement: Exercise | None = None
) -> None:
    """This will take a clinic's own exercise out of the library.

    Nobody's plan is changed here: each clinician does that for their patient, with a reason.
    """
    if exercise.clinic_id != by.clinic_id:
        raise UnableToChange(_("Only your clinic's own exercises can be withdrawn."))
    if not reason.strip():
        raise UnableToChange(_("Say why it is withdrawn."))
    if replacement and (replacement.pk == exercise.pk or replacement.withdrawn_at):
        raise UnableToChange(_("Choose another exercise as the replacement."))
    exercise.withdrawn_at, exercise.withdrawn_by = at, by
    exercise.withdraw_reason, exercise.replacement = reason.strip(), replacement
    exercise.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason", "replacement"])
    audit.record(
        "withdrew exercise", by=by.user, at=at, clinic=by.clinic, about=exercise, reason=reason
    )


@transaction.atomic
def restore_exercise(*, exercise: Exercise, by: Member, at) -> None:
    if exercise.clinic_id != by.clinic_id:
        raise UnableToChange(_("Only your clinic's own exercises can be brought back."))
    exercise.withdrawn_at = exercise.withdrawn_by = exercise.replacement = None
    exercise.withdraw_reason = ""
    exercise.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason", "replacement"])
    audit.record("restored exercise", by=by.user, at=at, clinic=by.clinic, about=exercise)


# Favourites ----------------------------------------------------------------------------------


def keep_favourite(*, exercise: Exercise, by: Member, at, kept: bool) -> None:
    """This will keep an exercise at hand for one clinician, or let it go. Twice is once."""
    if kept:
        Favourite.objects.unscoped().bulk_create(
            [Favourite(member=by, exercise=exercise, since=at)], ignore_conflicts=True
        )
    else:
        by.favourites.filter(exercise=exercise).delete()
