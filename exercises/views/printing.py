"""A patient's programme as a file: one answer for the clinic's page and the patient's own."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from exercises.actions import printing
from exercises.forms.handout import layout_form
from exercises.handout import (
    Layout,
    exercises_in,
    handout,
    handout_for,
    has_letters,
    print_data,
)
from exercises.models import Printout
from exercises.plans import cards_of
from portal import qr
from portal.pdf import TakesTooLong, UnableToPrint

# Exercises of which a file is made while one waits. Measured: ten take 0.3 to 0.7 s on two cores,
# so that fifteen stay near a second; more go to the worker.
MOST_AT_ONCE = 15
AT_ONCE = 1.0  # seconds; what takes longer goes to the worker too
# A file that is opened from our address runs nothing and reaches nothing.
SANDBOX = "default-src 'none'; sandbox"


def handout_page(request, patient, template: str, **context):
    """The choices; with `?paper=…&columns=…&size=…` the file itself, where it takes no longer than
    one waits. A longer one is asked for with POST and made by the worker."""
    form, is_accessible = layout_form(request.GET), None
    chosen = form.layout if form.is_bound and form.is_valid() else None
    day = day_of(patient)
    data = handout_for(patient, day=day, link=link_of(request), layout=chosen or Layout())
    is_long = exercises_in(data) > MOST_AT_ONCE
    if chosen and not is_long:
        try:
            return as_file(print_data(patient, data, day=day, longest=AT_ONCE).data)
        except TakesTooLong:
            is_long = is_accessible = True  # the file itself tells; to ask now is to wait for it
        except UnableToPrint as refusal:
            form.add_error(None, str(refusal))
    context |= {"form": form, "patient": patient, "is_long": is_long}
    if is_accessible is None:
        is_accessible = has_letters(patient, data, day=day)
    context["is_accessible"] = is_accessible
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)


def order_page(request, patient, template: str, to, **context):
    """Has a long handout made; `to(printout)` is the address of the page that waits for it."""
    form = layout_form(request.POST, always=True)
    if form.is_valid():
        try:
            printout = printing.ask_printout(
                patient=patient, layout=form.layout, day=day_of(patient), link=link_of(request),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
            return redirect(to(printout))
        except UnableToPrint as refusal:
            form.add_error(None, str(refusal))
    context |= {"form": form, "patient": patient, "is_long": True, "is_accessible": True}
    return render(request, template, context, status=422)


def printout_of(request, patient, pk) -> Printout:
    """What this very person asked for about this patient, or 404; the file stays where it is."""
    rows = Printout.objects.for_user(request.user).filter(asked_by=request.user)
    printout = rows.filter(patient=patient, pk=pk).defer("file").first()
    if printout is None:
        raise Http404
    printout.patient = patient
    return printout


def printout_page(request, patient, pk, template: str, **context):
    """Where a file is waited for: being made, ready, refused or removed."""
    printout, now = printout_of(request, patient, pk), timezone.now()
    context |= {"patient": patient, "printout": printout, "state": printout.state_at(now)}
    context |= {"is_late": printout.is_late(now)}
    if request.headers.get("X-Fragment"):
        template = "exercises/printout_state.html"
    return render(request, template, context)


def printout_file(request, patient, pk, back: str):
    printout, now = printout_of(request, patient, pk), timezone.now()
    if printout.state_at(now) != Printout.State.READY:
        return redirect(back)
    file = printing.take_printout(printout=printout, by=request.user, at=now)
    return as_file(file) if file else redirect(back)


def day_of(patient):
    """The patient's own day, whoever prints (product rule 18)."""
    return timezone.localdate(timezone=ZoneInfo(patient.time_zone))


def link_of(request) -> str:
    """Where the QR code leads: to sign-in, with no secret in it."""
    start = reverse("show_today")
    return (
        f"{settings.PUBLIC_URL}{start}"
        if settings.PUBLIC_URL
        else request.build_absolute_uri(start)
    )


def sheet_of(request, patient) -> dict:
    """The same content for the browser to print, in the patient's language."""
    link = link_of(request)
    with translation.override(patient.language):
        sheet = handout(patient, day=day_of(patient), link=link, layout=Layout())
        parts = [part for plan in sheet["plans"] for part in plan["parts"]]
        items = [item for part in parts for item in part["items"]]
        cards = cards_of([item["id"] for item in items])
        for item in items:
            item["shown"] = cards[item["id"]].picture
        for plan in sheet["plans"]:
            plan["grid"] = [to_tick(week) for week in plan["weeks"]]
    sheet["has_grid"] = any(plan["grid"] for plan in sheet["plans"])
    sheet["qr"]["drawing"] = qr.svg(link, label=sheet["qr"]["alt"])
    return sheet


MOST_BOXES = 4  # side by side; more are one box and a number


def to_tick(week: dict) -> dict:
    """A week with its boxes to loop over: (boxes drawn, number where they would be too many)."""
    rows = [
        {
            "name": row["name"],
            "days": [(range(1 if n > MOST_BOXES else n), n if n > MOST_BOXES else 0)
                     for n in row["boxes"]],
        }
        for row in week["rows"]
    ]  # fmt: skip
    return {**week, "rows": rows}


def as_file(data: bytes) -> HttpResponse:
    """Its name is ours and says nothing of the patient."""
    name = f"programme-{timezone.localdate():%Y-%m-%d}.pdf"
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response
