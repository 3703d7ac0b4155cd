"""The sources of an article as they stand under it."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Source

LINKS = (("doi", "https://doi.org/{}"), ("pmid", "https://pubmed.ncbi.nlm.nih.gov/{}/"))


def reference(one: dict) -> SafeString:
    """A source as a list item: what kind it is, the line, its address, and the way back."""
    return format_html(
        '<li id="ref-{n}"><span>{kind}{warning}{authors}{title} {printed}{link} '
        '<a class="refs__back" href="#c-{n}" aria-label="{back}">↑</a></span></li>',
        n=one["number"],
        kind=kind_of(one),
        warning=warning_of(one),
        authors=format_html("{} ", sentence(one["authors"])) if one["authors"] else "",
        title=sentence(one["title"]),
        printed=printed(one),
        link=address(one),
        back=_("Back to where source %(number)s is used") % {"number": one["number"]},
    )


def sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def kind_of(one: dict) -> SafeString:
    kinds, studies = dict(Source.Kind.choices), dict(Source.Study.choices)
    words = (one["kind"] and kinds.get(one["kind"])) or studies.get(one["study_type"])
    if not words:
        return mark_safe("")
    said = str(words)
    return format_html('<span class="kind">{}</span> ', said[:1].upper() + said[1:])


def warning_of(one: dict) -> SafeString:
    if one["retraction"] not in ("retracted", "concern", "corrected"):
        return mark_safe("")
    said = str(Source.Retraction(one["retraction"]).label)
    return format_html('<span class="kind kind--warn">{}</span> ', said[:1].upper() + said[1:])


def printed(one: dict) -> SafeString:
    place = ":".join(str(part) for part in (one["volume"], one["pages"]) if part)
    when = ";".join(str(part) for part in (one["year"], place) if part)
    words = " ".join(part for part in (one["journal"], when) if part)
    return format_html("<cite>{}</cite> ", sentence(words)) if words else mark_safe("")


def address(one: dict) -> SafeString:
    for name, shape in LINKS:
        if one[name]:
            return link(shape.format(one[name]), f"{name}:{one[name]}")
    if one["isbn"]:
        return format_html("ISBN {}", one["isbn"])
    if one["url"].startswith(("http://", "https://")):
        return link(one["url"], one["url"].split("//", 1)[1].rstrip("/"))
    return mark_safe("")


def link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}" rel="noopener">{}</a>', url, words)
