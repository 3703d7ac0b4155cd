"""Letters. Written here, sent by the worker after the transaction holds; no clinical word in any.

The text waits encrypted in the job, because it may hold a link that lets somebody in.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app as jobs

from portal import crypto
from portal.audit import one_line

TASK = "portal.send_letter"


def send_later(*, to: str, subject: str, text: str) -> None:
    """This will hand a letter to the worker once the transaction is committed."""
    letter = crypto.lock_json({"to": to, "subject": one_line(subject), "text": text})
    transaction.on_commit(lambda: jobs.configure_task(TASK).defer(letter=letter))


def send_now(letter: str) -> None:
    """The worker's part."""
    parts = crypto.unlock_json(letter)
    EmailMessage(
        subject=parts["subject"],
        body=parts["text"],
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[parts["to"]],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def page(path: str) -> str:
    """An address for a letter: the host comes from the settings, never from a request."""
    return f"{settings.PUBLIC_URL}{path}"


def where_to_ask(clinic) -> str:
    """A line with the clinic's phone, or its address; nothing where it gave neither."""
    if clinic.phone:
        return "\n" + _("Questions: call %(phone)s") % {"phone": clinic.phone}
    if clinic.email:
        return "\n" + _("Questions: write to %(email)s") % {"email": clinic.email}
    return ""


# The letters -----------------------------------------------------------------------------------


def invite_patient(*, to: str, clinic, path: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("%(clinic)s invites you") % {"clinic": clinic.name},
            text=_(
                "%(clinic)s has prepared something for you.\n\n"
                "Open this page and press the button. It asks for the year you were born.\n"
                "%(url)s\n\n"
                "The link works once, for 7 days. If you did not expect this, do nothing."
            )
            % {"clinic": clinic.name, "url": page(path)}
            + where_to_ask(clinic),
        )


def invite_member(*, to: str, clinic, path: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("Join %(clinic)s on Groundwork") % {"clinic": clinic.name},
            text=_(
                "%(clinic)s invites you to work with Groundwork.\n\n"
                "Open this page to choose a password and set up your second factor:\n%(url)s\n\n"
                "The link works once, for 3 days. If you did not expect this, do nothing."
            )
            % {"clinic": clinic.name, "url": page(path)},
        )


def invite_helper(*, to: str, clinic, path: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("You are asked to help somebody at %(clinic)s") % {"clinic": clinic.name},
            text=_(
                "Somebody you know at %(clinic)s would like your help.\n\n"
                "Open this page and press the button. It asks for the year they were born.\n"
                "%(url)s\n\n"
                "The link works once, for 7 days. If you did not expect this, do nothing."
            )
            % {"clinic": clinic.name, "url": page(path)},
        )


def something_new(*, to: str, clinic, language: str, path: str = "/my/") -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("You have something new from your physio"),
            text=_(
                "You have something new from your physio at %(clinic)s.\n\n%(url)s\n\n"
                "Nobody watches this portal round the clock."
            )
            % {"clinic": clinic.name, "url": page(path)}
            + where_to_ask(clinic),
        )


def signed_in_somewhere(*, to: str, clinic_name: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("A new device was signed in"),
            text=_(
                "A new device was signed in to your account at %(clinic)s.\n\n"
                "If this was you, do nothing. If not, sign it out here:\n%(url)s"
            )
            % {"clinic": clinic_name, "url": page("/account/devices/")},
        )


def second_factor_reset(*, to: str, clinic, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("Your second factor was reset"),
            text=_(
                "A manager of %(clinic)s reset the second factor of your account.\n\n"
                "When you sign in next, you set up a new one:\n%(url)s\n\n"
                "If you did not ask for this, call the clinic at once."
            )
            % {"clinic": clinic.name, "url": page("/accounts/login/")},
        )


def email_code(*, to: str, code: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("Your code for Groundwork"),
            text=_(
                "Your code is %(code)s.\n\n"
                "Type it into the page that asked for it, within 10 minutes. "
                "If you did not ask for it, do nothing."
            )
            % {"code": code},
        )


def email_changed(*, to: str, language: str) -> None:
    with override(language):
        send_later(
            to=to,
            subject=_("Your e-mail address was changed"),
            text=_(
                "From now on you sign in to Groundwork with another e-mail address.\n\n"
                "If this was not you, call your clinic at once."
            ),
        )
