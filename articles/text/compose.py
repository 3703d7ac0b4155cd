"""Tokens as parsed to tokens as painted: ids, levels, numbers, boxes side by side, plates."""

from markdown_it.token import Token

from .inline_compose import compose_inline
from .page import Heading, Page
from .plain import inline_text, picture_text
from .safety import is_own_picture


def compose(tokens: list[Token], page: Page) -> list[Token]:
    """Fills the page and returns the tokens to paint."""
    for token in tokens:
        if token.type == "inline":
            compose_inline(token, page)
    tokens = _with_levels(tokens, page)
    tokens = _with_slots(tokens, page)
    tokens = _with_plates(tokens, page)
    _mark_box_lists(tokens)
    tokens = _with_names_last(tokens)
    _give_paragraphs_ids(tokens, page)
    _number_tables(tokens, page)
    return _side_by_side(tokens)


def _with_levels(tokens, page):
    """Headings start at 2 and never skip a level; boxes stand one below the heading above."""
    shift = any(token.type == "heading_open" and token.tag == "h1" for token in tokens)
    level = 1
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            level = min(max(2, int(token.tag[1]) + shift), level + 1, 6)
            token.tag = tokens[place + 2].tag = f"h{level}"
            text = inline_text(tokens[place + 1].children)
            token.attrSet("id", page.heading_id(text))
            page.toc.append(Heading(level, token.attrs["id"], text))
        elif token.type in ("box_open", "box_title_open", "box_title_close"):
            token.meta = {"level": min(level + 1, 6)}
        elif token.type == "help" and page.help_at is None:
            page.help_at = len(page.toc)
    return tokens


def _with_slots(tokens, page):
    """One place for help at most; each exercise is noted in the order it is met."""
    kept, helped = [], False
    for token in tokens:
        if token.type == "help":
            if helped:
                continue
            helped = True
        elif token.type == "exercise":
            page.exercises[token.content] = None
        kept.append(token)
    return kept


def _with_plates(tokens, page):
    """A paragraph that is only a picture becomes a figure."""
    kept, place = [], 0
    while place < len(tokens):
        token = tokens[place]
        alone = token.type == "paragraph_open" and _only_picture(tokens[place + 1])
        if alone and _shows(alone, page):
            plate = alone.meta.get("plate", {})
            figure = Token("figure", "figure", 0, children=[alone], map=token.map)
            figure.content = plate.get("caption", "")
            kept.append(figure)
            place += 3
        else:
            kept.append(token)
            place += 1
    return kept


def _only_picture(inline):
    children = inline.children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _shows(image, page):
    source = image.attrs.get("src", "")
    return source in page.images or is_own_picture(source)


def _mark_box_lists(tokens):
    """Lists directly inside a do, do-not or warning box get its markers."""
    box = None
    for token in tokens:
        if token.type == "box_open":
            box = token
        elif token.type == "box_close":
            box = None
        elif token.type == "bullet_list_open" and box and token.level == box.level + 1:
            token.meta = {"box": box.info}


def _with_names_last(tokens):
    """Who said it stands under what was said."""
    kept, name = [], []
    for token in tokens:
        speaks = token.info == "quote"
        if speaks and token.type == "box_title_open":
            name = [token]
        elif name and token.type != "box_close" and len(name) < 3:
            name.append(token)
        else:
            if speaks and token.type == "box_close":
                kept, name = kept + name, []
            kept.append(token)
    return kept


def _give_paragraphs_ids(tokens, page):
    """Each paragraph, or the list item whose text has no paragraph of its own, gets an id."""
    items = []
    for place, token in enumerate(tokens):
        if token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "paragraph_open":
            inline = tokens[place + 1]
            inline.info = "item" if items else ""
            text = inline_text(inline.children) or _alt_texts(inline)
            owner = items[-1] if token.hidden and items else token
            if text and not (token.hidden and not items) and "id" not in owner.attrs:
                own_words = inline_text(inline.children, only_typed=True) or text
                owner.attrSet("id", page.paragraph_id(own_words))
                page.paragraphs.append((owner.attrs["id"], text))


def _alt_texts(inline):
    images = (token for token in inline.children or () if token.type == "image")
    return " ".join(filter(None, (picture_text(image.children) for image in images)))


def _number_tables(tokens, page):
    for token in tokens:
        if token.type == "table_open":
            page.tables += 1
            token.meta = {"number": page.tables}


def _side_by_side(tokens):
    """A do box and a do-not box that touch share a row; one alone has the row to itself."""
    kept, waiting = [], None
    for place, token in enumerate(tokens):
        pair = token.type in ("box_open", "box_close") and token.info in ("do", "dont")
        if pair and token.type == "box_open":
            if waiting is None:
                kept.append(Token("pair_open", "div", 1))
            kept.append(token)
        elif pair:
            kept.append(token)
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            other = {"do": "dont", "dont": "do"}[token.info]
            joins = after is not None and after.type == "box_open" and after.info == other
            if waiting is None and joins:
                waiting = other
            else:
                kept.append(Token("pair_close", "div", -1))
                waiting = None
        else:
            kept.append(token)
    return kept
