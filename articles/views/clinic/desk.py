"""What the pages of the desk share: the article asked for, answers to a refusal."""

from functools import wraps
from time import time

from django.contrib import messages
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import desk
from articles.actions.writing import UnableToWrite
from articles.models import Article
from portal.models import User
from portal.models.prepared import SOMEBODY, SOMETHING, PreparedRows


def seen(user, article):
    rows = Article.objects.for_user(User(pk=user)).filter(pk=article)
    return rows.select_related("clinic", "published", "translation_of")


SEEN = PreparedRows(seen, user=SOMEBODY, article=SOMETHING)


def library_article(request, pk) -> Article:
    """An article of this clinic, or a shared published one."""
    article = SEEN.first(user=request.user.pk, article=pk)
    if article is None or article.clinic_id not in (None, request.clinic.pk):
        raise Http404
    if not article.published_id and not desk.may_write(request.member):
        raise Http404
    return article


def own_article(request, pk) -> Article:
    """An article this clinic writes itself."""
    article = library_article(request, pk)
    if article.clinic_id is None:
        raise Http404
    article.clinic = request.clinic
    return article


def draft_of(request, pk, *states):
    """The revision in work of an own article, in one of these states if some are named."""
    draft = desk.in_work(own_article(request, pk))
    if draft is None or (states and draft.state not in states):
        raise Http404
    return draft


def who(request) -> dict:
    """Who acts and when, as every action asks."""
    return {"by": request.member, "at": timezone.now()}


def done(request, pk, act, said: str, *, to: str = "show_clinic_article"):
    """This will do one thing, say so, or say why not, and go back to the article."""
    try:
        act()
    except UnableToWrite as refusal:
        messages.error(request, str(refusal))
        return redirect("show_clinic_article", pk=pk)
    messages.success(request, said)
    return redirect(to, pk=pk)


def spoken(view):
    """For what the editor asks by itself: a sign-in that ended is said in a line, because the
    editor shows whatever comes back."""

    @wraps(view)
    def short(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(_("You are signed out. Sign in again in another tab."), status=401)
        return view(request, *args, **kwargs)

    return short


def limited(what: str, *, most: int, seconds: int):
    """At most so many answers to one person in so many seconds, in each server process."""

    def decorate(view):
        @wraps(view)
        def counted(request, *args, **kwargs):
            key = f"articles.{what}:{request.user.pk}:{int(time() // seconds)}"
            counts = caches["local"]
            counts.add(key, 0, seconds)
            if request.method == "POST" and counts.incr(key) > most:
                return HttpResponse(_("Too much at once. Wait a minute."), status=429)
            return view(request, *args, **kwargs)

        return counted

    return decorate
