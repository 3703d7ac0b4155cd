"""The words of an article without its marks, for search, review and the reading time."""

import math
import re

# Readers of health texts are slower than the mean adult.
# Source: Brysbaert 2019, J Mem Lang 109:104047: 238 words a minute silently, 183 aloud.
WORDS_PER_MINUTE = 200

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Scripts without spaces between words: Chinese, Japanese kana, Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def inline_text(children, *, only_typed=False) -> str:
    """The words of one line of tokens: links without targets, no reference numbers.

    `only_typed` leaves out what the glossary and the list of sources add, so that the
    paragraph's id does not change with them.
    """
    parts = []
    for token in children or ():
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "term":
            gloss = "" if only_typed else token.meta.get("gloss")
            parts.append(f"{token.content} ({gloss})" if gloss else token.content)
        elif token.type == "unknown_citation" and not only_typed:
            parts.append(f"[^{token.content}]")
    return " ".join("".join(parts).split())


def picture_text(children) -> str:
    """What stands for a picture when it cannot be shown: marks inside it are dropped."""
    parts = []
    for token in children or ():
        nested = token.type == "image"
        parts.append(picture_text(token.children) if nested else inline_text([token]) or " ")
    return " ".join("".join(parts).split())


def block_text(tokens) -> str:
    """All blocks: one line each, an empty line between blocks that are not list items or rows."""
    lines: list[tuple[str, str]] = []
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            lines.append(("row", " | ".join(cells or ())))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(inline_text(token.children))
        elif token.type == "inline":
            lines.append((token.info or "block", inline_text(token.children)))
        elif token.type == "figure":
            lines.append(("block", token.content))
        elif token.type == "fence":
            lines.append(("block", token.content.strip()))
    return _joined([line for line in lines if line[1]])


def _joined(lines):
    text, before = [], None
    for kind, line in lines:
        if before is not None:
            text.append("\n" if kind == before and kind != "block" else "\n\n")
        text.append(line)
        before = kind
    return "".join(text)


def count_words(plain: str) -> int:
    """Words; two signs of a script without spaces count as one."""
    unspaced = len(_UNSPACED.findall(plain))
    return len(_WORD.findall(_UNSPACED.sub(" ", plain))) + (unspaced + 1) // 2


def reading_minutes(words: int) -> int:
    """Whole minutes, never less than one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
