"""The one way a text becomes what readers get: rendered, numbered, frozen, found by search."""

from __future__ import annotations

from articles.actions.rendering import fill_rendered, pictures_in, write_citations
from articles.models import Article, Picture, Revision
from articles.search import index


def release(revision: Revision, *, at, topics=None, published_at=None) -> Revision:
    """This will publish a revision as it stands. `published_at`: when it was, if not now."""
    article = revision.article
    cited = fill_rendered(revision)
    write_before_freezing(revision, cited)
    revision.state = Revision.State.PUBLISHED
    revision.published_at = published_at or at
    revision.save()
    article.published, article.retired_at = revision, None
    article.retired_by, article.retire_reason = None, ""
    article.save(update_fields=["published", "retired_at", "retired_by", "retire_reason"])
    show_pictures(article)
    index(revision, topics=topics)
    return revision


def write_before_freezing(revision: Revision, cited) -> None:
    """Citations point at a stored row; a new revision is stored once before it is published."""
    if revision._state.adding:
        revision.state = Revision.State.DRAFT
        revision.save()
    write_citations(revision, cited)


def show_pictures(article: Article) -> None:
    """A clinic's pictures are public exactly while a public article shows them."""
    if article.clinic_id is None or article.published is None:
        return
    used = picture_ids(article.published.text, article.clinic_id)
    public = Article.objects.filter(
        clinic=article.clinic_id, is_public=True, retired_at=None, published__isnull=False
    ).unscoped()
    shown = {
        pk
        for text in public.values_list("published__text", flat=True)
        if "/media/pictures/" in text
        for pk in picture_ids(text, article.clinic_id)
    }
    rows = Picture.objects.filter(clinic=article.clinic_id, pk__in=used | shown).unscoped()
    rows.filter(pk__in=shown).update(is_public=True)
    rows.filter(pk__in=used - shown).update(is_public=False)


def picture_ids(text: str, clinic_id) -> set[str]:
    return {address.split("/")[3] for address in pictures_in(text, clinic_id)}
