"""Doing a session, reporting it, changing the report and taking it back."""

import json
import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exercises import actions
from exercises.actions.logging import zone
from exercises.forms.sessions import flat, put_back, session_form
from exercises.plans.reporting import (
    day_asked,
    day_of,
    days_to_report,
    noon_of,
    of_part,
    part_asked,
    rows_to_report,
)
from exercises.plans.reports import entries_of, offered, told_of
from exercises.plans.today import in_parts
from exercises.views.my import day
from portal.access import loggers, patients
from portal.actions.drafts import forget_draft, take_draft


@require_GET
@patients
def do_session(request):
    _facts, today = day.today_for(request)
    context = {**day.may_say(request), "today": today, "rows": rows_to_report(today)}
    context["stop_rules"] = day.stop_rules([row.card for row in context["rows"]])
    return render(request, "exercises/do_session.html", context)


@require_http_methods(["GET", "POST"])
@loggers
def log_session(request):
    if request.method == "POST":
        form = session_form(request.POST, usual_zone=request.patient.time_zone)
        if form.is_valid() and (kept := keep(request, form, **other_day(form))):
            if form.how != "all":
                forget_draft(**draft_of(request))
            return redirect("show_my_session", kept.pk)
        rows = offered(request.patient, form.items)
        return show_log(request, form, rows, status=422)
    on = day_asked(request.GET.get("day", ""), timezone.localdate())
    found = day_of(request.patient, on, timezone.localdate(), in_care=request.patient.in_care)
    every = rows_to_report(found)
    part = part_asked(every, request.GET.get("part", ""), was_due=bool(found.rows))
    rows = of_part(every, part)
    form = session_form(
        how=request.GET.get("how"),
        items=[row.card.id for row in rows],
        initial={"id": uuid.uuid4(), "slot": one_slot(rows), "day": on, **begun(request)},
    )
    return show_log(request, form, rows, parts=in_parts(every), part=part, on=on)


def other_day(form) -> dict:
    """When it was done, where that was another day than today: the device's clock says nothing."""
    on = form.cleaned_data.get("day")
    if on is None or on == timezone.localdate():
        return {}
    return {"done_at": noon_of(on, zone(form.cleaned_data["time_zone"], form.usual_zone))}


# Half a report -----------------------------------------------------------------------------


def draft_of(request, first=None) -> dict:
    """Where half a report is kept: one for each correction, one for what is new."""
    form = f"log-session-{first.pk}" if first else "log-session"
    return {"form": form, "by": request.user, "patient": request.patient}


def begun(request, first=None) -> dict:
    """What was typed before and not sent. The two-tap report has nothing to type."""
    if first is None and request.GET.get("how") not in ("partly", "none"):
        return {}
    return put_back(take_draft(**draft_of(request, first)), timezone.localdate())


def one_slot(rows):
    slots = {row.slot["id"] for row in rows}
    return slots.pop() if len(slots) == 1 else None


def show_log(request, form, rows, *, parts=(), part="", on=None, first=None, status=200):
    today = timezone.localdate()
    context = {
        **day.may_say(request),
        "form": form,
        "rows": told_of(form, rows),
        "parts": parts,
        "part": part,
        "on": on or getattr(form, "cleaned_data", {}).get("day") or today,
        "today": today,
        "days": days_to_report(today),
        "first": first,
        "draft": draft_of(request, first)["form"],
        "numbers": range(11),
    }
    return render(request, "exercises/log_session.html", context, status=status)


def keep(request, form, **fields):
    """The session kept, or None with the reason on the form."""
    try:
        session, _new = actions.log_session(
            patient=request.patient,
            report=form.report(**fields),
            by=request.user,
            at=timezone.now(),
        )
    except actions.DifferentBody:
        form.add_error(None, _(
            "This session is saved already, with other answers. "
            "Open it from Today to change it. Nothing was saved twice."
        ))  # fmt: skip
    except actions.UnableToLog as refusal:
        form.add_error(None, str(refusal))
    else:
        return session
    return None


def body_of(request):
    """What was sent, or None: no JSON, nested beyond reason, or letters that no text can hold."""
    try:
        body = json.loads(request.body)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError, RawPostDataException):
        return None  # a form is read before, by the patient's mark
    return body


@require_POST
@loggers
def send_session(request):
    """The same report as JSON, for a device that kept it while there was no network.

    201 new, 200 kept before with the same words, 422 refused in words; nothing is kept twice.
    """
    body = body_of(request)
    if not isinstance(body, dict):
        return JsonResponse({"error": _("This is no report.")}, status=400)
    key = request.headers.get("Idempotency-Key")
    form = session_form(
        flat({"id": key, **body} if key else body), usual_zone=request.patient.time_zone
    )
    if not form.is_valid():
        return JsonResponse({"error": _("Not understood."), "fields": form.errors}, status=422)
    return answer(request, form)


def answer(request, form):
    try:
        session, new = actions.log_session(
            patient=request.patient, report=form.report(), by=request.user, at=timezone.now()
        )
    except actions.DifferentBody:
        words = _("This session is saved already, with other answers. The first stays.")
        return JsonResponse({"error": words}, status=422)
    except actions.UnableToLog as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    said = {"id": str(session.pk), "local_on": session.local_on.isoformat()}
    return JsonResponse(said, status=201 if new else 200)


@require_GET
@patients
def show_my_session(request, pk):
    session = get_object_or_404(request.patient.sessions, pk=pk)
    newer = request.patient.sessions.filter(corrects=session, undone_at__isnull=True).first()
    report = entries_of(session, request.patient.clinic)
    context = {**day.may_say(request), "session": session, "report": report, "newer": newer}
    context["marked"] = marked(request.patient, session)
    return render(request, "exercises/show_my_session.html", context)


def marked(patient, session):
    """The flag this report left for the team, an open one before a closed one; None = none."""
    mine = patient.flags.filter(Q(session=session) | Q(counts_now=session))
    return mine.select_related("closed_by__user").first()


@require_http_methods(["GET", "POST"])
@loggers
def correct_session(request, pk):
    first = get_object_or_404(request.patient.sessions, pk=pk)
    report = entries_of(first, request.patient.clinic)
    if request.method == "POST":
        form = session_form(request.POST, usual_zone=first.time_zone)
        fields = {"corrects_id": first.pk, "done_at": first.done_at, "slot_id": first.slot_id}
        fields |= {"time_zone": first.time_zone, "source": first.source}
        if form.is_valid() and (kept := keep(request, form, **fields)):
            forget_draft(**draft_of(request, first))
            return redirect("show_my_session", kept.pk)
        rows = offered(request.patient, form.items)
        return show_log(request, form, rows, first=first, status=422)
    initial = {**report.initial, **begun(request, first)}
    form = session_form(how="partly", items=report.items, initial=initial)
    return show_log(request, form, offered(request.patient, report.items), first=first)


@require_POST
@loggers
def undo_session(request, pk):
    session = get_object_or_404(request.patient.sessions, pk=pk)
    if not actions.undo_session(session=session, by=request.user, at=timezone.now()):
        messages.warning(request, _("This report was changed or taken back before."))
    elif session.corrects_id:
        messages.success(request, _("Taken back. The report before it counts again."))
    else:
        messages.success(request, _("Taken back. Nothing is counted for it."))
    return redirect("show_today")
