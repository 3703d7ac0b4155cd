"""Writing articles: a new one, a draft saved as it grows, an old revision as a new draft."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, Check, Revision
from articles.search import index
from portal import audit
from portal.models import Member

WRITTEN = (*("title", "summary", "key_points", "text", "help_region", "synonyms", "interests"),)
# The save button may overtake the same tab's own autosave by a moment.
SAME_TAB = timedelta(seconds=3)


class UnableToWrite(Exception):
    """Says in words why this cannot be written now."""


class ChangedMeanwhile(Exception):
    """Somebody else saved first; `now` is the revision as it stands."""

    def __init__(self, now: Revision):
        super().__init__(_("Somebody else saved first."))
        self.now = now


@transaction.atomic
def start_article(
    *, by: Member, at, title: str, language: str, topics, help_region: str
) -> Article:
    """This will make an article of the member's clinic with an empty draft."""
    article = Article.objects.create(
        clinic=by.clinic, slug=free_slug(title), language=language, created_by=by, created_at=at
    )
    article.topics.set(topics)
    new_draft(article, by=by, at=at, columns={"title": title, "help_region": help_region})
    audit.record("started article", by=by.user, at=at, clinic=by.clinic, about=article)
    return article


def free_slug(title: str) -> str:
    """An address nobody has yet, shared or in any clinic."""
    stem = slugify(title)[:70].strip("-") or "article"
    taken = set(
        Article.objects.filter(slug__startswith=stem).unscoped().values_list("slug", flat=True)
    )
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def new_draft(article: Article, *, by: Member, at, columns: dict, checks=()) -> Revision:
    newest = article.revisions.order_by("-number").first()
    draft = Revision.objects.create(
        article=article,
        number=newest.number + 1 if newest else 1,
        author=by,
        created_by=by.user,
        created_at=at,
        saved_by=by.user,
        saved_at=at,
        **columns,
    )
    write_checks(draft, checks)
    return draft


def write_checks(revision: Revision, checks) -> None:
    """This will replace the teach-back questions of a draft: {prompt, own_words, choices}."""
    wanted = [dict(check) for check in checks][:3]
    if list(revision.checks.values("prompt", "own_words", "choices")) == wanted:
        return
    revision.checks.all().delete()
    Check.objects.bulk_create(
        Check(revision=revision, order=order, **check) for order, check in enumerate(wanted)
    )


def locked(revision: Revision) -> Revision:
    """The row as it is now, held until the end; its article held with it, so one moves at once."""
    Article.objects.unscoped().select_for_update().get(pk=revision.article_id)
    return (
        Revision.objects.unscoped()
        .select_related("article__clinic", "author__user")
        .get(pk=revision.pk)
    )


@transaction.atomic
def save_draft(
    *, revision: Revision, by: Member, at, version: int, fields: dict, checks, button: bool = False
) -> Revision:
    """This will keep what was typed. Raises ChangedMeanwhile where somebody else saved since
    `version`. `button`: pressed by hand; otherwise the page saved by itself."""
    now = locked(revision)
    if now.state != Revision.State.DRAFT:
        raise UnableToWrite(_("This text is no longer a draft. Take it back to go on writing."))
    if says(now, fields, checks):
        return now
    own_moment = button and now.saved_by_id == by.user_id and at - now.saved_at < SAME_TAB
    if now.version != version and not own_moment:
        raise ChangedMeanwhile(now)
    for name in WRITTEN:
        setattr(now, name, fields[name])
    now.version, now.saved_at, now.saved_by = now.version + 1, at, by.user
    now.save(update_fields=[*WRITTEN, "version", "saved_at", "saved_by"])
    write_checks(now, checks)
    return now


def says(revision: Revision, fields: dict, checks) -> bool:
    """Whether the draft holds exactly this already."""
    same = all(getattr(revision, name) == fields[name] for name in WRITTEN)
    return same and list(revision.checks.values("prompt", "own_words", "choices")) == list(checks)


@transaction.atomic
def start_draft(*, article: Article, by: Member, at, like: Revision | None = None) -> Revision:
    """This will begin a new draft from a revision, the published one unless said otherwise. The
    draft already in work is given back instead."""
    Article.objects.unscoped().select_for_update().get(pk=article.pk)
    in_work = article.revisions.filter(state__in=["draft", "in_review"]).first()
    if in_work and like is None:
        return in_work
    if in_work:
        raise UnableToWrite(_("A draft is in work already. Publish it or drop it first."))
    like = like or article.revisions.order_by("-number").first()
    columns = {name: getattr(like, name) for name in WRITTEN} if like else {"title": article.slug}
    checks = like.checks.values("prompt", "own_words", "choices") if like else ()
    draft = new_draft(article, by=by, at=at, columns=columns, checks=checks)
    audit.record(
        "started draft",
        by=by.user,
        at=at,
        clinic=article.clinic,
        about=draft,
        reason=_("from revision %(number)s") % {"number": like.number} if like else "",
    )
    return draft


@transaction.atomic
def drop_draft(*, revision: Revision, by: Member, at) -> None:
    """This will put a draft aside; it stays in the list of revisions and can be restored."""
    now = locked(revision)
    if now.state not in (Revision.State.DRAFT, Revision.State.IN_REVIEW):
        raise UnableToWrite(_("Only a draft can be dropped."))
    now.state = Revision.State.DROPPED
    now.save(update_fields=["state"])
    audit.record("dropped draft", by=by.user, at=at, clinic=now.article.clinic, about=now)


PLACE = ("language", "translation_of", "series", "series_order")


@transaction.atomic
def edit_place(*, article: Article, by: Member, at, topics, **fields) -> Article:
    """This will move an article: its shelves, its language and original, its series."""
    article = Article.objects.unscoped().select_for_update().get(pk=article.pk)
    for name in PLACE:
        setattr(article, name, fields[name])
    article.save(update_fields=list(PLACE))
    article.topics.set(topics)
    if article.published:
        index(article.published)
    audit.record("moved article", by=by.user, at=at, clinic=article.clinic, about=article)
    return article


@transaction.atomic
def copy_article(*, article: Article, by: Member, at) -> Article:
    """This will make the clinic's own draft of a shared article, sources and questions with it."""
    original = article.published
    if original is None or article.clinic_id is not None:
        raise UnableToWrite(_("Only a shared article can be copied."))
    copy = Article.objects.create(
        clinic=by.clinic,
        slug=free_slug(original.title),
        language=article.language,
        created_by=by,
        created_at=at,
    )
    copy.topics.set(article.topics.all())
    columns = {name: getattr(original, name) for name in WRITTEN}
    checks = original.checks.values("prompt", "own_words", "choices")
    draft = new_draft(copy, by=by, at=at, columns=columns, checks=checks)
    audit.record(
        "copied article", by=by.user, at=at, clinic=by.clinic, about=draft, reason=article.slug
    )
    return copy
