"""What patients ask, for the clinic: unanswered first."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exercises.actions.answering import UnableToAnswer
from exercises.actions.answering import answer_question as send_answer
from exercises.forms.plans import AnswerForm
from portal import audit
from portal.access import clinicians, open_patient
from portal.models import Question

PER_PAGE = 30


def questions(request):
    rows = Question.objects.for_user(request.user).filter(patient__clinic=request.clinic)
    return rows.select_related(
        "patient", "asked_by", "answered_by__user", "about_item__item__revision", "about_paragraph"
    )


@require_GET
@clinicians
def list_questions(request):
    show = "all" if request.GET.get("show") == "all" else "open"
    rows = questions(request).order_by("asked_at")
    rows = rows.filter(answered_at__isnull=True) if show == "open" else rows.order_by("-asked_at")
    request.nav_counts = {"list_questions": questions(request).filter(answered_at=None).count()}
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {question.patient_id: question.patient for question in page}
    if shown:
        audit.record(
            "listed questions",
            by=request.user,
            at=timezone.now(),
            clinic=request.clinic,
            patients=list(shown.values()),
        )
    return render(request, "exercises/list_questions.html", {"page": page, "show": show})


@clinicians
@require_http_methods(["GET", "POST"])
def answer_question(request, pk):
    question = questions(request).filter(pk=pk).first()
    if question is None:
        raise Http404
    patient = open_patient(request, question.patient_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        if sent(request, question, form):
            return redirect("list_questions")
        question = questions(request).get(pk=pk)
    context = {"question": question, "patient": patient, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "exercises/answer_question.html", context, status=status)


def sent(request, question, form) -> bool:
    words = form.cleaned_data["answer"]
    try:
        send_answer(question=question, answer=words, by=request.member, at=timezone.now())
    except UnableToAnswer as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your answer is with %s.") % question.patient.full_name)
    return True
