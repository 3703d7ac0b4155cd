"""A page saved from the web: its tags to blocks, everything that is not the article left out."""

import re

from . import furniture
from .wordlists import word_set

OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE
)
BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|li|ul|section|article)\b[^<>]{0,400}>", re.IGNORECASE)
MARKDOWN = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})((?:\s[^<>]{0,3000})?)/?>|<![^<>]{0,300}>")
NOT_READ = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "form",
    "button",
    "iframe",
    "head",
    "select",
    "code",
    "pre",
    "footer",
    "math",
    "object",
)
INLINE = word_set(
    """
    a b i em strong span sup sub u mark abbr small cite q code time font s del ins dfn label
    """
)
KINDS = {
    "li": "item",
    "dd": "para",
    "dt": "para",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
    "figcaption": "para",
    "p": "para",
}


def looks_like_one(source):
    if OPENING.match(source[:4000]):
        return True
    if MARKDOWN.search(source):
        return False
    tags = BLOCK_TAG.findall(source[:40_000])
    return len(tags) >= 4 and source.lstrip()[:1] == "<"


def read(source):
    from .blocks import Page, blank_comments

    text = blank_comments(source)
    for name in NOT_READ:
        text = _blank_element(text, name)
    text = _blanked(text, furniture.spans(TAG.finditer(text)))
    builder = _Builder(Page("html"))
    position = 0
    for tag in TAG.finditer(text):
        builder.words(text[position : tag.start()], position)
        builder.tag(tag)
        position = tag.end()
    builder.words(text[position:], position)
    builder.close()
    return builder.page


def _blanked(text, spans):
    """These stretches turned to spaces, lines kept."""
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def _blank_element(text, name):
    lower = text.lower()
    opening, closing = re.compile(rf"<{name}(?=[\s>/])"), f"</{name}"
    spans, position = [], 0
    while found := opening.search(lower, position):
        end = lower.find(closing, found.end())
        if end < 0:
            break
        end = lower.find(">", end) + 1 or len(text)
        spans.append((found.start(), end))
        position = end
    return _blanked(text, spans)


class _Builder:
    def __init__(self, page):
        self.page, self.open, self.lists, self.quotes = page, None, [], 0
        self.kind, self.level, self.link = "para", 0, None

    def words(self, text, offset):
        if not text.strip():
            if self.open and text:
                self.open.segments.append((" ", offset))
            return
        from .blocks import Raw

        if not self.open:
            kind = "quote" if self.quotes and self.kind == "para" else self.kind
            self.open = Raw(
                kind,
                offset + len(text) - len(text.lstrip()),
                level=self.level,
                ordered=bool(self.lists) and self.lists[-1] == "ol" and kind == "item",
                glue="",
            )
        self.open.segments.append((text, offset))
        if self.link:
            self.link[0] += text

    def tag(self, tag):
        name = (tag[2] or "").lower()
        if name in INLINE:
            self._inline(tag, name, bool(tag[1]))
        elif name == "img":
            self._image(tag)
        elif name:
            self._block(name, bool(tag[1]))

    def _inline(self, tag, name, closes):
        if name == "a" and not closes:
            href = re.search(r"\bhref\s*=\s*[\"']?([^\s\"'>]+)", tag[3] or "")
            self.link = ["", href[1], tag.start()] if href else None
        elif name == "a" and self.link:
            if self.open and self.link[0].strip():
                self.open.links.append((" ".join(self.link[0].split()), self.link[1], self.link[2]))
            self.link = None
        if name == "sup" and self.open:
            self.open.segments.append(("[" if not closes else "]", tag.start()))

    def _image(self, tag):
        from .blocks import Raw
        from .inline import image_of

        target = self.open or Raw("para", tag.start())
        alt, path = image_of(tag[3] or "")
        # An empty alt text says "decoration" on purpose; only a missing one is a fault in HTML.
        if alt != "":
            target.images.append((alt, path, tag.start()))
        if target is not self.open:
            self.page.raws.append(target)

    def _block(self, name, closes):
        self.close()
        if name in ("ul", "ol"):
            if closes:
                self.lists = self.lists[:-1]
            else:
                self.lists.append(name)
        if name == "blockquote":
            self.quotes = max(0, self.quotes + (-1 if closes else 1))
        if re.fullmatch(r"h[1-6]", name) and not closes:
            self.kind, self.level = "heading", int(name[1])
        elif name in KINDS and not closes:
            self.kind, self.level = ("item" if self.lists and name == "p" else KINDS[name]), 0
        elif name not in ("br", "hr"):
            self.kind, self.level = "para", 0

    def close(self):
        if self.open and any(text.strip() for text, _ in self.open.segments):
            self.page.raws.append(self.open)
        self.open = None
