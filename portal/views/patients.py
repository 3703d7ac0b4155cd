"""A patient's page for staff: both rooms together, and the visit brief to paste elsewhere."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from articles.models import CheckAnswer, Reading
from exercises.forms.flags import CloseFlagsForm
from exercises.visit import HORIZON, brief_of, facts_of, since_options, window_start
from exercises.visit.flags import flags_of
from portal.access import clinicians, open_patient
from portal.models import User
from portal.models.prepared import SOMEBODY, SOMETHING, PreparedRows

MOST_READINGS = 30


def readings(user, patient):
    return (
        Reading.objects.for_user(User(pk=user))
        .in_force()
        .filter(patient=patient)
        .select_related("article__published")
        .only(
            "patient",
            "given_at",
            "due_on",
            "first_opened_at",
            "finished_at",
            "article__slug",
            "article__published__title",
            "article__published__reading_minutes",
            "article__published__review_due_on",
        )
        .order_by("-given_at")[:MOST_READINGS]
    )


READINGS = PreparedRows(readings, user=SOMEBODY, patient=SOMETHING)


def readings_of(patient, user, zone, since) -> list[dict]:
    """The reading given, with what was said to its teach-back questions; newest first."""
    answers = CheckAnswer.objects.for_user(user).select_related("check_asked")
    rows = READINGS.rows(user=user.pk, patient=patient.pk)
    said = Prefetch("answers", answers.order_by("answered_at"), to_attr="said")
    prefetch_related_objects(rows, said)
    return [reading_row(reading, zone, since) for reading in rows]


def reading_row(reading, zone, since) -> dict:
    last = reading.finished_at or reading.first_opened_at
    page = reading.article.published
    return {
        "title": page.title if page else "",
        "is_late": bool(page and page.review_due_on and page.review_due_on < timezone.localdate()),
        "given": reading.given_at,
        "opened": reading.first_opened_at,
        "finished": reading.finished_at,
        "state": "finished" if reading.finished_at else "opened" if last else "new",
        "is_recent": bool(last) and last.astimezone(zone).date() >= since,
        "answers": [answer_row(answer) for answer in reading.said],
    }


def answer_row(answer) -> dict:
    """A teach-back question with what was said; a choice that does not fit is worth a word."""
    check = answer.check_asked
    choice = None
    if answer.choice is not None and answer.choice < len(check.choices):
        choice = check.choices[answer.choice]
    return {
        "prompt": check.prompt,
        "said": answer.own_words or (choice or {}).get("text", ""),
        "fits": choice is None or choice.get("fits", True),
    }


def account_of(patient, now) -> dict:
    """Whether the patient can sign in: has, invited (until), expired or none."""
    if patient.user_id:
        return {"state": "has"}
    newest = patient.invitations.filter(invites="patient").order_by("-created_at").first()
    if newest is None or newest.revoked_at or newest.accepted_at:
        return {"state": "none"}
    return {"state": "invited" if newest.is_open(now) else "expired", "until": newest.expires_at}


@require_GET
@clinicians
def show_patient(request, pk):
    patient = open_patient(request, pk)
    zone, asked = ZoneInfo(patient.time_zone), request.GET.get("since", "")
    today = timezone.localdate(timezone=zone)
    facts = facts_of(patient, today - timedelta(days=HORIZON))
    since = window_start(facts, today, asked)
    context = {
        "patient": patient,
        "facts": facts,
        "flags": flags_of(patient, since),
        "form": CloseFlagsForm(),
        "today": today,
        "brief": brief_of(patient, facts, since=since, today=today),
        "spans": since_options(asked),
        "readings": readings_of(patient, request.user, zone, since),
        "account": account_of(patient, timezone.now()),
        "waiting": [q for q in facts.questions if q["answered"] is None],
    }
    context["text"] = render_to_string("portal/visit_brief.txt", context).strip()
    return render(request, "portal/show_patient.html", context)
