"""A handout too long to be made while somebody waits: asked for, made, given out, removed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from exercises.handout import Layout, print_handout
from exercises.models import Printout
from exercises.models.printouts import KEPT
from portal import audit
from portal.models import Patient, User
from portal.pdf import UnableToPrint

TASK = "exercises.make_printout"
MOST_WAITING = 5  # of one person: more would keep others waiting
LONGEST = 120  # seconds the worker takes over one file; 80 exercises take two
FORGOTTEN = timedelta(days=1)  # until then the page says that the file was removed

State = Printout.State


@transaction.atomic
def ask_printout(
    *, patient: Patient, layout: Layout, day: date, link: str, by: User, at
) -> Printout:
    """This will have a handout made by the worker; asked for twice while it waits, it is one.

    Raises UnableToPrint where this person has too many waiting.
    """
    User.objects.select_for_update().get(pk=by.pk)
    mine = Printout.objects.for_user(by).filter(asked_by=by)
    waiting = mine.filter(state=State.WAITING, asked_at__gt=at - KEPT)
    wanted = {
        "patient": patient,
        "paper": layout.paper,
        "columns": layout.columns,
        "size_points": layout.size,
        "day": day,
        "link": link,
    }
    if same := waiting.filter(**wanted).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise UnableToPrint(
            _("%s files of yours are being made. Wait for one of them.") % MOST_WAITING
        )
    printout = Printout.objects.create(asked_by=by, asked_at=at, **wanted)
    audit.record("asked for handout", by=by, at=at, patient=patient, about=printout)
    task = jobs.configure_task(TASK)
    transaction.on_commit(lambda: task.defer(printout=str(printout.pk)))
    return printout


def make_printout(*, pk, at) -> Printout | None:
    """This will make the file, or keep in words why not. Twice is once."""
    rows = Printout.objects.unscoped().filter(pk=pk, state=State.WAITING)
    printout = rows.select_related("patient__clinic").first()
    if printout is None:
        return None
    try:
        made = print_handout(
            printout.patient,
            day=printout.day,
            link=printout.link,
            layout=Layout(printout.paper, printout.columns, printout.size_points),
            longest=LONGEST,
        )
    except UnableToPrint as refusal:
        settle(rows, state=State.FAILED, problem=str(refusal), made_at=at)
    except Exception:
        settle(rows, state=State.FAILED, problem=_("The file could not be made."), made_at=at)
        raise
    else:
        fields = {"file": made.data, "is_accessible": made.is_accessible, "made_at": at}
        settle(rows, state=State.READY, **fields)
    return Printout.objects.unscoped().filter(pk=pk).first()


def settle(waiting, **fields) -> None:
    """This will keep how it went, unless it was removed meanwhile."""
    waiting.update(**fields)


@transaction.atomic
def take_printout(*, printout: Printout, by: User, at) -> bytes | None:
    """The file for who asked for it, None where it was removed; that it left the portal is
    written down."""
    rows = Printout.objects.unscoped().filter(pk=printout.pk, state=State.READY)
    file = rows.values_list("file", flat=True).first()
    if file is None:
        return None
    audit.record("printed handout", by=by, at=at, patient=printout.patient, about=printout)
    return bytes(file)


def tidy_printouts(*, at) -> int:
    """This will remove the files past their time, and a day later that there was one."""
    rows = Printout.objects.unscoped()
    rows.filter(asked_at__lt=at - FORGOTTEN).delete()
    over = rows.filter(asked_at__lt=at - KEPT).exclude(state=State.GONE)
    return over.update(state=State.GONE, file=None, problem="")
