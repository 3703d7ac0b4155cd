"""The public library: readable without an account, findable, printable."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import drawn, pages, search, shelves
from articles.actions.storing import picture_folder
from articles.models import Article, Picture
from articles.views.caching import revalidated
from portal.access import everyone
from portal.context import Frame
from portal.search import clean, did_you_mean

PER_PAGE = 24
FEED = 30  # articles in the feed
YEAR = 365 * 24 * 3600  # seconds


def absolute(request, path: str) -> str:
    """A full address: the configured one, so that a page has one name for search engines."""
    return (
        f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    )


@require_safe
@everyone
@revalidated
def list_public_articles(request):
    query = clean(request.GET.get("q", ""))
    if query:
        return show_found(request, query)
    language = get_language() or "en"
    context = {
        "shelves": shelves.shelves(language),
        "others": shelves.other_languages(language)[:PER_PAGE],
        "canonical": absolute(request, request.path),
    }
    if request.headers.get("X-Fragment"):
        return render(request, "articles/list_public_articles_shelves.html", context)
    return render(request, "articles/list_public_articles.html", context)


def show_found(request, query):
    """The articles that fit, with the place where they do; live.js asks for the list alone."""
    language = get_language() or "en"
    found = Paginator(search.public(query, language), PER_PAGE)
    better = did_you_mean(query) if not found.count else ""
    if better:
        found = Paginator(search.public(better, language), PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    page.object_list = search.with_snippets(list(page.object_list), better or query)
    context = {"query": query, "better": better, "page": page, "count": found.count}
    name = (
        "list_public_articles_found"
        if request.headers.get("X-Fragment")
        else "list_public_articles"
    )
    response = render(request, f"articles/{name}.html", context)
    response["X-Count-Text"] = _("%(count)s articles") % context
    return response


@require_safe
@everyone
@revalidated
def show_article(request, slug):
    revision = pages.published_for_everyone(slug)
    if revision is None:
        return article_gone(request, slug)
    page = pages.Page(revision, timezone.localdate(), clinic=clinic_of(request, revision))
    context = {
        "article": drawn.article(page),
        "revision": revision,
        "canonical": absolute(request, request.path),
        "picture": first_picture(request, revision),
        "versions": versions_of(request, revision),
    }
    response = render(request, "articles/show_article.html", context)
    response.changed_at = revision.published_at
    return response


def clinic_of(request, revision):
    """Whose numbers a reader of a public page gets: their own clinic's, else the author's."""
    if request.user.is_authenticated and (clinic := Frame(request).clinic):
        return clinic
    return revision.article.clinic


def versions_of(request, revision) -> list[tuple[str, str]]:
    """(language, full address) of each version, this one among them, as search engines ask."""
    if not revision.versions:
        return []
    own = {"language": revision.article.language, "slug": revision.article.slug}
    return [
        (one["language"], absolute(request, reverse("show_article", args=[one["slug"]])))
        for one in (own, *revision.versions)
    ]


def first_picture(request, revision) -> str:
    """The full address of the first picture of the text, for previews elsewhere."""
    start = revision.html.find('<img src="')
    if start < 0:
        return ""
    return absolute(request, revision.html[start + 10 :].split('"', 1)[0])


def article_gone(request, slug):
    """An article that was here and was taken back says so; any other address is unknown."""
    retired = Article.objects.for_everyone(retired=True).filter(slug=slug).first()
    if retired is None:
        raise Http404
    context = {"article": retired, "list_url": reverse("list_public_articles")}
    return render(request, "articles/article_gone.html", context, status=410)


@require_safe
@everyone
@revalidated
def show_feed(request):
    """The newest articles, for feed readers."""
    feed = Atom1Feed(
        title=_("New articles"),
        link=absolute(request, reverse("list_public_articles")),
        feed_url=absolute(request, request.path),
        description=_("Plain pages about pain, joints and exercise."),
        language=get_language(),
    )
    for one in shelves.newest(FEED):
        feed.add_item(
            title=one["title"],
            link=absolute(request, reverse("show_article", args=[one["slug"]])),
            description=one["summary"],
            pubdate=one["published_at"],
            updateddate=one["published_at"],
            author_name=one["author"],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@everyone
def show_picture(request, pk, width, kind):
    """A stored picture, for those who may see it; public ones for anybody."""
    picture = Picture.objects.for_user(request.user).filter(pk=pk).first()
    if picture is None or width not in picture.widths_px or kind not in ("webp", "avif"):
        raise Http404
    path = picture_folder(picture.pk) / f"{width}.{kind}"
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=f"image/{kind}")
    reach = "public" if picture.is_public else "private"
    response["Cache-Control"] = f"{reach}, max-age={YEAR}, immutable"
    return response
