"""The patient's reading: what was given, reading it, and what they say about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import actions, assigned
from articles.forms.reading import AnswerForm, AskForm, ClarityForm
from portal.access import loggers, patients
from portal.actions.drafts import forget_draft, take_draft

SAID = "clarity"  # session key: the revisions this person was asked about and answered


def may_say(request) -> bool:
    """Whether this person may write for the patient: in care, and no helper who only looks."""
    return request.patient.in_care and (request.helper is None or request.helper.may_log)


@require_safe
@patients
def list_my_readings(request):
    lists = assigned.lists_of(request.patient, timezone.localdate())
    return render(request, "articles/list_my_readings.html", lists)


@require_safe
@patients
def show_my_reading(request, pk):
    reading = assigned.reading_of(request.patient, pk)
    return show(request, reading)


def show(request, reading, *, bound: dict | None = None, status: int = 200):
    """The article in the patient's own frame; `bound`: forms sent back with what was typed."""
    if reading.withdrawn_at or reading.article.retired_at:
        return render(request, "articles/reading_gone.html", {"reading": reading}, status=410)
    may = may_say(request)
    page = assigned.page_of(reading, request.patient, timezone.localdate(), may_ask=may)
    said = str(page.revision.pk) in request.session.get(SAID, [])
    context = {
        "reading": reading,
        "page": page,
        "revision": page.revision,
        "checks": assigned.checks_of(reading, page.revision, bound or {}),
        "may_say": may,
        "clarity": (bound or {}).get("clarity") or ClarityForm(),
        "clarity_said": said,
    }
    return render(request, "articles/show_my_reading.html", context, status=status)


@require_POST
@loggers
def open_reading(request, pk):
    """The page says that it was opened; the answer is empty."""
    reading = get_object_or_404(assigned.in_force(request.patient), pk=pk)
    revision = assigned.id_in(request.POST.get("revision"))
    actions.open_reading(reading=reading, by=request.user, at=timezone.now(), revision=revision)
    return HttpResponse(status=204)


@require_POST
@loggers
def finish_reading(request, pk):
    reading = get_object_or_404(assigned.in_force(request.patient), pk=pk)
    reading = actions.finish_reading(
        reading=reading,
        by=request.user,
        at=timezone.now(),
        finish="end" if request.POST.get("finish") == "end" else "said",
        revision=assigned.id_in(request.POST.get("revision")),
    )
    if request.headers.get("X-Fragment"):
        return render(request, "articles/reading_finish.html", {"reading": reading})
    messages.success(request, _("Marked as read."))
    return redirect(f"{reverse('show_my_reading', args=[pk])}#finish")


@require_POST
@loggers
def answer_check(request, pk, check_pk):
    reading = assigned.reading_of(request.patient, pk)
    check = get_object_or_404(assigned.revision_of(reading).checks, pk=check_pk)
    form = AnswerForm(request.POST, check=assigned.check_facts(check))
    if not form.is_valid():
        return show(request, reading, bound={check.pk: form})
    actions.answer_check(
        reading=reading, check=check, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    return redirect(f"{reverse('show_my_reading', args=[pk])}#check-{check.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@loggers
def ask_about_paragraph(request, pk):
    """A private question, tied to the paragraph of the revision that is shown."""
    reading = assigned.reading_of(request.patient, pk)
    revision = assigned.revision_of(reading)
    draft = f"ask-{reading.pk}"
    chosen = assigned.paragraph_in(revision, request)
    kept = take_draft(by=request.user, form=draft, patient=request.patient)
    form = AskForm(
        request.POST or None,
        paragraphs=revision.paragraphs,
        chosen=chosen,
        initial={"text": (kept.get("text") or [""])[0]},
    )
    if form.is_valid() and sent(request, form, revision):
        forget_draft(by=request.user, form=draft, patient=request.patient)
        messages.success(request, _("Your question is sent."))
        return redirect("show_my_reading", pk=pk)
    quote = form.quotes.get(chosen, "")
    context = {"reading": reading, "form": form, "quote": quote, "draft": draft, "title": revision}
    return render(request, "articles/ask_about_paragraph.html", context)


def sent(request, form, revision) -> bool:
    paragraph = form.cleaned_data["paragraph"]
    try:
        actions.ask_about_paragraph(
            patient=request.patient,
            revision=revision,
            paragraph=paragraph,
            quote=form.quotes.get(paragraph, ""),
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.UnableToAsk as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@loggers
def say_clarity(request, pk):
    """Kept without the reader; the session only knows not to ask twice."""
    reading = assigned.reading_of(request.patient, pk)
    form = ClarityForm(request.POST)
    if not form.is_valid():
        return show(request, reading, bound={"clarity": form})
    said = request.session.get(SAID, [])
    if str(reading.shown_id) not in said:
        revision = assigned.revision_of(reading)
        actions.say_clarity(revision=revision, on=timezone.localdate(), **form.cleaned_data)
        request.session[SAID] = [*said[-49:], str(reading.shown_id)]
    messages.success(request, _("Thank you. The author will read it."))
    return redirect(f"{reverse('show_my_reading', args=[pk])}#clarity")
