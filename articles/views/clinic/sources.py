"""The clinic's sources beside the shared ones."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles.actions import sources as actions
from articles.forms.sources import PasteForm, SourceForm, columns_of
from articles.models import Source
from articles.views.clinic.desk import who
from portal.access import authors
from portal.search import clean

PER_PAGE = 100


def sources_for(request):
    rows = Source.objects.for_user(request.user)
    return rows.filter(Q(clinic=None) | Q(clinic=request.clinic))


@authors
def list_sources(request):
    query = clean(request.GET.get("q", ""))[:100]
    rows = sources_for(request).annotate(uses=Count("citations")).order_by("key", "pk")
    for word in query.split():
        rows = rows.filter(
            Q(key__icontains=word)
            | Q(title__icontains=word)
            | Q(authors__icontains=word)
            | Q(journal__icontains=word)
            | Q(doi__icontains=word)
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": query, "count": page.paginator.count}
    name = "list_sources_results" if request.headers.get("X-Fragment") else "list_sources"
    response = render(request, f"articles/{name}.html", context)
    response["X-Count-Text"] = _("%(count)s sources") % context
    return response


@authors
def add_source(request):
    """Two forms on one page: a paste fills the fields, the fields are saved."""
    paste = PasteForm(request.POST if "paste" in request.POST else None)
    form = SourceForm(None if "paste" in request.POST else request.POST or None)
    if paste.is_bound and paste.is_valid():
        form = SourceForm(initial={"retraction": "unknown", **paste.found})
    elif form.is_bound and form.is_valid():
        given = {"key": form.cleaned_data["key"], "fields": form.columns()}
        try:
            source = actions.add_source(**who(request), **given)
        except actions.UnableToCite as refusal:
            form.add_error("key", str(refusal))
        else:
            messages.success(request, _("Cite it as [^%s].") % source.key)
            return redirect("list_sources")
    return render(request, "articles/add_source.html", {"form": form, "paste": paste})


@authors
def edit_source(request, source_pk):
    source = sources_for(request).filter(pk=source_pk, clinic=request.clinic).first()
    if source is None:
        raise Http404
    was = columns_of(source)
    form = SourceForm(request.POST or None, initial=was)
    form.fields["key"].disabled = True
    form.fields["key"].help_text = _("It stays, because texts cite it.")
    if form.is_valid():
        try:
            actions.edit_source(source=source, was=was, fields=form.columns(), **who(request))
        except actions.UnableToCite as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("list_sources")
    return render(request, "articles/edit_source.html", {"form": form, "source": source})
