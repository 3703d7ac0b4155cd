"""Giving a patient something to read, in two clicks, and taking it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from articles import actions, assigned, giving, pages
from articles.forms.reading import GiveReadingForm, WithdrawReadingForm
from articles.models import Article
from portal.access import clinicians, open_patient
from portal.search import clean

PER_PAGE = 20


def page_of(patient) -> str:
    """The patient's page, where there is one."""
    for name in ("show_patient", "edit_patient"):
        try:
            return reverse(name, args=[patient.pk])
        except NoReverseMatch:
            continue
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@clinicians
def give_reading(request, pk):
    patient = open_patient(request, pk)
    form = GiveReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and gave(request, patient, form):
        return redirect(page_of(patient))
    query = clean(request.GET.get("q", ""))
    rows = giving.choices(request.user, request.member, patient, query)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"patient": patient, "form": form, "query": query, "page": page}
    context |= {"url": page_of(patient), "today": timezone.localdate()}
    if request.headers.get("X-Fragment"):
        response = render(request, "articles/give_reading_rows.html", context)
        count = page.paginator.count
        response["X-Count-Text"] = ngettext("%s article", "%s articles", count) % count
        return response
    return render(request, "articles/give_reading.html", context)


def gave(request, patient, form) -> bool:
    """Whether it was given; otherwise the form says why not."""
    pk = assigned.id_in(request.POST.get("article"))
    article = Article.objects.for_library(request.user).filter(pk=pk).first()
    if article is None:
        raise Http404
    try:
        actions.give_reading(
            article=article,
            patient=patient,
            by=request.member,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except actions.UnableToGive as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("Given to %(name)s: it is on the reading list.") % {"name": patient.name_to_use}
    )
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@clinicians
def withdraw_reading(request, pk, reading_pk):
    patient = open_patient(request, pk)
    rows = patient.readings.select_related("article__published", "given_by__user")
    reading = get_object_or_404(rows.in_force(), pk=reading_pk)
    form = WithdrawReadingForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_reading(
            reading=reading, by=request.member, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Taken off the reading list."))
        return redirect(page_of(patient))
    context = {"patient": patient, "reading": reading, "form": form, "url": page_of(patient)}
    return render(request, "articles/withdraw_reading.html", context)


@require_safe
@clinicians
def preview_reading(request, pk):
    """An article of the library exactly as a patient of this clinic reads it."""
    article = get_object_or_404(Article.objects.for_library(request.user), pk=pk)
    revision = pages.revision_shown(article.published_id)
    page = pages.Page(revision, timezone.localdate(), clinic=request.clinic)
    context = {"page": page, "revision": revision, "article": article}
    return render(request, "articles/preview_reading.html", context)
