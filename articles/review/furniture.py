"""What stands around an article on a page of the web: menus, cookie notices, trails, share bars.

Told by landmark, role and the usual words in class and id. What holds the page's title or its
main part is never taken for furniture, whatever it is called.
"""

import re
from bisect import bisect_left

_ATTRIBUTE = re.compile(r"(?<![\w-])(class|id|role)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BOXES = {"div", "section", "aside", "ul", "ol", "p", "span", "dialog", "header"}
_MAIN = {"main", "article"}
_MOST_MAINS = 20  # a page has one, or lists some articles
_ROLES = {"navigation", "search", "contentinfo", "banner", "dialog", "alertdialog"}
_NAMES = {
    *("cookie", "cookies", "breadcrumb", "breadcrumbs", "newsletter", "newsletters"),
    *("share", "sharing", "addtoany", "onetrust", "cookiebot", "gdpr"),
}
# A page may be about consent: beside one of these it is the visitor's, to be counted.
_ASKS_FOR = {"banner", "manager", "popup", "notice", "dialog", "modal", "bar", "overlay", "sdk"}


def spans(tags) -> list[tuple[int, int]]:
    """Where the furniture stands, outermost only, of tags as `webpage.TAG` finds them."""
    elements, titles, mains = _elements(tags)
    found: list[tuple[int, int]] = []
    for start, end, name, attributes in sorted(elements):
        if found and start < found[-1][1]:
            continue
        inside = any(first < start and end <= last for first, last in mains)
        if _is_furniture(name, attributes, inside) and not _any_between(titles, start, end):
            found.append((start, end))
    return found


def _elements(tags):
    """Every element that is closed, where titles and main parts begin, and the main parts."""
    opened: dict[str, list] = {}
    elements, titles, mains = [], [], []
    for tag in tags:
        name = (tag[2] or "").lower()
        if name == "h1" or name in _MAIN:
            titles.append(tag.start())
        if not tag[1]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            first = opened[name].pop()
            if name in _MAIN:
                mains.append((first.start(), tag.end()))
            elif name in _BOXES:
                elements.append((first.start(), tag.end(), name, first[3] or ""))
    return elements, titles, mains[:_MOST_MAINS]


def _any_between(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _is_furniture(name: str, attributes: str, inside: bool) -> bool:
    """`inside`: within the main part, where an aside may well be a warning."""
    if name == "aside" and not inside:
        return True
    said = {key: a or b or c for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    if said.get("role", "").lower() in _ROLES:
        return True
    words = {word.lower() for key in ("class", "id") for word in _WORD.findall(said.get(key, ""))}
    return bool(words & _NAMES) or ("consent" in words and bool(words & _ASKS_FOR))
