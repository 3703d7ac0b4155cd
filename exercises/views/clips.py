"""A clip's files, for whoever may open the page it stands on; everybody else gets 404.

No address of a clip opens anything by itself: each request is checked anew, in its own session.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from exercises.actions.clips import clip_folder
from exercises.clips import POSTER, VIDEO
from exercises.clips.captions import to_vtt
from exercises.models import AssignedItem, Clip, Exercise
from exercises.views.ranges import ranged
from portal.access import everyone, signed_in
from portal.audit import note_opened
from portal.models import Patient

FILE_POLICY = "default-src 'none'; sandbox"


@require_safe
@everyone
def show_clip(request, pk):
    return served(
        request, pk, lambda clip: ranged(request, clip_folder(clip.pk) / VIDEO, "video/mp4")
    )


@require_safe
@everyone
def show_clip_poster(request, pk):
    return served(
        request, pk, lambda clip: ranged(request, clip_folder(clip.pk) / POSTER, "image/webp")
    )


@require_safe
@everyone
def show_clip_captions(request, pk):
    def answer(clip):
        text = to_vtt(clip.captions, clip.seconds or 1)
        return HttpResponse(text, content_type="text/vtt; charset=utf-8")

    return served(request, pk, answer)


def served(request, pk, answer) -> HttpResponse:
    """A clip of a public exercise for anybody, any other for those who may see its page."""
    clip = public_clip(pk)
    response = answer(clip) if clip else own_clip(request, pk, answer)
    response.headers.setdefault("Content-Disposition", "inline")
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def public_clip(pk) -> Clip | None:
    shown = Exercise.objects.for_everyone().filter(published__clip=pk)
    exercise = shown.select_related("published__clip").first()
    clip = exercise.published.clip if exercise else None
    return clip if clip and clip.state == Clip.State.READY else None


@signed_in
def own_clip(request, pk, answer) -> HttpResponse:
    clip = clip_of_staff(request, pk) if request.member else None
    clip = clip or clip_of_plan(request.user, pk)
    if clip is None or clip.state != Clip.State.READY:
        raise Http404
    return answer(clip)


def clip_of_staff(request, pk) -> Clip | None:
    """A clip of the clinic's library, or of a patient whose record this clinician may open; then
    it is written down that they looked."""
    clip = Clip.objects.for_user(request.user).filter(pk=pk).first()
    if clip and clip.patient_id:
        patient = Patient.objects.for_user(request.user).filter(pk=clip.patient_id).first()
        if patient is None:
            return None
        note_opened(request, patient, action="opened clip")
    return clip


def clip_of_plan(user, pk) -> Clip | None:
    """A clip of an exercise that was given to a patient this person reads for."""
    given = AssignedItem.objects.for_user(user).filter(revision__clip=pk)
    item = given.select_related("revision__clip").first()
    return item.revision.clip if item else None
