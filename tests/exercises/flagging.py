"""A patient's report with pain or a mishap, and the flags it left; for the tests of flags."""

import uuid

from django.utils import timezone

from exercises import actions
from exercises.actions.flags import close_flags
from exercises.models import Flag


def report(of, item=None, *, at=None, by=None, **fields):
    """A session as the device would send it; gives the stored one."""
    said = (actions.Said(item.pk),) if item else ()
    words = actions.Report(
        id=uuid.uuid4(), done_at=at, time_zone="Europe/London", said=said, **fields
    )
    return keep(of, words, at=at, by=by)


def keep(of, words, *, at=None, by=None):
    session, _new = actions.log_session(
        patient=of, report=words, by=by or of.user, at=at or timezone.now()
    )
    return session


def correct(session, item=None, **fields):
    return report(session.patient, item, corrects_id=session.pk, **fields)


def take_back(session):
    return actions.undo_session(session=session, by=session.logged_by, at=timezone.now())


def flags(of):
    """Oldest first."""
    return list(Flag.objects.filter(patient=of).unscoped().order_by("raised_at", "kind"))


def close(of, by, note="Rang him.", *, at=None):
    """Every open flag of this patient, as it stands."""
    rows = Flag.objects.filter(patient=of).open().unscoped()
    return close_flags(
        patient=of,
        seen={flag.pk: flag.seen for flag in rows},
        by=by,
        at=at or timezone.now(),
        note=note,
    )
