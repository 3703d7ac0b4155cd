"""What is settled inside a line before it is painted: reference numbers, glosses, links."""

from .page import Page
from .plain import picture_text
from .safety import is_external


def compose_inline(inline, page: Page) -> None:
    kept = []
    for token in inline.children or ():
        if token.type == "link_open" and is_external(str(token.attrs.get("href", ""))):
            token.attrSet("rel", "noopener")
        elif token.type == "term":
            _explain(token, page)
        elif token.type == "citation" and not _cite(token, page):
            token.type = "unknown_citation"
        elif token.type == "citation":
            _join(kept, token)
        elif token.type == "image":
            token.content = picture_text(token.children)
        kept.append(token)
    inline.children = kept


def _explain(token, page):
    given = token.meta["plain"]
    known = bool(given) or page.knows_term(token.content)
    known = known or token.content.casefold() in page.explained
    token.meta = {"gloss": page.plain_words_of(token.content, given), "known": known}


def _cite(token, page):
    number = page.number_of(token.content)
    if number is None:
        return False
    # Never inside a link: the parser gives up a link whose words hold another bracket mark.
    identifier = page.free_id(f"c-{number}")
    token.meta = {"number": number, "id": identifier, "first": True, "last": True}
    return True


def _join(kept, token):
    """Neighbouring citations read "1, 2", not "12"."""
    if kept and kept[-1].type == "citation":
        kept[-1].meta["last"] = False
        token.meta["first"] = False
