"""Reading rendered HTML back with another parser, to see that nothing in it can act."""

import re
from html.parser import HTMLParser

_TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "br", "hr", "strong", "em", "code"),
    *(
        "pre",
        "blockquote",
        "a",
        "sup",
        "span",
        "small",
        "dfn",
        "div",
        "section",
        "figure",
        "figcaption",
    ),
    *("picture", "source", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    *("id", "class", "href", "rel", "title", "aria-label", "role", "tabindex", "scope", "start"),
    *("src", "srcset", "sizes", "type", "alt", "width", "height", "loading", "decoding"),
    *("data-exercise", "data-help"),
}
_VOID = {"br", "hr", "img", "source"}
_HREF = re.compile(r"https?://[^\s/\\@]+([/?#]\S*)?|mailto:\S+@\S+|tel:[+0-9().\-]+|#\S*|/(?![/\\])\S*"
                   r"|[^\s:/?#\\]+([/?#]\S*)?|\?\S*", re.IGNORECASE)  # fmt: skip


class Inspection(HTMLParser):
    """Collects what is wrong, the tags met, and whether they close in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.faults, self.tags, self.ids, self.open, self.text = [], [], [], [], ""
        self.feed(html)
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in _TAGS:
            self.faults.append(f"tag {tag}")
        for name, value in attributes:
            self._look_at(tag, name, value or "")
        if tag not in _VOID:
            self.open.append(tag)

    def _look_at(self, tag, name, value):
        allowed = {
            "href": bool(_HREF.fullmatch(value)),
            "src": value.startswith("/media/") and ".." not in value and "//" not in value,
            "srcset": all(part.strip().startswith("/media/") for part in value.split(",")),
            "id": bool(re.fullmatch(r"[spc]-[\w-]+", value)),
            "tabindex": tag == "div" and value == "0",
            "data-exercise": bool(re.fullmatch(r"[a-z0-9-]+", value)),
            "data-help": value == "",
        }
        if name not in _ATTRIBUTES or not allowed.get(name, True):
            self.faults.append(f"{tag} {name}={value!r}")
        if name == "id":
            if value in self.ids:
                self.faults.append(f"id twice: {value}")
            self.ids.append(value)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.faults.append(f"comment {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def faults(html):
    return Inspection(html).faults
