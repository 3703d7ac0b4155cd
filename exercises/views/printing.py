"""A patient's programme as a file: one answer for the clinic's page and the patient's own."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from exercises.forms.handout import layout_form
from exercises.handout import Layout, print_handout
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
    start = reverse("show_today")
    link = f"{settings.PUBLIC_URL}{start}"
    if not settings.PUBLIC_URL:
        link = request.build_absolute_uri(start)
    return print_handout(patient, day=timezone.localdate(), link=link, layout=layout)


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
