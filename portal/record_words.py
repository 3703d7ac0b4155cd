"""The record in words a patient understands."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What stands in the record -> what is shown. An action that is not here is shown as written.
WORDS = {
    "opened record": gettext_lazy("opened the record"),
    "opened details": gettext_lazy("opened name and contact"),
    "opened invitation": gettext_lazy("opened the page for inviting"),
    "printed handout": gettext_lazy("printed the programme"),
    "asked for handout": gettext_lazy("had the programme made for printing"),
    "opened clip": gettext_lazy("opened a clip"),
    "opened who looked": gettext_lazy("opened this list"),
    "listed patients": gettext_lazy("saw the name in a list of patients"),
    "closed flag": gettext_lazy("looked into a report and closed its flag"),
    "added patient": gettext_lazy("added the patient"),
    "changed patient": gettext_lazy("changed name or contact"),
    "invited": gettext_lazy("sent an invitation"),
    "revoked invitation": gettext_lazy("took an invitation back"),
    "accepted invitation": gettext_lazy("accepted an invitation"),
    "ended access": gettext_lazy("shut the account out"),
    "signed out all devices": gettext_lazy("signed all devices out"),
    "opened care": gettext_lazy("opened care"),
    "closed care": gettext_lazy("closed care"),
    "changed care team": gettext_lazy("changed the care team"),
    "ended helper": gettext_lazy("ended a helper’s right"),
    "changed member": gettext_lazy("changed a colleague’s roles"),
    "ended member": gettext_lazy("ended a colleague’s time here"),
    "reset second factor": gettext_lazy("reset a second factor"),
    "changed account": gettext_lazy("changed their own account"),
    "changed e-mail": gettext_lazy("changed their own e-mail address"),
    "deactivated account": gettext_lazy("closed an account"),
    "opened clinic": gettext_lazy("opened the clinic"),
    "changed clinic": gettext_lazy("changed the clinic’s settings"),
    "published privacy notice": gettext_lazy("published a privacy notice"),
}


# Reasons of these say nothing clinical, so a manager who is no clinician reads them too (rule 13).
PLAIN_REASONS = {
    "changed patient",
    "ended access",
    "changed care team",
    "changed member",
    "reset second factor",
    "changed clinic",
    "deactivated account",
}


def described(events, *, clinical: bool = True) -> list[dict]:
    """One entry per event: when, who, in which role, what, about whom, why."""
    return [
        {
            "at": event.at,
            "who": event.actor_name or _("The portal"),
            "role": event.role,
            "what": WORDS.get(event.action, event.action),
            "patient": event.patient if event.patient_id else None,
            "listed": len(event.patients),
            "reason": event.reason if clinical or event.action in PLAIN_REASONS else "",
            "times": 1,
        }
        for event in events
    ]


def fewer(events) -> list[dict]:
    """The same, with what one person did several times within a minute told once; the reason is
    the clinic's own note and stays there."""
    entries = []
    for _key, group in groupby(events, lambda e: (e.actor_id, e.action, f"{e.at:%Y%m%d%H%M}")):
        rows = list(group)
        entry = described(rows[:1])[0]
        entries.append({**entry, "times": len(rows), "patient": None, "reason": ""})
    return entries
