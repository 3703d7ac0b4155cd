"""The fixed words of a handout, and how days and languages are written on it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.help import base


def spoken(language: str) -> dict:
    """The language of a text for the file's tags, and which way it runs."""
    name = base(language)
    region = language.partition("-")[2]
    return {
        "lang": name,
        "region": region if len(region) == 2 else "",
        "dir": "rtl" if name in settings.LANGUAGES_BIDI else "ltr",
    }


def long_day(day: date) -> str:
    return date_format(day, "j F Y")


def words() -> dict[str, str]:
    return {
        "title": _("Your programme"),
        "nothing": _("There is nothing to do at the moment."),
        "born": _("Born"),
        "printed": _("Printed"),
        "page": _("Page {n} of {total}"),
        "scan": _("On a phone"),
        "scan_how": _("Scan this code, or open the address below. It opens sign-in."),
        "note": _("From your physio"),
        "when": _("When"),
        "dose": _("How much"),
        "kit": _("You need"),
        "start": _("Start"),
        "cues": _("Good to think of"),
        "mistakes": _("Watch out for"),
        "easier": _("Easier version"),
        "flare": _("If it gets worse for a few days"),
        "stop": _("When to stop"),
        "stop_how": _("Mild discomfort is fine. Stop and rest today if:"),
        "grid": _("Tick what you did"),
        "grid_how": _(
            "One box each time. In the last row write your worst pain of that day: 0 is none, "
            "10 is the worst you can imagine. Bring this page to your next visit. It counts as "
            "reported by you."
        ),
        "exercise": _("Exercise"),
        "pain": _("Worst pain, 0 to 10"),
        "clinic": _("Your clinic"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "hours": _("Open"),
        "nobody": _("Nobody watches this page. For anything that cannot wait, call."),
    }
