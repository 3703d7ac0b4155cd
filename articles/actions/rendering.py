"""Making what readers get from what an author wrote: HTML, contents, citations, pictures."""

from __future__ import annotations

import re
import uuid
from typing import Any

from articles.models import Citation, Picture, Revision, Source
from articles.text import RENDERER_VERSION, render
from portal.models import Glossary

PICTURE = re.compile(r"/media/pictures/([0-9a-f-]{36})/")
HELP_ENTRY = (2, "help", "")  # where the help section stands in the list of contents


def picture_address(pk, width: int, kind: str = "webp") -> str:
    """Where a stored picture is served; also its place below MEDIA_ROOT."""
    return f"/media/pictures/{pk}/{width}.{kind}"


def picture_facts(picture: Picture) -> dict:
    """What the renderer needs to offer a picture in every size."""
    kinds = ("webp", "avif") if picture.has_avif else ("webp",)
    facts = {
        kind: {width: picture_address(picture.pk, width, kind) for width in picture.widths_px}
        for kind in kinds
    }
    return {
        "src": picture_address(picture.pk, max(picture.widths_px)),
        "width": picture.width_px,
        "height": picture.height_px,
        **facts,
    }


def pictures_in(text: str, clinic_id) -> dict[str, dict]:
    """The stored pictures a text shows, by the address it gives; another clinic's are left out."""
    wanted = set()
    for found in PICTURE.findall(text):
        try:
            wanted.add(uuid.UUID(found))
        except ValueError:
            continue
    if not wanted:
        return {}
    rows = Picture.objects.filter(pk__in=wanted).unscoped()
    facts = {str(p.pk): picture_facts(p) for p in rows if p.clinic_id in (None, clinic_id)}
    addresses = re.findall(r"/media/pictures/[0-9a-f-]{36}/\d+\.\w+", text)
    return {a: facts[a.split("/")[3]] for a in addresses if a.split("/")[3] in facts}


def sources_for(keys, clinic_id) -> dict[str, Source]:
    """The source behind each key: the clinic's own before the shared one."""
    rows = Source.objects.filter(key__in=keys).unscoped()
    mine = [s for s in rows if s.clinic_id in (None, clinic_id)]
    return {s.key: s for s in sorted(mine, key=lambda s: s.clinic_id is not None)}


def glossary_of(language: str) -> dict[str, str]:
    rows = Glossary.objects.filter(language=language)
    return {term.casefold(): plain for term, plain in rows.values_list("term", "plain")}


def fill_rendered(revision: Revision) -> dict[str, Source]:
    """This will set everything made from the text, on the revision, unsaved. The sources by key,
    in the order of their numbers; a key without a source is shown as typed."""
    article = revision.article
    given: dict[str, Any] = {
        "glossary": glossary_of(article.language),
        "images": pictures_in(revision.text, article.clinic_id),
        "language": article.language,
    }
    keys = render(revision.text, **given).citations
    known = sources_for(keys, article.clinic_id)
    cited = {key: known[key] for key in keys if key in known}
    numbers = {key: number for number, key in enumerate(cited, 1)}
    page = render(revision.text, citations=numbers, **given)
    revision.html = page.html
    revision.toc = [list(heading) for heading in page.toc]
    revision.toc.insert(page.help_at, list(HELP_ENTRY))
    revision.paragraphs = [list(paragraph) for paragraph in page.paragraphs]
    revision.exercise_slugs = list(page.exercises)
    revision.plain = page.plain
    revision.words, revision.reading_minutes = page.words, page.minutes
    revision.renderer_version = RENDERER_VERSION
    return cited


RENDERED = (
    "html",
    "toc",
    "paragraphs",
    "exercise_slugs",
    "plain",
    "words",
    "reading_minutes",
    "renderer_version",
)


def write_citations(revision: Revision, cited: dict[str, Source]) -> None:
    """This will note which sources a revision rests on, numbered as on its page."""
    wanted = [(source.pk, number) for number, source in enumerate(cited.values(), 1)]
    if list(revision.citations.values_list("source_id", "number")) == wanted:
        return
    revision.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(revision=revision, source_id=source, number=number) for source, number in wanted
    )
