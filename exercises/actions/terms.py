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
    assignment.ends_on, assignment.flare_plan = terms.ends_on, terms.flare_plan.strip()
    assignment.pain_fine_max = terms.limits.pain_fine_max
    assignment.pain_limit = terms.limits.pain_limit
    assignment.morning_rise_limit = terms.limits.morning_rise_limit
    assignment.save(
        update_fields=["ends_on", "flare_plan", "pain_fine_max", "pain_limit", "morning_rise_limit"]
    )
    return tell(assignment, kind=Change.Kind.EDITED, by=by, at=at, reason=reason)
