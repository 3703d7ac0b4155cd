"""A patient's programme as a file: one answer for the clinic's page and the patient's own."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from exercises.forms.handout import layout_form
from exercises.handout import Layout, handout, print_handout
from exercises.plans import cards_of
from portal import qr
from portal.pdf import Pdf, UnableToPrint

# A file that is opened from our address runs nothing and reaches nothing.
SANDBOX = "default-src 'none'; sandbox"


def handout_page(request, patient, template: str, **context):
    """The choices; with `?paper=…&columns=…&size=…` the file itself."""
    form = layout_form(request.GET)
    if form.is_bound and form.is_valid():
        try:
            return as_file(printed(request, patient, form.layout).data)
        except UnableToPrint as refusal:
            form.add_error(None, str(refusal))
    context |= {"form": form, "patient": patient}
    context["is_accessible"] = form.is_bound or keeps_the_standard(request, patient)
    return render(request, template, context, status=422 if form.is_bound else 200)


def printed(request, patient, layout: Layout) -> Pdf:
    return print_handout(patient, day=day_of(patient), link=link_of(request), layout=layout)


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


def keeps_the_standard(request, patient) -> bool:
    """Whether every letter has a font, so that the file can promise PDF/UA-1."""
    try:
        return printed(request, patient, Layout()).is_accessible
    except UnableToPrint:
        return False


def as_file(data: bytes) -> HttpResponse:
    """Its name is ours and says nothing of the patient."""
    name = f"programme-{timezone.localdate():%Y-%m-%d}.pdf"
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response
