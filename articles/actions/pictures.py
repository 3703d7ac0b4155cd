"""Pictures a clinic adds: encoded anew, within what one clinic and one person may keep."""

from __future__ import annotations

import shutil
import uuid

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from articles.actions.storing import picture_folder, store_picture
from articles.models import Picture, Revision
from articles.pictures import PictureRefused
from portal import audit
from portal.models import Clinic, Member

MOST_PICTURES = 1000  # of one clinic
MOST_BYTES = 500 * 1024 * 1024  # of one clinic, as stored
MOST_OF_ONE = 300  # pictures of one person in one clinic


class QuotaReached(PictureRefused):
    """The clinic, or this person, keeps as many pictures as it may."""


def used_by(member: Member) -> dict[str, int]:
    """What the clinic keeps: {count, bytes, own}; own = of this person."""
    rows = Picture.objects.filter(clinic=member.clinic_id).unscoped()
    used = rows.aggregate(
        count=Count("pk"), bytes=Sum("stored_bytes"), own=Count("pk", Q(uploaded_by=member.user_id))
    )
    return {**used, "bytes": used["bytes"] or 0}


def upload_picture(*, by: Member, at, upload: bytes, **fields) -> Picture:
    """This will store a picture with its words. Raises PictureRefused, QuotaReached among it.

    Uploads of one clinic wait for each other, so that the limits hold whatever is sent at once.
    """
    pk = uuid.uuid4()
    try:
        with transaction.atomic():
            Clinic.objects.unscoped().select_for_update(no_key=True).get(pk=by.clinic_id)
            check_room(by)
            picture = store_picture(
                upload, pk=pk, at=at, clinic=by.clinic, uploaded_by=by.user, **fields
            )
            check_room(by, stored=True)
            audit.record("added picture", by=by.user, at=at, clinic=by.clinic, about=picture)
    except BaseException:
        shutil.rmtree(picture_folder(pk), ignore_errors=True)
        raise
    return picture


def check_room(member: Member, *, stored: bool = False) -> None:
    """`stored`: the picture is counted already."""
    used, more = used_by(member), 0 if stored else 1
    if used["count"] + more > MOST_PICTURES or used["bytes"] > MOST_BYTES:
        raise QuotaReached(_("The clinic has no room for more pictures. Remove unused ones first."))
    if used["own"] + more > MOST_OF_ONE:
        raise QuotaReached(_("You have added as many pictures as one person may. Remove some."))


def shown_in(picture: Picture):
    """The revisions whose text shows this picture."""
    address = f"/media/pictures/{picture.pk}/"
    rows = Revision.objects.filter(article__clinic=picture.clinic_id, text__contains=address)
    return rows.unscoped()


@transaction.atomic
def remove_picture(*, picture: Picture, by: Member, at) -> None:
    """This will remove a picture no text shows, its files with it."""
    Clinic.objects.unscoped().select_for_update(no_key=True).get(pk=by.clinic_id)
    if shown_in(picture).exists():
        raise PictureRefused(_("A text shows this picture, so it stays."))
    pk = picture.pk
    audit.record("removed picture", by=by.user, at=at, clinic=by.clinic, about=picture)
    Picture.objects.filter(pk=pk).unscoped().delete()
    transaction.on_commit(lambda: shutil.rmtree(picture_folder(pk), ignore_errors=True))
