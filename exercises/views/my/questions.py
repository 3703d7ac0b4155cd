"""The patient's questions, and the answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exercises import actions
from exercises.forms.sessions import IdForm, QuestionForm
from exercises.models import AssignedItem
from exercises.plans import cards_of
from exercises.views.my import day
from portal.access import loggers, patients
from portal.actions.drafts import forget_draft, take_draft

SHOWN = 50


@require_GET
@patients
def list_my_questions(request):
    rows = (
        request.patient.questions.select_related(
            "about_item", "about_paragraph", "answered_by__user", "asked_by"
        )
        .order_by("-asked_at")
        .all()[:SHOWN]
    )
    questions = list(rows)
    own = [q for q in questions if hasattr(q, "about_item")]
    cards = cards_of([str(q.about_item.item_id) for q in own])
    for question in own:
        question.card = cards.get(str(question.about_item.item_id))
    if request.helper is None:
        actions.see_answers(patient=request.patient, at=timezone.now())
    context = {**day.may_say(request), "questions": questions}
    return render(request, "exercises/list_my_questions.html", context)


@require_http_methods(["GET", "POST"])
@loggers
def ask_question(request):
    """A question about an exercise (`?item=`), or about anything."""
    item = item_asked_about(request)
    draft = {"form": draft_about(item), "by": request.user, "patient": request.patient}
    kept = take_draft(**draft) if request.method == "GET" else {}
    form = QuestionForm(request.POST or None, initial={"text": (kept.get("text") or [""])[0]})
    if request.method == "POST" and form.is_valid() and ask(request, form, item):
        forget_draft(**draft)
        messages.success(request, _("Your question is sent."))
        return redirect("list_my_questions")
    card = cards_of([str(item.pk)])[str(item.pk)] if item else None
    context = {**day.may_say(request), "form": form, "card": card, "draft": draft["form"]}
    status = 422 if form.is_bound else 200
    return render(request, "exercises/ask_question.html", context, status=status)


def draft_about(item) -> str:
    """The name under which half a question is kept: one for each exercise."""
    return f"ask-question-{item.pk}" if item else "ask-question"


def item_asked_about(request):
    pk = request.POST.get("item") or request.GET.get("item")
    if not pk:
        return None
    mine = AssignedItem.objects.for_user(request.user).filter(
        slot__phase__assignment__patient=request.patient
    )
    form = IdForm({"pk": pk})
    return get_object_or_404(mine, pk=form.cleaned_data["pk"] if form.is_valid() else None)


def ask(request, form, item) -> bool:
    try:
        actions.ask_question(
            patient=request.patient,
            text=form.cleaned_data["text"].strip(),
            by=request.user,
            at=timezone.now(),
            item=item,
        )
    except actions.UnableToAsk as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
