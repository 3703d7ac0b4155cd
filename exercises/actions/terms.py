"""What holds for a whole plan: its last day, its limits, the words for a bad week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from exercises.actions.assigning import Limits
from exercises.actions.changing import UnableToChange, need_reason, take, tell
from exercises.models import Assignment, Change
from portal.models import Member


@dataclass(frozen=True)
class Terms:
    """`ends_on`: the last day, None = open. `limits`: None in it = the clinic's."""

    ends_on: date | None
    limits: Limits
    flare_plan: str = ""


@transaction.atomic
def edit_terms(
    *, assignment: Assignment, terms: Terms, by: Member, at, reason: str, version: int | None = None
) -> Change:
    """This will change them with a reason the patient reads; the limits of sessions reported
    before stay as they were kept with them."""
    reason = need_reason(reason)
    assignment = take(assignment, version)
    if terms.ends_on and terms.ends_on < assignment.starts_on:
        raise UnableToChange(_("The last day is before the first."))
    changed = put_terms(
        assignment,
        ends_on=terms.ends_on,
        flare_plan=terms.flare_plan.strip(),
        pain_fine_max=terms.limits.pain_fine_max,
        pain_limit=terms.limits.pain_limit,
        morning_rise_limit=terms.limits.morning_rise_limit,
    )
    kind = Change.Kind.EDITED
    return tell(assignment, kind=kind, by=by, at=at, reason=reason, terms=changed)


def put_terms(assignment: Assignment, **terms) -> dict[str, list]:
    """This will write what holds for the whole plan; returns {name: [was, now]} of what changed."""
    changed = {}
    for name, now in terms.items():
        was = getattr(assignment, name)
        if was != now:
            changed[name] = [kept(was), kept(now)]
        setattr(assignment, name, now)
    assignment.save(update_fields=list(terms))
    return changed


def kept(value):
    return value.isoformat() if isinstance(value, date) else value
