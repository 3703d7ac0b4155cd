"""Courses of care and who is on the team."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.models import CareTeam, Episode, Helper, Member, Patient, User


class UnableToChangeCare(Exception):
    """The message says why."""


def local_day(patient: Patient, at):
    """The patient's own day at that moment (product rule 18)."""
    from zoneinfo import ZoneInfo

    return at.astimezone(ZoneInfo(patient.time_zone)).date()


@transaction.atomic
def open_episode(
    *, patient: Patient, reason: str, by: User, at, lead: Member | None = None
) -> Episode:
    """This will open a course of care; from now on the patient can log again."""
    day = local_day(patient, at)
    try:
        with transaction.atomic():
            episode = Episode.objects.unscoped().create(
                patient=patient, reason=reason, lead=lead, opened_on=day, opened_by=by
            )
    except IntegrityError as error:
        raise UnableToChangeCare(_("Care is open already.")) from error
    if lead:
        CareTeam.objects.unscoped().create(episode=episode, member=lead, from_on=day)
    audit.record("opened care", by=by, at=at, patient=patient, about=episode)
    return episode


@transaction.atomic
def close_episode(*, episode: Episode, reason: str, by: User, at) -> None:
    """This will close a course of care: the patient keeps reading and logs nothing (rule 16)."""
    locked = Episode.objects.unscoped().select_for_update().get(pk=episode.pk)
    if locked.closed_at:
        return
    locked.closed_at, locked.closed_by, locked.close_reason = at, by, reason
    locked.save(update_fields=["closed_at", "closed_by", "close_reason"])
    audit.record("closed care", by=by, at=at, patient=episode.patient, about=episode)


@transaction.atomic
def edit_care_team(*, episode: Episode, lead: Member | None, team, by: User, at) -> None:
    """This will set who is on the team and who leads; the lead is always on it."""
    day = local_day(episode.patient, at)
    wanted = {m.pk: m for m in team} | ({lead.pk: lead} if lead else {})
    Episode.objects.unscoped().select_for_update().get(pk=episode.pk)  # one change at a time
    now = CareTeam.objects.filter(episode=episode, until_on=None).unscoped().select_for_update()
    current = {place.member_id: place for place in now}
    for member_id in current.keys() - wanted.keys():
        current[member_id].until_on = day
        current[member_id].save(update_fields=["until_on"])
    for member_id in wanted.keys() - current.keys():
        CareTeam.objects.unscoped().create(episode=episode, member=wanted[member_id], from_on=day)
    Episode.objects.filter(pk=episode.pk).unscoped().update(lead=lead)
    names = ", ".join(sorted(m.user.name for m in wanted.values())) or "nobody"
    audit.record(
        "changed care team", by=by, at=at, patient=episode.patient, about=episode, reason=names
    )


@transaction.atomic
def end_helper(*, helper: Helper, by: User, at) -> None:
    """This will end a helper's right at once."""
    locked = Helper.objects.unscoped().select_for_update().get(pk=helper.pk)
    if locked.ended_at:
        return
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    audit.record("ended helper", by=by, at=at, patient=helper.patient, about=helper)
