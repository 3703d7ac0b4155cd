"""Bringing in what articles stand on: shelves, sources, glossary, synonyms and help sets."""

from __future__ import annotations

from pathlib import Path

from django.core.cache import caches
from django.db import transaction

from articles.actions.importing import STARTER
from articles.models import Source
from portal.models import Glossary, HelpSet, Synonyms, Topic
from portal.yaml_text import read_yaml

SOURCE_FIELDS = (
    *("authors", "year", "title", "journal", "volume", "pages"),
    *("doi", "pmid", "isbn", "url", "study_type", "kind"),
)


def rows_of(path: Path) -> list[dict]:
    if not path.exists():
        return []
    return read_yaml(path.read_text(encoding="utf-8"))


@transaction.atomic
def import_words(*, at, folder: Path | None = None) -> dict[str, int]:
    """This will bring in everything articles point at. The number of rows of each kind."""
    folder = folder or STARTER
    counts = {
        "topics": import_topics(folder),
        "sources": import_sources(folder, at=at),
        "glossary": import_glossary(folder),
        "synonyms": import_synonyms(folder),
        "help sets": import_help(folder),
    }
    caches["local"].clear()
    return counts


def import_topics(folder: Path) -> int:
    rows = rows_of(folder / "topics.yaml")
    for row in rows:
        fields = {name: row[name] for name in ("name", "kind", "help_region", "order")}
        Topic.objects.update_or_create(slug=row["slug"], defaults=fields)
    for row in rows:
        Topic.objects.filter(slug=row["slug"]).update(parent_id=row.get("parent"))
    return len(rows)


def import_sources(folder: Path, *, at) -> int:
    """A retraction check done here since the file was written stays."""
    rows = rows_of(folder / "sources.yaml")
    for row in rows:
        fields = {name: row.get(name) or "" for name in SOURCE_FIELDS}
        fields["year"] = row.get("year")
        told = {"retraction": row.get("retraction") or "unknown", "checked_on": row["checked_on"]}
        source, _new = Source.objects.unscoped().update_or_create(
            clinic=None,
            key=row["key"],
            defaults=fields,
            create_defaults={**fields, **told, "created_at": at},
        )
        if told["checked_on"] and (source.checked_on or told["checked_on"]) <= told["checked_on"]:
            Source.objects.unscoped().filter(pk=source.pk).update(**told)
    return len(rows)


def import_glossary(folder: Path) -> int:
    rows = rows_of(folder / "glossary.yaml")
    for row in rows:
        language = row.get("language", "en-gb")
        for term in (row["term"], *row.get("forms", ())):
            Glossary.objects.update_or_create(
                language=language, term=term, defaults={"plain": row["plain"]}
            )
    return len(rows)


def import_synonyms(folder: Path) -> int:
    """The operator's own lists stay; a list of the file is known by its first words."""
    rows = rows_of(folder / "synonyms.yaml")
    there = {(s.language, s.words[0]): s for s in Synonyms.objects.all() if s.words}
    for row in rows:
        language, words = row.get("language", "en-gb"), [row["finds"], *row["words"]]
        group = there.get((language, words[0])) or Synonyms(language=language)
        if group.words != words:
            group.words = words
            group.save()
    return len(rows)


def import_help(folder: Path) -> int:
    count = 0
    for path in sorted(folder.glob("help*.yaml")):
        for row in rows_of(path):
            steps = ("now_lead", "now", "today_lead", "today", "soon_lead", "soon")
            fields = {name: row[name] for name in ("title", *steps)}
            fields |= {name: row[name] for name in ("signed_on", "review_due_on")}
            HelpSet.objects.unscoped().update_or_create(
                clinic=None,
                region=row["region"],
                language=row["language"],
                defaults={**fields, "signed_name": row["signed_by"]},
            )
            count += 1
    return count
