"""The clinic's shelf: what it wrote, what is shared, and one article with all its revisions."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import desk, pages
from articles.diff import compare, has_changes
from articles.looking import Look
from articles.review import ERROR, INFO, WARNING, catalogue
from articles.views.clinic.desk import library_article
from portal.access import authors, members
from portal.search import clean

PER_PAGE = 50


@members
def list_articles(request):
    query = clean(request.GET.get("q", ""))
    show = request.GET.get("show", "clinic")
    show = show if show in desk.SHOWN else "clinic"
    rows = desk.listed(
        request.user, request.member, show=show, query=query, language=request.clinic.language
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    page.object_list = list(page.object_list)
    for article in page.object_list:
        article.pills = desk.pills(article, today)
    context = {
        "page": page,
        "query": query,
        "show": show,
        "count": page.paginator.count,
        "may_write": desk.may_write(request.member),
    }
    name = "list_articles_results" if request.headers.get("X-Fragment") else "list_articles"
    response = render(request, f"articles/{name}.html", context)
    response["X-Count-Text"] = _("%(count)s articles") % context
    return response


@members
def show_clinic_article(request, pk):
    article = library_article(request, pk)
    may_write = desk.may_write(request.member) and article.clinic_id is not None
    draft = desk.in_work(article) if may_write else None
    revisions = list(desk.revisions_of(article, request.member))
    context = {
        "article": article,
        "title": (article.published or revisions[0]).title if revisions else article.slug,
        "draft": draft,
        "signature": desk.signature_of(draft) if draft else None,
        "comments": draft.comments.select_related("by__user") if draft else (),
        "last_review": draft.reviews.select_related("reviewer__user").first() if draft else None,
        "revisions": revisions,
        "use": desk.use_of(article, request.user),
        "may_write": may_write,
        "may_review": desk.may_review(request.member, draft),
        "may_copy": article.clinic_id is None and request.member.is_author,
        "is_late": is_late(article),
    }
    return render(request, "articles/show_clinic_article.html", context)


def is_late(article) -> bool:
    due = article.published.review_due_on if article.published else None
    return bool(due and due < timezone.localdate() and not article.retired_at)


def revision_of(request, article, pk):
    """A revision of this article that this person may see."""
    rows = article.revisions.filter(pk=pk)
    if not desk.may_write(request.member) or article.clinic_id is None:
        rows = rows.filter(state="published")
    revision = rows.first()
    if revision is None:
        raise Http404
    return revision


@members
def show_revision(request, pk, revision_pk):
    """A revision as it stands on the page, drafts with their page made for the look."""
    article = library_article(request, pk)
    revision = revision_of(request, article, revision_pk)
    if revision.state != "published":
        return render(
            request, "articles/show_draft.html", draft_context(request, article, revision)
        )
    shown = pages.revision_shown(revision.pk)
    page = pages.Page(shown, timezone.localdate(), clinic=request.clinic)
    context = {
        "page": page,
        "revision": shown,
        "article": article,
        "is_newest": article.published_id == shown.pk,
    }
    return render(request, "articles/show_revision.html", context)


def draft_context(request, article, revision) -> dict:
    look = Look(revision, article=article, clinic=request.clinic)
    return {"look": look, "revision": revision, "article": article}


@authors
def compare_revisions(request, pk):
    article = library_article(request, pk)
    revisions = list(article.revisions.order_by("-number"))
    if article.clinic_id is None:
        revisions = [one for one in revisions if one.state == "published"]
    new = chosen(revisions, request.GET.get("new"), 0)
    old = chosen(revisions, request.GET.get("old"), 1)
    context = {"article": article, "revisions": revisions, "old": old, "new": new}
    if old and new:
        context["parts"] = differences(old, new)
    return render(request, "articles/compare_revisions.html", context)


def chosen(revisions, given, place):
    """The revision of this number; without one, the newest and the one before it."""
    found = next((one for one in revisions if str(one.number) == given), None)
    return found or (revisions[place] if len(revisions) > place else None)


def differences(old, new) -> list[tuple[str, tuple]]:
    """(what, rows) of every part that differs."""
    parts = (
        (_("Title"), old.title, new.title),
        (_("What you will learn"), old.summary, new.summary),
        (_("Key points"), "\n\n".join(old.key_points), "\n\n".join(new.key_points)),
        (_("Text"), old.text, new.text),
        (_("When to get help"), old.help_region, new.help_region),
        (_("Conflicts of interest"), old.interests, new.interests),
    )
    found = ((what, compare(before, after)) for what, before, after in parts)
    return [(what, rows) for what, rows in found if has_changes(rows)]


@members
def list_rules(request):
    """Every rule the report knows, made from the rules themselves."""
    groups: dict[str, list] = {}
    for rule in catalogue():
        groups.setdefault(rule.id[:2], []).append(rule)
    names = {
        "EV": _("Evidence"),
        "CL": _("Claims and tone"),
        "RD": _("Easy to read"),
        "NU": _("Numbers"),
        "ST": _("The page as a whole"),
        "EX": _("Exercises"),
    }
    words = {ERROR: _("blocks"), WARNING: _("warning"), INFO: _("hint")}
    context = {
        "groups": [(names.get(key, key), rules) for key, rules in groups.items()],
        "words": words,
        "count": len(catalogue()),
    }
    return render(request, "articles/list_rules.html", context)
