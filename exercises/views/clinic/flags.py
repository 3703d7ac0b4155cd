"""A patient's flags for staff: what is open, who closed what, and closing by name."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from exercises.actions import flags as actions
from exercises.forms.flags import CloseFlagsForm
from exercises.visit.flags import shown, with_people
from portal.access import clinicians, open_patient

PER_PAGE = 50


@require_GET
@clinicians
def list_flags(request, pk):
    return flags_page(request, open_patient(request, pk), CloseFlagsForm())


@require_POST
@clinicians
def close_flags(request, pk):
    patient = open_patient(request, pk)
    form = CloseFlagsForm(request.POST)
    if not form.is_valid():
        return flags_page(request, patient, form, status=422)
    try:
        count = actions.close_flags(
            patient=patient, by=request.member, at=timezone.now(), seen=form.seen,
            note=form.cleaned_data["note"],
        )  # fmt: skip
    except actions.UnableToClose as refusal:
        form.add_error(None, str(refusal))
        return flags_page(request, patient, form, status=422)
    except actions.ChangedMeanwhile:
        return flags_page(request, patient, form, status=409)
    words = ngettext("%s flag is closed.", "%s flags are closed.", count) % count
    messages.success(request, words)
    return redirect("show_patient", pk=patient.pk)


def flags_page(request, patient, form, *, status=200):
    """Open ones with the form, then the closed ones; where a colleague was faster, theirs first."""
    rows = with_people(patient.flags.all())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = [shown(flag, patient) for flag in page]
    context = {
        "patient": patient,
        "form": form,
        "page": page,
        "open": [one for one in found if not one.flag.closed_at],
        "closed": [one for one in found if one.flag.closed_at],
        "faster": faster(request, patient, form) if status == 409 else [],
        "is_conflict": status == 409,
    }
    return render(request, "exercises/list_flags.html", context, status=status)


def faster(request, patient, form) -> list:
    """Those of the chosen flags that somebody closed meanwhile."""
    rows = patient.flags.filter(pk__in=list(form.seen), closed_at__isnull=False)
    return [shown(flag, patient) for flag in with_people(rows)]
