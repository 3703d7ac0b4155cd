"""ST07 to ST09: links, pictures, headings."""

import re

from ..fields import Fields
from .base import ERROR, WARNING, Example, Rule

POOR = re.compile(
    r"(?:please |just )?(?:click|tap|press)(?: on)?(?: (?:here|this|this link|the link|below))?(?: (?:to|for) \w+(?: \w+){0,3})?|(?:from |over |right )?here|read more|(?:see |learn |find out |show |view )?more|this link|the link|link|"
    r"continue reading|keep reading|learn more|find out more|more info(?:rmation)?|details|more details|this|this page|this article|this website|website|"
    r"full (?:article|story|post)|go|download|source|visit (?:website|site|page)|see here|check it out|view|next page|\.\.\.|…",
    re.IGNORECASE,
)
CLICK = re.compile(
    r"\bclick(?:ing)? (?:here|on this link|this link|the link(?: below)?|below)\b", re.IGNORECASE
)
LONE = re.compile(
    r"(?:read more|continue reading|click here|learn more|find out more|more info)\s*(?:…|\.{1,3}|>|»|→)*",
    re.IGNORECASE,
)
FILE_NAME = re.compile(
    r"[\w\s().-]*\.(?:jpe?g|png|gif|webp|avif|svg|heic|bmp|tiff?)", re.IGNORECASE
)
CAMERA = re.compile(
    r"(?:img|image|dsc|dscn|photo|picture|pic|fig|figure|screenshot|screen shot|untitled|unnamed|scan|pxl|whatsapp image|shutterstock|istock|adobestock|file)?[\s_-]*\d+(?:[\s_x-]*\d+)*",
    re.IGNORECASE,
)
SAYS_NOTHING = re.compile(
    r"(?:image|photo|picture|pic|img|figure|diagram|graphic|logo|alt|alt text|untitled|screenshot)",
    re.IGNORECASE,
)


def poor_links(rule, case):
    said = set()
    for block in case.document.prose:
        for link in block.links:
            text = link.text.strip(" .…,:;!→»>")
            bad = (
                link.bare
                or re.match(r"(?:https?://|www\.)", text)
                or (text and POOR.fullmatch(text))
                or (not text and not block.images)
            )
            if bad and link.url and link.offset not in said:
                said.add(link.offset)
                yield case.at_source(
                    rule, link.offset, link.text or link.url, "Describe the target."
                )
    for match, sentence in case.document.find(CLICK):
        if not any(
            POOR.fullmatch(link.text.strip(" .…,:;!→»>") or "-") for link in sentence.block.links
        ):
            yield case.on(rule, match, "Describe the target.")
    for block in case.document.prose:
        if (
            not block.links
            and not block.is_heading
            and LONE.fullmatch(block.text)
            and not CLICK.search(block.text)
        ):
            yield case.on_block(rule, block, "Describe the target.")


def pictures_without_words(rule, case):
    for block in case.document.blocks:
        for image in block.images:
            alt = (image.alt or "").strip()
            name = image.path.split("?")[0].split(" ")[0].rstrip("/").split("/")[-1]
            stem = name.rsplit(".", 1)[0]
            if (
                not alt
                or FILE_NAME.fullmatch(alt)
                or CAMERA.fullmatch(alt)
                or SAYS_NOTHING.fullmatch(alt)
                or alt.lower() in (name.lower(), stem.lower())
                or _ends_in_digits(alt)
            ):
                yield case.at_source(rule, image.offset, alt or name, "Describe the image.")


def _ends_in_digits(alt):
    return bool(re.search(r"\d$", alt)) and (
        len(alt.split()) == 1 or bool(re.search(r"[_-]\d+$", alt))
    )


def heading_order(rule, case):
    document = case.document
    headings = [
        block
        for block in document.headings
        if (not block.guessed and not block.is_reference)
        or (block.level == 1 and not block.guessed)
    ]
    if not headings:
        return
    top = [block for block in headings if block.level == 1]
    titled = bool(case.fields and case.fields.title)
    if not top and not titled:
        yield case.on_block(
            rule, headings[0], "Fix headings: the page has no title (a heading of the first rank)."
        )
    for extra in top[1:]:
        yield case.on_block(rule, extra, "Fix headings: only one title (first rank) on a page.")
    yield from _order(rule, case, headings, 1 if titled and not top else 0)
    yield from _repeats(rule, case, headings, case.fields.title if case.fields else "")


def _order(rule, case, headings, above):
    before = None
    for block in case.document.headings:
        if block.guessed:
            continue
        rank = before.level if before else above
        if rank and block.level > rank + 1:
            yield case.on_block(
                rule, block, f"Fix headings: from rank {rank} to rank {block.level}."
            )
        if (
            before
            and before.number + 1 == block.number
            and not _holds_something(case.document, before, block)
        ):
            yield case.on_block(rule, block, "Fix headings: two in a row without text.")
        before = block


def _holds_something(document, before, block):
    """An exercise card, the help slot or a picture may stand between two headings."""
    start, end = document.offsets[before.start], document.offsets[block.start]
    return (
        "{{" in document.source[start:end]
        or "![" in document.source[start:end]
        or "<!--" in document.source[start:end]
        or "```" in document.source[start:end]
    )


def _repeats(rule, case, headings, title):
    seen = {_same(title)} if title else set()
    for block in headings:
        words = _same(block.text)
        own = block.level == 1 and title and words == _same(title)
        again = block.level <= 2 or words == _same(title or headings[0].text)
        if words in seen and again and not own:
            yield case.on_block(rule, block, "Fix headings: the same words as another heading.")
        seen.add(words)


def _same(text):
    return " ".join(re.findall(r"\w+", text.lower()))


RULES = (
    Rule(
        "ST07",
        WARNING,
        "Poor link text",
        "NHS; WCAG 2.4.4",
        "Click here, here, read more, continue reading, this link, or a bare address.",
        must_fire=(
            "[Click here](/heel)",
            "See [here](/heel).",
            "[Read more](/heel)",
            "Go to https://www.nhs.uk/heel for this.",
            "[Continue reading…](/heel)",
            "Click here",
            "For the form, see [this link](/f).",
        ),
        must_not_fire=(
            "Read our guide to heel pain.",
            "Read [our guide to heel pain](/heel).",
            "[More about knee pain](/knee)",
            "Here is what to do.",
            "## References\n\n1. NHS. Heel. https://www.nhs.uk/heel",
            "Walk more each week.",
        ),
        check=poor_links,
    ),
    Rule(
        "ST08",
        ERROR,
        "Picture without words",
        "WCAG 1.1.1",
        "No alternative text, a file name, or one that ends in a number. In HTML an empty alt marks decoration and is silent.",
        must_fire=(
            "![](foot.png)",
            "![ ](foot.png)",
            "![foot.png](foot.png)",
            "![IMG_2041](x.jpg)",
            "![image1](a.png)",
            "![photo](b.png)",
            "![Figure 3](c.png)",
        ),
        must_not_fire=(
            "![A heel on a step, the other foot in the air](foot.png)",
            "Text without one.",
            "![Calf stretch at a wall in week 2](c.png)",
            "`![](x)`",
            "![Stand on 1 leg](l.png)",
        ),
        check=pictures_without_words,
    ),
    Rule(
        "ST09",
        WARNING,
        "Headings out of order",
        "PEMAT 9; WCAG 1.3.1",
        "No title or two, a skipped rank, two in a row without text, the title again. Headings guessed from short lines are left alone.",
        must_fire=(
            "## A\n\nText.",
            "# A\n\nText.\n\n# B\n\nText.",
            "# A\n\nText.\n\n### C\n\nText.",
            "# A\n\nText.\n\n## B\n\n## C\n\nText.",
            "# Heel pain\n\nText.\n\n## Heel pain\n\nText.",
        ),
        must_not_fire=(
            "# A\n\nText.\n\n## B\n\nText.\n\n### C\n\nText.\n\n## D\n\nText.",
            "Plain text without any.",
            "Heel pain\n\nIt hurts a lot when you walk on it for long.",
            Example("Text.\n\n## B\n\nText.", Fields(title="A")),
            "# A\n\nText.\n\n## Steps\n\n{{exercise:heel-raise}}\n\n## C\n\nText.",
        ),
        check=heading_order,
    ),
)
