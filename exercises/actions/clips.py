"""Own video clips: taken in, made anew by the worker, kept below MEDIA_ROOT, tidied away."""

from __future__ import annotations

import logging
import shutil
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app as jobs

from exercises import clips
from exercises.actions.changing import add_item
from exercises.actions.library import free_slug, open_draft
from exercises.clips import ClipRefused
from exercises.dose import Dose
from exercises.models import AssignedSlot, Clip, Exercise, ExerciseRevision
from portal import audit
from portal.models import Clinic, Member, Patient

log = logging.getLogger("exercises.clips")

TASK = "exercises.prepare_clip"
UPLOAD = "upload"  # the name of what was sent, until it is made anew
MOST_CLIPS = 500  # of one clinic
MOST_OF_ONE = 200  # clips of one person in one clinic
MOST_BYTES = 5 * 1024**3  # of one clinic, waiting uploads counted
LOST_AFTER = timedelta(days=1)  # an upload nobody prepared by then is not coming back


class AlreadySent(Exception):
    """This very form was taken in before; nothing is done again."""


def clip_folder(pk) -> Path:
    return Path(settings.MEDIA_ROOT) / "clips" / str(pk)


# Taking in ---------------------------------------------------------------------------------------


@transaction.atomic
def add_clip(
    *,
    upload,
    alt: str,
    captions: str = "",
    keep_sound: bool = False,
    clinic: Clinic,
    by: Member,
    at,
    patient: Patient | None = None,
    key: uuid.UUID | None = None,
) -> Clip:
    """This will keep an upload in a private place and let the worker make a clip of it.

    `upload` is a Django file, `key` the id its form was shown with. Raises ClipRefused for what is
    no video and over the quotas, AlreadySent for a form sent twice.
    """
    head = next(iter(upload.chunks(64)), b"")[:64]
    clips.check(head, upload.size)
    leave_room(clinic, upload.size, key, by)
    clip = Clip.objects.create(
        pk=key or uuid.uuid4(),
        clinic=clinic,
        patient=patient,
        alt=alt,
        captions=captions,
        stored_bytes=upload.size,
        uploaded_at=at,
        uploaded_by=by.user,
    )
    take_in(upload, clip_folder(clip.pk))
    audit.record("added clip", by=by.user, at=at, clinic=clinic, patient=patient, about=clip)
    task = jobs.configure_task(TASK)
    transaction.on_commit(lambda: task.defer(clip=str(clip.pk), keep_sound=keep_sound))
    return clip


def leave_room(clinic: Clinic, size: int, key, by: Member) -> None:
    """The clinic's row is locked first, so that two uploads at once cannot both be the last."""
    Clinic.objects.unscoped().select_for_update().get(pk=clinic.pk)
    if key and Clip.objects.filter(pk=key).unscoped().exists():
        raise AlreadySent
    mine = Clip.objects.filter(clinic=clinic).unscoped()
    stored = mine.aggregate(bytes=Sum("stored_bytes"))["bytes"] or 0
    if mine.exclude(state=Clip.State.FAILED).count() >= MOST_CLIPS:
        raise ClipRefused(_("Your clinic keeps %s clips, and that is the most.") % MOST_CLIPS)
    if mine.filter(uploaded_by=by.user_id).exclude(state=Clip.State.FAILED).count() >= MOST_OF_ONE:
        raise ClipRefused(_("You keep %s clips, and that is the most of one person.") % MOST_OF_ONE)
    if stored + size > MOST_BYTES:
        raise ClipRefused(_("Your clinic has no room left for clips. Ask whoever runs the portal."))


def take_in(upload, folder: Path) -> None:
    """Written in pieces under a name of ours; a failed upload leaves nothing behind."""
    folder.mkdir(parents=True, mode=0o750)
    written = 0
    try:
        with (folder / UPLOAD).open("wb") as file:
            for piece in upload.chunks():
                written += len(piece)
                if written > clips.LARGEST_FILE:
                    clips.check(b"", written)
                file.write(piece)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


# Made anew, by the worker ------------------------------------------------------------------------


def prepare_clip(*, pk, keep_sound: bool = False) -> Clip | None:
    """This will make the clip out of its upload, or say kindly why not. Twice is once."""
    clip = Clip.objects.unscoped().filter(pk=pk, state=Clip.State.WAITING).first()
    if clip is None:
        return None
    folder = clip_folder(pk)
    try:
        with override(clip.clinic.language if clip.clinic else settings.LANGUAGE_CODE):
            made = clips.make(folder / UPLOAD, folder, keep_sound=keep_sound)
    except ClipRefused as refusal:
        shutil.rmtree(folder, ignore_errors=True)
        return settle(clip, state=Clip.State.FAILED, problem=str(refusal), stored_bytes=0)
    except FileNotFoundError:
        lost = _("The upload was lost. Send the clip again.")
        return settle(clip, state=Clip.State.FAILED, problem=lost, stored_bytes=0)
    (folder / UPLOAD).unlink(missing_ok=True)
    return settle(
        clip, state=Clip.State.READY, seconds=made.seconds, stored_bytes=made.stored_bytes
    )


def settle(clip: Clip, **fields) -> Clip:
    for name, value in fields.items():
        setattr(clip, name, value)
    clip.save(update_fields=list(fields))
    log.info("Clip %s", clip.state, extra={"event": f"clip_{clip.state}"})
    return clip


def tidy_clips(*, at) -> int:
    """This will remove the files of clips that are gone, and uploads that were never prepared."""
    lost = Clip.objects.filter(state=Clip.State.WAITING, uploaded_at__lt=at - LOST_AFTER)
    for clip in lost.unscoped():
        shutil.rmtree(clip_folder(clip.pk), ignore_errors=True)
        problem = _("It was never prepared. Send the clip again.")
        settle(clip, state=Clip.State.FAILED, problem=problem, stored_bytes=0)
    places = Path(settings.MEDIA_ROOT) / "clips"
    found = {place.name: place for place in places.iterdir()} if places.exists() else {}
    kept = {str(pk) for pk in Clip.objects.unscoped().values_list("pk", flat=True)}
    # Younger ones may belong to a row that is not committed yet.
    old = at.timestamp() - LOST_AFTER.total_seconds()
    gone = [p for name, p in found.items() if name not in kept and p.stat().st_mtime < old]
    for place in gone:
        shutil.rmtree(place, ignore_errors=True)
    return len(gone)


# Where a clip is shown --------------------------------------------------------------------------


@transaction.atomic
def add_exercise_clip(*, exercise: Exercise, by: Member, at, **given) -> ExerciseRevision:
    """This will put a clip into the draft of the clinic's own exercise. Raises ClipRefused."""
    clip = add_clip(clinic=by.clinic, by=by, at=at, **given)
    draft = open_draft(exercise=exercise, by=by, at=at)
    draft.clip = clip
    draft.version += 1
    draft.saved_at, draft.saved_by = at, by.user
    draft.save()
    return draft


@transaction.atomic
def add_patient_clip(
    *,
    patient: Patient,
    name: str,
    steps: list[str],
    stop_rules: list[str],
    by: Member,
    at,
    slot: AssignedSlot | None = None,
    dose: Dose | None = None,
    reason: str = "",
    **given,
) -> Exercise:
    """This will make a private exercise of a clip filmed in the room, and give it with a dose
    where a slot of the patient's plan is named. Raises ClipRefused and UnableToChange."""
    clip = add_clip(clinic=patient.clinic, patient=patient, by=by, at=at, **given)
    exercise = Exercise.objects.create(
        clinic=patient.clinic,
        patient=patient,
        slug=free_slug(f"private-{uuid.uuid4().hex[:12]}"),  # an address tells nobody anything
        language=patient.language,
        created_at=at,
        created_by=by,
    )
    revision = ExerciseRevision(
        exercise=exercise,
        state=ExerciseRevision.State.PUBLISHED,
        name=name,
        steps=steps,
        stop_rules=stop_rules,
        clip=clip,
        author_name=by.user.name,
        saved_at=at,
        saved_by=by.user,
        published_at=at,
        published_by=by.user,
    )
    revision.dose = dose or Dose()
    revision.save()
    exercise.published = revision
    exercise.save(update_fields=["published"])
    if slot:
        add_item(slot=slot, exercise=exercise, dose=dose or Dose(), by=by, at=at, reason=reason)
    return exercise
