"""Articles for tests of reading and search: written, rendered and indexed as publishing does."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.utils.text import slugify

from articles.actions.importing import STARTER
from articles.actions.rendering import fill_rendered, write_citations
from articles.models import Article, Check, Revision, Source
from articles.search import index
from portal.models import HelpSet, Topic

PUBLISHED_AT = datetime(2026, 9, 3, 12, tzinfo=UTC)
TEXT = """The band under your foot can be sore[^rathleff15].

## What to do

Rise up slowly and come down slowly.

{{exercise:heel-raise}}

{{help}}

## What we do not know

We do not know which exercise is best.
"""
CHOICES = [
    {"text": "Carry on", "explanation": "Yes, that is fine.", "fits": True},
    {"text": "Stop for good", "explanation": "You need not.", "fits": False},
]


def topic(slug="heel-pain", name="Heel pain", kind="condition", **fields) -> Topic:
    return Topic.objects.update_or_create(
        slug=slug, defaults={"name": name, "kind": kind, **fields}
    )[0]


def source(key="rathleff15", **fields) -> Source:
    fields = {"title": "High-load strength training", "authors": "Rathleff MS", **fields}
    fields = {"year": 2015, "doi": "10.1111/sms.12313", "kind": "landmark", **fields}
    return Source.objects.unscoped().get_or_create(key=key, clinic=None, defaults=fields)[0]


def article(
    title="Heel pain and strength",
    *,
    at=None,
    is_public=True,
    topics=(),
    language="en-gb",
    series="",
    series_order=0,
    checks=(),
    text=TEXT,
    **fields,
) -> Article:
    """A published article; `at`: the clinic it belongs to, None for a shared one."""
    made = Article.objects.create(
        clinic=at,
        slug=fields.pop("slug", slugify(title)),
        language=language,
        is_public=is_public,
        series=series,
        series_order=series_order,
        translation_of=fields.pop("translation_of", None),
    )
    made.topics.set(topics)
    publish(made, title=title, text=text, checks=checks, **fields)
    return made


def publish(made: Article, *, title, text=TEXT, checks=(), **fields) -> Revision:
    """The next published revision of an article."""
    newest = made.revisions.order_by("-number").first()
    revision = Revision(
        article=made,
        number=newest.number + 1 if newest else 1,
        title=title,
        text=text,
        state="published",
        **{
            "summary": "How strength may help a sore heel.",
            "author_name": "Alice Alder",
            "author_role": "Physiotherapist",
            "reviewer_name": "Grace Lind",
            "published_at": PUBLISHED_AT,
            **fields,
        },
    )
    cited = fill_rendered(revision)
    revision.save()
    write_citations(revision, cited)
    for order, check in enumerate(checks):
        Check.objects.create(revision=revision, order=order, **check)
    made.published = revision
    made.save(update_fields=["published"])
    index(revision)
    return revision


def help_set(region="general", *, at=None, language="en-gb", **fields) -> HelpSet:
    fields = {
        "title": f"Help: {region}",
        "now_lead": "Call {emergency} now if",
        "now": ["you have chest pain"],
        "today_lead": "Get seen today (call {advice}) if",
        "today": ["your calf is swollen"],
        "soon_lead": "Call the clinic on {clinic_phone} if",
        "soon": ["it gets worse"],
        **fields,
    }
    return HelpSet.objects.create(clinic=at, region=region, language=language, **fields)


def without_pictures(folder: Path) -> Path:
    """The starter library's texts alone, copied into this folder."""
    for path in (*STARTER.glob("*.md"), *STARTER.glob("*.yaml")):
        shutil.copy(path, folder)
    return folder
