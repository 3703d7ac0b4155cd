"""Bringing the starter reading in: shared rows, owned by the operator. Safe to run again."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction

from articles.actions.releasing import release
from articles.actions.rendering import RENDERED, fill_rendered, picture_facts, write_citations
from articles.actions.storing import store_picture
from articles.models import Article, Check, Revision
from articles.search import index
from articles.text import RENDERER_VERSION
from portal.models import Topic
from portal.yaml_text import read_yaml

STARTER = Path(__file__).resolve().parents[1] / "starter"
# Ids of pictures follow from their bytes, so that a second import finds them again.
PICTURES = uuid.UUID("6f6b1c54-8a4e-5a6c-9b57-5d0b6a7f0e11")
PICTURE_MARK = re.compile(r"\]\((pictures/[\w.-]+)\)")


class UnableToImport(Exception):
    """Says which file and what in it cannot be used."""


def import_articles(*, at, folder: Path | None = None) -> dict[str, int]:
    """This will add the articles of the files, and a new revision of each that changed."""
    folder = folder or STARTER
    addresses = import_pictures(folder, at=at)
    files = {path.stem: read_file(path) for path in sorted(folder.glob("*.md"))}
    orders = series_orders(files)
    counts = {"added": 0, "changed": 0, "same": 0}
    for slug, (head, text) in files.items():
        text = PICTURE_MARK.sub(lambda m: f"]({addresses.get(m[1], m[1])})", text)
        counts[bring(slug, head, text, order=orders[slug], at=at)] += 1
    for slug, (head, _text) in files.items():
        link_translation(slug, head.get("translation_of"))
    return counts


def read_file(path: Path) -> tuple[dict, str]:
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3:
        raise UnableToImport(f"{path.name}: the head between two lines of --- is missing.")
    head = read_yaml(parts[1])
    if head.get("slug") != path.stem:
        raise UnableToImport(f"{path.name}: the slug in its head is {head.get('slug')!r}.")
    return head, parts[2].strip() + "\n"


def import_pictures(folder: Path, *, at) -> dict[str, str]:
    """The address of each picture beside the articles, by what the articles call it."""
    listed = folder / "pictures" / "pictures.yaml"
    if not listed.exists():
        return {}
    found = {}
    for one in read_yaml(listed.read_text(encoding="utf-8")):
        data = (folder / "pictures" / one["file"]).read_bytes()
        picture = store_picture(
            data,
            pk=uuid.uuid5(PICTURES, hashlib.sha256(data).hexdigest()),
            at=at,
            is_public=True,
            **{name: one[name] for name in ("alt", "caption", "credit", "licence")},
        )
        found[f"pictures/{one['file']}"] = picture_facts(picture)["src"]
    return found


def series_orders(files: dict[str, tuple[dict, str]]) -> dict[str, int]:
    """The place of each article in its series, along the chain of `next`."""
    before = {head["next"]: slug for slug, (head, _text) in files.items() if head.get("next")}
    orders = {}
    for slug in files:
        place, here, seen = 0, before.get(slug), {slug}
        while here and here not in seen:
            seen.add(here)
            place, here = place + 1, before.get(here)
        orders[slug] = place
    return orders


@transaction.atomic
def bring(slug: str, head: dict, text: str, *, order: int, at) -> str:
    """What became of one article: added, changed or same."""
    article = Article.objects.unscoped().filter(slug=slug).select_related("published").first()
    if article and article.clinic_id:
        raise UnableToImport(f"{slug}: a clinic's own article has this address already.")
    article = article or Article(slug=slug, created_at=at)
    article.language, article.is_public = head["language"], True
    article.series, article.series_order = head.get("series") or "", order
    article.save()
    topics = shelves(slug, head["topics"])
    article.topics.set(topics)
    wanted = columns_of(head, text)
    old = article.published
    if old and stands(old, wanted, head.get("checks") or []):
        refresh(old, article, topics)
        return "same"
    publish(article, wanted, head, topics=topics, at=at)
    return "changed" if old else "added"


def columns_of(head: dict, text: str) -> dict:
    author, reviewer = head["author"], head.get("reviewer") or {}
    return {
        "title": head["title"],
        "summary": head["summary"],
        "key_points": head.get("key_points") or [],
        "text": text,
        "help_region": head["region"],
        "synonyms": head.get("synonyms") or [],
        "interests": head.get("interests") or "",
        "demo_note": head.get("demo_note") or "",
        "author_name": author["name"],
        "author_role": author.get("role", ""),
        "author_registration": author.get("registration", ""),
        "reviewer_name": reviewer.get("name", ""),
        "reviewer_role": reviewer.get("role", ""),
        "reviewed_on": head["reviewed_on"],
        "review_due_on": head["review_due_on"],
    }


def stands(old: Revision, wanted: dict, checks: list[dict]) -> bool:
    same = all(getattr(old, name) == value for name, value in wanted.items())
    asked = [check_columns(check) for check in checks]
    return same and asked == list(old.checks.values("prompt", "own_words", "choices"))


def check_columns(check: dict) -> dict:
    return {
        "prompt": check["prompt"],
        "own_words": bool(check.get("own_words")),
        "choices": check.get("choices") or [],
    }


def refresh(revision: Revision, article: Article, topics) -> None:
    """Made anew where the renderer, the glossary or a source's record is newer than the page."""
    revision.article = article
    before = {name: getattr(revision, name) for name in RENDERED}
    cited = fill_rendered(revision)
    if before["renderer_version"] != RENDERER_VERSION or before["html"] != revision.html:
        revision.save(update_fields=RENDERED)
    write_citations(revision, cited)
    index(revision, topics=topics, learn=False)


def publish(article: Article, wanted: dict, head: dict, *, topics, at) -> Revision:
    newest = article.revisions.order_by("-number").first()
    revision = Revision(
        article=article,
        number=newest.number + 1 if newest else 1,
        created_at=at,
        saved_at=at,
        **wanted,
    )
    release(revision, at=at, topics=topics, published_at=at_noon(head.get("published_on")))
    Check.objects.bulk_create(
        Check(revision=revision, order=order, **check_columns(check))
        for order, check in enumerate(head.get("checks") or [])
    )
    return revision


def at_noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), tzinfo=UTC) if day else None


def shelves(slug: str, wanted: list[str]) -> list[Topic]:
    topics = {t.slug: t for t in Topic.objects.filter(slug__in=wanted)}
    for name in wanted:
        if name not in topics:
            raise UnableToImport(f"{slug}: there is no shelf {name!r} in topics.yaml.")
    return [topics[name] for name in wanted]


def link_translation(slug: str, original: str | None) -> None:
    source = Article.objects.unscoped().filter(slug=original, clinic__isnull=True).first()
    Article.objects.unscoped().filter(slug=slug).update(translation_of=source)
