"""Marks on their own lines: !!! boxes, {{exercise:slug}} and {{help}}. Top level only."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as standard_reference
from markdown_it.rules_block import table as standard_table

from .safety import SLUG

# Nobody reads more, and short rows are filled up: a few bytes can ask for very many cells.
_MOST_COLUMNS = 20
_MOST_ROWS = 100
_MOST_CELLS = 5000  # in all tables of one text

BOXES = frozenset({"do", "dont", "key", "warn", "myth", "quote"})
_BOX = re.compile(r'!!! +([a-z]+)(?: +["“„](.{1,300})["”])? *')
_SLOT = re.compile(r"\{\{ *(?:(help)|exercise: *(" + SLUG + r")) *\}\}\s*")


def slot(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """{{help}} and {{exercise:slug}}: an inert place that is filled when the page is served."""
    line = _line(state, start)
    if state.level or not line.startswith("{{"):
        return False
    found = _SLOT.fullmatch(line)
    if not found or len(found[0]) > 120:
        return False
    if not silent:
        token = state.push("help" if found[1] else "exercise", "div", 0)
        token.content, token.map = found[2] or "", [start, start + 1]
        state.line = start + 1
    return True


def box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """!!! kind "Title", then its body: indented, or the lines up to the next empty one."""
    line = _line(state, start)
    if state.level or not line.startswith("!!!"):
        return False
    found = _BOX.fullmatch(line)
    if not found or found[1] not in BOXES:
        return False
    if silent:
        return True
    indent, stop = _body(state, start + 1, end)
    _push_box(state, found[1], (found[2] or "").strip(), (start, stop), indent)
    return True


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link definition, except that "[^key]: …" is never one: it would swallow a citation."""
    return not _line(state, start).startswith("[^") and standard_reference(
        state, start, end, silent
    )


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table of a readable size; a larger one stays text."""
    columns = _line(state, start).count("|") + 1
    if columns > _MOST_COLUMNS + 2 or not standard_table(state, start, end, True):
        return False
    last = min(end, start + _MOST_ROWS + 3)
    rows = next((line for line in range(start, last) if state.isEmpty(line)), last) - start
    cells = state.env.get("cells", 0) + columns * rows
    if rows > _MOST_ROWS + 2 or cells > _MOST_CELLS:
        return False
    if not silent:
        state.env["cells"] = cells
    return silent or standard_table(state, start, end, False)


def _line(state, number):
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _body(state, first, end):
    """How far the body is indented and the line after it."""
    line = first
    while line < end and state.isEmpty(line):
        line += 1
    if line >= end:
        return 0, first
    indent = state.sCount[line]
    if indent >= 2:
        return min(indent, 4), _end_of_indented(state, line, end, min(indent, 4))
    if line > first:
        return 0, first
    while line < end and not state.isEmpty(line) and not _starts_mark(state, line):
        line += 1
    return 0, line


def _end_of_indented(state, line, end, indent):
    last = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        if not state.isEmpty(line):
            last = line
        line += 1
    return last + 1


def _starts_mark(state, line):
    return _line(state, line).startswith(("!!! ", "{{", "## "))


def _push_box(state, kind, title, lines, indent):
    start, stop = lines
    kept = state.lineMax, state.blkIndent, state.parentType
    opening = state.push("box_open", "section", 1)
    opening.info, opening.map = kind, [start, stop]
    if title:
        state.push("box_title_open", "h3", 1).info = kind
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = title, [start, start + 1], []
        state.push("box_title_close", "h3", -1).info = kind
    state.lineMax, state.blkIndent, state.parentType = stop, indent, "box"
    state.md.block.tokenize(state, start + 1, stop)
    state.lineMax, state.blkIndent, state.parentType = kept
    state.push("box_close", "section", -1).info = kind
    state.line = stop
