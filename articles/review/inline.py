"""One block's marks away, its words kept, each character remembering its place."""

import html
import re
from dataclasses import dataclass, field

QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\ufffd": " ",
    }
)
NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

# Every repeat is bounded and starts at a mark of its own: no text makes this slow.
_FORMS = r"""
    (?P<code>`[^`\n]{0,300}`)
  | (?P<image>!\[(?P<alt>[^\[\]]{0,400})\]\((?P<path>[^()\n]{0,400})\)(?:\{[^{}\n]{0,900}\})?)
  | (?P<note>\[\^(?P<key>[^\]\s]{1,64})\])
  | (?P<term>\[\[(?P<word>[^\[\]|\n]{1,80})(?:\|(?P<plain>[^\[\]\n]{1,240}))?\]\])
  | (?P<number>\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}\](?!\())
  | (?P<link>\[(?P<label>[^\[\]]{0,300})\](?:\(\s*<?(?P<url>[^()\s<>]{0,600}(?:\([^()\s]{0,100}\)[^()\s<>]{0,200})?)>?
      (?:\s+"[^"\n]{0,200}")?\s*\)|\[[^\[\]]{0,60}\]))
  | (?P<box>\[[ xX]\])
  | (?P<raised>[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,⁻]{0,12})
  | (?P<address><?(?:https?://|www\.)[^\s<>()\[\]"]{1,600}>?)
  | (?P<doi>\b(?:doi|DOI):?\s?10\.\d{4,9}/[^\s)\]]{1,200}|\b10\.\d{4,9}/[^\s)\]]{1,200})
  MAIL
  | (?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,12})(?P<attrs>(?:\s[^<>]{0,600})?/?)>)
  | (?P<years>\((?P<who>[^()\n]{0,160})\b(?:19|20)\d\d[a-z]?(?P<rest>[^()\n]{0,120})\))
  | (?P<entity>&(?:\#\d{1,6}|\#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});)
  | (?P<mark>\*{1,3}(?!\s?\d)|(?<!\d)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?)])_{1,3}(?!\w)|~~|==)
  | (?P<attr>\{\{[^{}\n]{0,120}\}\}|\{[.\#:][^{}\n]{0,100}\})
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<space>\s{2,}|[^\S ]|[ ](?=[.,;:!?)]))
  | (?P<gone>[\u00ad\u200b\u200c\u200d\u2060\ufeff]+)
"""
_MAIL = r"| (?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})"
# At these no mark begins; an address of a letter box may, and is looked for where there is an "@".
_PLAIN = r"(?![ace-gi-vx-zA-CE-Z02-9.,;:?)'\"-])"
TOKEN = re.compile(f"{_PLAIN}(?:{_FORMS.replace('MAIL', '')})", re.VERBOSE)
TOKEN_OR_MAIL = re.compile(_FORMS.replace("MAIL", _MAIL), re.VERBOSE)
AUTHORS = re.compile(
    r"(?:see |e\.g\.,? |cf\.? |source:? )?(?:[A-Z][\w'’-]+(?:,? (?:et al\.?|and colleagues|(?:&|and) [A-Z][\w'’-]+))+,? ?"
    r"|(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Since|From|In|By|"
    r"Until|Updated|Reviewed|Published|Last|Version|Copyright|Spring|Summer|Autumn|Winter|Accessed|Review|Date)\b)"
    r"(?:[A-Z][\w'’-]+|[A-Z]{2,}),? ?|(?:[A-Z][\w'’-]+ ){1,4}(?:Journal|Review|Lancet|Cochrane)[\w ,]{0,40}"
    r"|(?:The )?(?:Lancet|Cochrane|Journal|BMJ)[\w ,&]{0,60})$"
)
NAMED = re.compile(
    r"\b[A-Z][\w'-]+ (?:et al\.?|and colleagues|(?:and|&) [A-Z][\w'-]+),? ?\((?:19|20)\d\d[a-z]?\)"
    r"|\b[A-Z][\w'-]+ (?:et al\.?|and colleagues),? (?:in )?(?:19|20)\d\d\b"
)
YEAR_ONLY = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
SHOP = re.compile(
    r"amazon\.|amzn\.|/shop\b|shop\.|ebay\.|etsy\.|/product|/cart|\bbuy|store\.", re.IGNORECASE
)

# A link that bids the reader do something leads to no evidence.
CALL = re.compile(
    r"\W*(?:click|tap|here\b|read (?:more|on|next|our)|(?:find|learn) (?:out )?more|more\b|book|buy|shop|order|sign up|"
    r"subscribe|download|watch|follow|contact|call|e-?mail|get in touch|visit (?:us|our)|join|share|continue reading)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Cite:
    """`style` is note, number, named (author and year), doi or address; `at` counts in the block's text."""

    at: int
    style: str
    keys: tuple
    offset: int

    @property
    def names_source(self):
        return self.style not in ("shop", "call")


@dataclass(slots=True)
class Link:
    text: str
    url: str
    at: int
    offset: int
    bare: bool = False


@dataclass(slots=True)
class Image:
    alt: str | None
    path: str
    offset: int


@dataclass(slots=True)
class Clean:
    text: str = ""
    offsets: list = field(default_factory=list)
    cites: list = field(default_factory=list)
    links: list = field(default_factory=list)
    images: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    last: int = 0


class Cleaner:
    def __init__(self, source):
        self.source = source

    def clean(self, raw):
        self.raw_text, self.at = raw.joined()
        self.out, self.where, self.result = [], [], Clean()
        self._walk(0, len(self.raw_text))
        return self._finish(raw)

    def _walk(self, start, end):
        position = start
        pattern = TOKEN_OR_MAIL if "@" in self.raw_text else TOKEN
        for token in pattern.finditer(self.raw_text, start, end):
            if token.start() > position:
                self._keep(position, token.start())
            getattr(self, "_on_" + token.lastgroup, self._drop)(token)
            position = token.end()
        if position < end:
            self._keep(position, end)

    def _finish(self, raw):
        result = self.result
        text = "".join(self.out).translate(QUOTES)
        lead = len(text) - len(text.lstrip())
        result.text = text.strip()
        result.offsets = self.where[lead : lead + len(result.text)]
        result.last = self.where[-1] if self.where else raw.offset
        for thing in (*result.cites, *result.links):
            thing.at = min(max(0, thing.at - lead), len(result.text))
        for named in NAMED.finditer(result.text):
            result.cites.append(
                Cite(named.start(), "named", (named[0],), result.offsets[named.start()])
            )
        result.links += [Link(text, url, 0, at) for text, url, at in raw.links]
        result.images += [Image(alt, path, at) for alt, path, at in raw.images]
        if raw.links:
            self._cite_links(raw, result)
        return result

    def _cite_links(self, raw, result):
        for words, url, offset in raw.links:
            if url.startswith(("http://", "https://")):
                at = next(
                    (n for n, where in enumerate(result.offsets) if where >= offset),
                    len(result.text),
                )
                result.cites.append(Cite(at, _style(url, words), (url,), offset))

    def _keep(self, start, end):
        text = self.raw_text[start:end]
        if self.out and self.out[-1] == " " and text[0] in ".,;:!?)" and not text.startswith("..."):
            self.out.pop()
            self.where.pop()
        if text[0] == " " and (not self.out or self.out[-1] == " "):
            text, start = text[1:], start + 1
        self.out.extend(text)
        self.where.extend(self.at[start:end])

    def _put(self, text, start):
        for character in text:
            self.out.append(character)
            self.where.append(self.at[start])

    def _blank(self, start):
        if self.out and self.out[-1] != " ":
            self._put(" ", start)

    def _drop(self, token):
        if token.lastgroup in ("mark", "gone", "box"):
            return
        self._blank(token.start())

    def _cite(self, token, style, *keys):
        self.result.cites.append(Cite(len(self.out), style, keys, self.at[token.start()]))

    def _on_space(self, token):
        self._blank(token.start())

    def _on_escape(self, token):
        self._put(token[0][1], token.start())

    def _on_entity(self, token):
        character = html.unescape(token[0])
        if character.isspace():
            self._blank(token.start())
        else:
            self._put(character[0] if character else " ", token.start())

    def _on_image(self, token):
        self.result.images.append(Image(token["alt"], token["path"], self.at[token.start()]))
        self._blank(token.start())

    def _on_note(self, token):
        self._cite(token, "note", token["key"].lower())

    def _on_number(self, token):
        numbers = tuple(re.findall(r"\d+", token[0]))
        self._cite(token, "number", *numbers)

    def _on_raised(self, token):
        before = "".join(self.out[-3:])
        if re.search(r"(?:^|\s|\d|[ckm])m$", before) or not before.strip():
            self._put(token[0], token.start())
        else:
            self._cite(token, "raised")

    def _on_term(self, token):
        self.result.terms.append(token["word"].strip().lower())
        self._keep(*token.span("word"))

    def _on_link(self, token):
        at, label = len(self.out), token.span("label")
        url = token["url"] or ""
        if url.startswith(("http://", "https://")):
            self._cite(token, _style(url, token["label"]), url)
        if label[1] > label[0]:
            self._walk(*label)
        if token["url"] is not None:
            text = "".join(self.out[at:]).strip()
            self.result.links.append(Link(text, url, at, self.at[token.start()]))

    def _on_address(self, token):
        url = token[0].strip("<>").rstrip(".,;:!?")
        self.result.links.append(Link(url, url, len(self.out), self.at[token.start()], bare=True))
        self._cite(token, _style(url), url)
        if token[0].rstrip(">")[-1:] in ".!?":
            self._put(token[0].rstrip(">")[-1], token.end() - 1)

    def _on_doi(self, token):
        self._cite(token, "doi", token[0])
        if token[0][-1] in ".!?":
            self._put(token[0][-1], token.end() - 1)

    def _on_years(self, token):
        if AUTHORS.match(token["who"]) and not token["rest"].lstrip().startswith(("to", "–", "-")):
            self._cite(token, "named", token[0].strip("()"))
            return
        self._walk_inside(token)

    def _walk_inside(self, token):
        start, end = token.span()
        self._keep(start, start + 1)
        if end - start > 2:
            self._walk(start + 1, end - 1)
        self._keep(end - 1, end)

    def _on_tag(self, token):
        if token["name"].lower() == "img":
            self.result.images.append(Image(*image_of(token["attrs"]), self.at[token.start()]))
        if token["name"].lower() not in (
            "b",
            "i",
            "em",
            "strong",
            "span",
            "sup",
            "sub",
            "u",
            "a",
            "mark",
            "abbr",
        ):
            self._blank(token.start())


def image_of(attributes):
    """Alt text (None where there is none at all) and address of an <img>."""
    alt = re.search(
        r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes, re.IGNORECASE
    )
    source = re.search(r"\bsrc\s*=\s*[\"']?([^\s\"'>]+)", attributes, re.IGNORECASE)
    words = next((group for group in alt.groups() if group is not None), "") if alt else None
    return words, source[1] if source else ""


def _style(url, label=""):
    if SHOP.search(url):
        return "shop"
    if CALL.match(label):
        return "call"
    return "doi" if "doi.org/" in url else "address"
