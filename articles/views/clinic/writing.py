"""Writing: a new article, the editor, what it asks for by itself."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import checking, desk
from articles.actions import writing as actions
from articles.diff import compare
from articles.forms.writing import AddArticleForm, ArticleForm, PlaceForm, place_of, typed_of
from articles.looking import Look
from articles.models import Source
from articles.views.clinic.desk import (
    done,
    draft_of,
    library_article,
    limited,
    own_article,
    spoken,
    who,
)
from articles.views.clinic.listing import revision_of
from portal.access import authors

APPLY, SEND = "apply", "send"
STILL_WRITING = timedelta(minutes=15)


@authors
def add_article(request):
    form = AddArticleForm(request.POST or None, initial={"language": request.clinic.language})
    if form.is_valid():
        article = actions.start_article(**who(request), **form.cleaned_data)
        return redirect("edit_article", pk=article.pk)
    return render(request, "articles/add_article.html", {"form": form})


@authors
def edit_article(request, pk):
    draft = desk.in_work(own_article(request, pk))
    if draft is None or draft.state != "draft":
        return redirect("show_clinic_article", pk=pk)
    form = article_form(request, draft)
    if not form.is_valid():
        return editor(request, draft, form)
    try:
        actions.save_draft(
            revision=draft, **who(request), **typed(request, draft, form), button=True
        )
    except actions.ChangedMeanwhile as conflict:
        return show_conflict(request, form, conflict.now)
    except actions.UnableToWrite as refusal:
        form.add_error(None, str(refusal))
        return editor(request, draft, form)
    return saved(request, pk)


def article_form(request, draft):
    return ArticleForm(
        request.POST or None,
        initial=typed_of(draft) if request.method != "POST" else None,
        preview_url=reverse("preview_article", args=[draft.article_id]),
    )


def typed(request, draft, form) -> dict:
    """What to store: as typed, with the plain word put in where its button was pressed."""
    fields = form.written()
    if chosen := request.POST.get(APPLY):
        fields["text"] = with_plain_word(draft, fields, chosen)
    return {
        "version": form.cleaned_data["version"],
        "fields": fields,
        "checks": form.checks(),
    }


def with_plain_word(draft, fields, chosen: str) -> str:
    """The text with one finding's replacement; unchanged where the place moved since."""
    text = fields["text"]
    for finding in checked(draft, fields).findings:
        if f"{finding.rule}:{finding.start}" == chosen and finding.replacement is not None:
            return text[: finding.start] + finding.replacement + text[finding.end :]
    return text


def checked(draft, fields):
    """The report on what is typed, nothing stored."""
    for name, value in fields.items():
        setattr(draft, name, value)
    return checking.check(draft, today=timezone.localdate())


def saved(request, pk):
    if request.POST.get("do") == SEND:
        return redirect("send_to_review", pk=pk)
    messages.success(request, _("Draft saved."))
    return redirect(reverse("edit_article", args=[pk]) + "#report")


def editor(request, draft, form):
    sources = Source.objects.for_user(request.user).order_by("key")
    context = {
        "form": form,
        "draft": draft,
        "article": draft.article,
        "report": checked(draft, form.written()) if form.is_bound and form.is_valid() else None,
        "sources": sources.only("key", "authors", "year", "title", "clinic_id")[:500],
    }
    context["report"] = context["report"] or checking.check(draft, today=timezone.localdate())
    context["marks"] = offsets(context["report"], draft.text)
    context["may_override"] = request.member.is_reviewer
    context["other"] = writing_too(request, draft)
    status = 200 if not form.is_bound or form.is_valid() else 422
    return render(request, "articles/edit_article.html", context, status=status)


def writing_too(request, draft):
    """The colleague who saved this draft a moment ago, told to whoever opens it as well."""
    fresh = timezone.now() - draft.saved_at < STILL_WRITING
    return draft.saved_by if fresh and draft.saved_by_id != request.user.pk else None


def show_conflict(request, form, now):
    """Both texts side by side; nothing is overwritten until the person decides."""
    fields = form.written()
    labels = {name: form.fields[name].label for name in fields}
    differing = [
        (labels[name], compare(plain(getattr(now, name)), plain(value)))
        for name, value in fields.items()
        if getattr(now, name) != value
    ]
    skip = {"csrfmiddlewaretoken", "version", "do", APPLY}
    context = {
        "now": now,
        "article": now.article,
        "differing": differing,
        "kept": [(k, v) for k, vs in request.POST.lists() if k not in skip for v in vs],
    }
    return render(request, "articles/article_changed.html", context, status=409)


def plain(value) -> str:
    return "\n\n".join(value) if isinstance(value, list) else value


# What the editor asks for by itself ----------------------------------------------------------


@spoken
@require_POST
@authors
@limited("autosave", most=120, seconds=60)
def autosave_article(request, pk):
    draft = draft_of(request, pk)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        fault = next(iter(form.errors.values()))[0]
        return JsonResponse({"said": _("Not saved: %s") % fault}, status=422)
    try:
        now = actions.save_draft(revision=draft, **who(request), **typed(request, draft, form))
    except actions.ChangedMeanwhile:
        said = _("Somebody else saved this draft. Press “Save draft” to see both texts.")
        return JsonResponse({"said": said, "conflict": True}, status=409)
    except actions.UnableToWrite as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    said = _("Draft saved %(time)s") % {"time": f"{timezone.localtime(now.saved_at):%H:%M}"}
    return JsonResponse({"said": said, "version": now.version})


@spoken
@require_POST
@authors
@limited("preview", most=180, seconds=60)
def preview_article(request, pk):
    """The page as readers would get it, of the text as typed."""
    draft = draft_of(request, pk)
    text = request.POST.get("content", "").replace("\r\n", "\n")
    look = Look(draft, article=draft.article, clinic=request.clinic, text=text)
    return render(request, "articles/article_preview.html", {"look": look, "revision": draft})


@spoken
@require_POST
@authors
@limited("check", most=120, seconds=60)
def check_article(request, pk):
    """The report on what is typed."""
    draft = draft_of(request, pk)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        return HttpResponse(next(iter(form.errors.values()))[0], status=422)
    report = checked(draft, form.written())
    context = {
        "report": report,
        "article": draft.article,
        "marks": offsets(report, draft.text),
        "may_override": request.member.is_reviewer,
    }
    return render(request, "articles/article_report.html", context)


def offsets(report, text: str) -> list[dict]:
    """Each finding with its place as a browser counts it: in UTF-16 units."""

    def place(at):
        return len(text[:at].encode("utf-16-le")) // 2

    return [
        {
            "finding": finding,
            "override": override,
            "from": None if finding.start is None else place(min(finding.start, len(text))),
            "to": None if finding.end is None else place(min(finding.end, len(text))),
            "words": finding.text[:300],
        }
        for finding, override in report.rows
    ]


# Drafts and places ---------------------------------------------------------------------------


@require_POST
@authors
def start_draft(request, pk):
    article = own_article(request, pk)
    return done(
        request,
        pk,
        lambda: actions.start_draft(article=article, **who(request)),
        _("A new draft of the published text."),
        to="edit_article",
    )


@require_POST
@authors
def restore_revision(request, pk, revision_pk):
    article = own_article(request, pk)
    like = revision_of(request, article, revision_pk)
    return done(
        request,
        pk,
        lambda: actions.start_draft(article=article, like=like, **who(request)),
        _("Restored as a new draft."),
        to="edit_article",
    )


@authors
def drop_draft(request, pk):
    draft = draft_of(request, pk)
    if request.method != "POST":
        return render(
            request, "articles/drop_draft.html", {"draft": draft, "article": draft.article}
        )
    said = _("The draft is put aside. It stays among the revisions.")
    return done(request, pk, lambda: actions.drop_draft(revision=draft, **who(request)), said)


@authors
def edit_article_place(request, pk):
    article = own_article(request, pk)
    form = PlaceForm(
        request.POST or None, initial=place_of(article), article=article, user=request.user
    )
    if form.is_valid():
        act = actions.edit_place
        return done(
            request,
            pk,
            lambda: act(article=article, **who(request), **form.cleaned_data),
            _("Saved. It holds at once."),
        )
    return render(request, "articles/edit_article_place.html", {"form": form, "article": article})


@require_POST
@authors
def copy_article(request, pk):
    try:
        copy = actions.copy_article(article=library_article(request, pk), **who(request))
    except actions.UnableToWrite as refusal:
        messages.error(request, str(refusal))
        return redirect("show_clinic_article", pk=pk)
    messages.success(request, _("Your clinic’s own draft. Change what you like."))
    return redirect("edit_article", pk=copy.pk)
