"""A clinic and what it tells people."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from portal import audit
from portal.actions.patients import ChangedMeanwhile
from portal.models import Clinic, PrivacyNotice, User


@transaction.atomic
def add_clinic(*, name: str, by: User | None, at, notice: str = "", **fields) -> Clinic:
    """This will open a clinic, with the first version of its privacy notice."""
    clinic = Clinic.objects.unscoped().create(
        name=name, slug=_free_slug(name), created_at=at, **fields
    )
    audit.record("opened clinic", by=by, at=at, clinic=clinic, about=clinic)
    if notice:
        publish_notice(clinic=clinic, text=notice, by=by, at=at)
    return clinic


@transaction.atomic
def edit_clinic(*, clinic: Clinic, version: int, by: User, at, **fields) -> Clinic:
    """This will change a clinic's settings, unless somebody saved since `version` was read."""
    now = Clinic.objects.unscoped().select_for_update().get(pk=clinic.pk)
    if now.version != version:
        raise ChangedMeanwhile(now)
    changed = [name for name, value in fields.items() if getattr(now, name) != value]
    for name in changed:
        setattr(now, name, fields[name])
    now.version += 1
    now.save(update_fields=[*changed, "version"])
    what = ", ".join(changed) or "nothing"
    audit.record("changed clinic", by=by, at=at, clinic=now, about=now, reason=f"fields: {what}")
    return now


@transaction.atomic
def publish_notice(*, clinic: Clinic, text: str, by: User | None, at) -> PrivacyNotice:
    """This will publish a new version of the privacy notice; every patient is shown it once."""
    Clinic.objects.unscoped().select_for_update().get(pk=clinic.pk)
    last = PrivacyNotice.objects.filter(clinic=clinic).unscoped().order_by("-version").first()
    if last and last.text == text:
        return last
    notice = PrivacyNotice.objects.unscoped().create(
        clinic=clinic,
        version=last.version + 1 if last else 1,
        text=text,
        published_at=at,
        published_by=by,
    )
    audit.record("published privacy notice", by=by, at=at, clinic=clinic, about=notice)
    return notice


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "clinic"
    taken = set(
        Clinic.objects.filter(slug__startswith=stem).unscoped().values_list("slug", flat=True)
    )
    return next(
        slug
        for slug in [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
        if slug not in taken
    )
