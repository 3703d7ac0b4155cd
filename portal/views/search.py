"""One search over what anybody may read and do."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from articles import search as articles
from exercises import search as exercises
from portal.access import everyone
from portal.search import clean, did_you_mean, query_of

PER_PAGE = 20
EXERCISES = 12


def found(query: str, language: str) -> dict:
    """The articles in pages and the first exercises that fit; both empty without a word."""
    if query_of(query, language) is None:
        return {"articles": [], "exercises": [], "total": 0}
    read = articles.public(query, language)
    done = list(exercises.public(query, language)[:EXERCISES])
    return {"articles": read, "exercises": done, "total": read.count() + len(done)}


@require_safe
@everyone
def show_search(request):
    query, language = clean(request.GET.get("q", "")), get_language() or "en"
    result, better = found(query, language), ""
    if query and not result["total"] and (better := did_you_mean(query)):
        result = found(better, language)
    page = Paginator(result["articles"], PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = articles.with_snippets(list(page.object_list), better or query)
    context = {**result, "query": query, "better": better, "page": page}
    name = "show_search_found" if request.headers.get("X-Fragment") else "show_search"
    response = render(request, f"portal/{name}.html", context)
    total = result["total"]
    response["X-Count-Text"] = ngettext("%s result", "%s results", total) % total
    return response
