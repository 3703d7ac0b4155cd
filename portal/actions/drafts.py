"""Half-written text: kept on the server for its writer, given back, forgotten when sent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.models import Draft, Patient, User

LONGEST = 64 * 1024  # characters of one draft
MOST = 200  # of one person
KEPT_ASIDE = "undo-"  # what a change put aside so that it can be undone: nobody's half-written text
SKIPPED = {
    "csrfmiddlewaretoken",
    "for",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "code",
}


class UnableToKeep(Exception):
    """The message says why."""


def save_draft(
    *, by: User, form: str, fields: dict[str, list[str]], at, patient: Patient | None = None
):
    """This will keep what somebody typed into a form so far, in place of what was kept before."""
    kept = {
        name.replace("\x00", ""): [value.replace("\x00", "") for value in values]
        for name, values in fields.items()
        if name not in SKIPPED and any(values)
    }
    if sum(len(value) for values in kept.values() for value in values) > LONGEST:
        raise UnableToKeep(_("This is too long to keep as a draft."))
    others = Draft.objects.filter(user=by).exclude(form=form)
    if others.exclude(form__startswith=KEPT_ASIDE).unscoped().count() >= MOST:
        raise UnableToKeep(_("You have too many drafts. Send or empty some of them first."))
    draft, _made = Draft.objects.unscoped().update_or_create(
        user=by, patient=patient, form=form, defaults={"fields": kept, "saved_at": at}
    )
    return draft


def take_draft(*, by: User, form: str, patient: Patient | None = None) -> dict[str, list[str]]:
    """What this person has half written in this form; empty where there is nothing."""
    found = Draft.objects.for_user(by).filter(form=form, patient=patient).first()
    return found.fields if found else {}


def forget_draft(*, by: User, form: str, patient: Patient | None = None) -> None:
    """This will remove a draft: it was sent, or is not wanted any more."""
    Draft.objects.for_user(by).filter(form=form, patient=patient).delete()
