"""Doing a session, reporting it, changing the report and taking it back."""

import json
import uuid

from django.contrib import messages
from django.http import JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exercises import actions
from exercises.forms.sessions import flat, put_back, session_form
from exercises.plans.reports import entries_of, offered, told_of
from exercises.views.my import day
from portal.access import loggers, patients
from portal.actions.drafts import forget_draft, take_draft


@require_GET
@patients
def do_session(request):
    _facts, today = day.today_for(request)
    context = {**day.may_say(request), "today": today, "rows": today.due_rows or today.rows}
    context["stop_rules"] = day.stop_rules([row.card for row in context["rows"]])
    return render(request, "exercises/do_session.html", context)


@require_http_methods(["GET", "POST"])
@loggers
def log_session(request):
    if request.method == "POST":
        form = session_form(request.POST, usual_zone=request.patient.time_zone)
        if form.is_valid() and (kept := keep(request, form)):
            if form.how != "all":
                forget_draft(**draft_of(request))
            return redirect("show_my_session", kept.pk)
        rows = offered(request.patient, form.items)
        return show_log(request, form, rows, status=422)
    _facts, today = day.today_for(request)
    rows = today.due_rows or [row for row in today.rows if not row.withdrawn]
    rows = of_part(rows, request.GET.get("part", ""))
    form = session_form(
        how=request.GET.get("how"),
        items=[row.card.id for row in rows],
        initial={"id": uuid.uuid4(), "slot": one_slot(rows), **begun(request)},
    )
    return show_log(request, form, rows, parts=today.parts)


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


def of_part(rows, number: str) -> list:
    """The rows of one part of the day, by its number on the page; all of them otherwise."""
    parts = list(dict.fromkeys(row.slot["name"] for row in rows))
    if number not in {str(n) for n in range(1, len(parts) + 1)}:
        return rows
    return [row for row in rows if row.slot["name"] == parts[int(number) - 1]]


def one_slot(rows):
    slots = {row.slot["id"] for row in rows}
    return slots.pop() if len(slots) == 1 else None


def show_log(request, form, rows, *, parts=(), first=None, status=200):
    context = {
        **day.may_say(request),
        "form": form,
        "rows": told_of(form, rows),
        "parts": parts,
        "part": request.GET.get("part", ""),
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
    return render(request, "exercises/show_my_session.html", context)


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
