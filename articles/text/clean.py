"""The second wall: whatever the painter wrote, only what is listed here gets through."""

import nh3

from .safety import is_own_id, is_own_picture, is_own_srcset, is_safe_link

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TAGS = {
    *_HEADINGS,
    *("p", "ul", "ol", "li", "br", "hr", "strong", "em", "code", "pre", "blockquote"),
    *("a", "sup", "span", "dfn", "small", "div", "section", "figure", "figcaption"),
    *("picture", "source", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    **{tag: {"id"} for tag in (*_HEADINGS, "p", "li")},
    "a": {"href", "title", "id", "aria-label"},
    "div": {"aria-label", "data-exercise"},
    "ol": {"start"},
    "img": {"src", "alt", "width", "height"},
    "source": {"srcset", "sizes"},
}
_VALUES = {
    "a": {"rel": {"noopener"}},
    "div": {"role": {"region"}, "tabindex": {"0"}, "data-help": {""}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "source": {"type": {"image/avif", "image/webp"}},
    "th": {"scope": {"col"}},
}
CLASSES = {
    "ul": {"marks", "marks--do", "marks--stop", "marks--plain"},
    "span": {"cite--unknown", "term--unknown", "term__plain", "picture--refused"},
    "dfn": {"term"},
    "p": {"myth__k"},
    "small": {"credit"},
    "div": {"dodont", "care__b", "myth__b", "tablebox"},
    "section": {"dd", "dd--do", "dd--dont", "keyp", "care", "care--warn", "myth"},
    "figure": {"plate-box", "quotef"},
    "table": {"table"},
    "td": {"num"},
    "th": {"num"},
    **{tag: {"care__h"} for tag in _HEADINGS},
}
_CHECKS = {
    "href": is_safe_link,
    "src": is_own_picture,
    "srcset": is_own_srcset,
    "id": is_own_id,
}


def _checked(tag, name, value):
    check = _CHECKS.get(name)
    return value if check is None or check(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    allowed_classes=CLASSES,
    attribute_filter=_checked,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
    clean_content_tags={"script", "style"},
)


def clean(html: str) -> str:
    return _CLEANER.clean(html)
