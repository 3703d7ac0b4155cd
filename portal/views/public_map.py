"""What search engines may look at: the map of the public pages, and what to leave alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import shelves
from articles.views.everyone import absolute
from exercises.models import Exercise
from portal.access import everyone
from portal.models import Topic

MOST = 50_000  # addresses in one map. Source: sitemaps.org protocol 0.9
PRIVATE = ("/my/", "/clinic/", "/account", "/in/", "/drafts/", "/design/", "/search/")


@require_safe
@everyone
def show_sitemap(request):
    names = ("home", "list_public_articles", "list_topics")
    entries = [(reverse(name), None) for name in names]
    entries += [(reverse("show_topic", args=[t.pk]), None) for t in Topic.objects.all()]
    entries += [(reverse("show_article", args=[slug]), at) for slug, at in shelves.addresses()]
    moves = Exercise.objects.for_everyone().values_list("slug", "published__published_at")
    entries += [(f"/exercises/{slug}/", at) for slug, at in moves.order_by("slug")]
    context = {"entries": [(absolute(request, path), at) for path, at in entries[:MOST]]}
    return render(request, "portal/show_sitemap.xml", context, content_type="application/xml")


@require_safe
@everyone
def show_robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    lines.append(f"Sitemap: {absolute(request, reverse('show_sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
