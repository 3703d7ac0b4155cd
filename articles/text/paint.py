"""Tokens to HTML: the markup the stylesheet knows. Everything typed is escaped here."""

from html import escape

from .pictures_markup import figure_html, picture_html

_MARKERS = {"do": "marks--do", "dont": "marks--stop", "warn": "marks--plain"}


def install(md) -> None:
    for name, rule in _RULES.items():
        md.add_render_rule(name, rule)


def _text(tokens, place, page):
    return escape(tokens[place].content)


def _citation(tokens, place, page):
    meta = tokens[place].meta
    number = int(meta["number"])
    opening = "<sup>" if meta["first"] else ", "
    closing = "</sup>" if meta["last"] else ""
    label = escape(page.words["reference"].format(number=number))
    link = f'<a id="{meta["id"]}" href="#ref-{number}" aria-label="{label}">{number}</a>'
    return f"{opening}{link}{closing}"


def _unknown_citation(tokens, place, page):
    return f'<span class="cite--unknown">[^{escape(tokens[place].content)}]</span>'


def _term(tokens, place, page):
    token = tokens[place]
    word = escape(token.content)
    if not token.meta["known"]:
        return f'<span class="term--unknown">{word}</span>'
    gloss = token.meta["gloss"]
    shown = f'<dfn class="term">{word}</dfn>'
    return f'{shown} <span class="term__plain">({escape(gloss)})</span>' if gloss else shown


def _image(tokens, place, page):
    return picture_html(tokens[place], page)


def _figure(tokens, place, page):
    return figure_html(tokens[place].children[0], page)


def _exercise(tokens, place, page):
    return f'<div data-exercise="{tokens[place].content}"></div>\n'


def _help(tokens, place, page):
    return '<div data-help=""></div>\n'


def _table_open(tokens, place, page):
    label = escape(page.words["table"].format(number=tokens[place].meta["number"]))
    scroll = f'<div class="tablebox" role="region" tabindex="0" aria-label="{label}">'
    return f'{scroll}<table class="table">\n'


def _table_close(tokens, place, page):
    return "</table></div>\n"


def _cell_open(tokens, place, page):
    token = tokens[place]
    style = str(token.attrs.get("style", ""))
    scope = ' scope="col"' if token.tag == "th" else ""
    side = ' class="num"' if "right" in style else ""
    return f"<{token.tag}{scope}{side}>"


def _list_open(tokens, place, page):
    marker = _MARKERS.get((tokens[place].meta or {}).get("box"))
    return f'<ul class="marks {marker}">\n' if marker else "<ul>\n"


def _pair(tokens, place, page):
    return '<div class="dodont">\n' if tokens[place].nesting > 0 else "</div>\n"


def _box_open(tokens, place, page):
    token = tokens[place]
    titled = place + 1 < len(tokens) and tokens[place + 1].type == "box_title_open"
    opening = _BOX_OPENINGS[token.info]
    if token.info == "myth":
        opening += f'<p class="myth__k">{escape(page.words["myth"])}</p>\n'
    if titled or token.info == "quote":
        return opening
    if token.info == "myth":
        return opening + _after_title(token, page)
    title = escape(page.words[token.info])
    return f"{opening}{_heading(token)}{title}</h{token.meta['level']}>{_after_title(token, page)}"


def _heading(token):
    look = ' class="care__h"' if token.info == "warn" else ""
    return f"<h{token.meta['level']}{look}>"


def _box_title_open(tokens, place, page):
    token = tokens[place]
    return "</blockquote><figcaption>" if token.info == "quote" else _heading(token)


def _box_title_close(tokens, place, page):
    token = tokens[place]
    if token.info == "quote":
        return "</figcaption>"
    return f"</h{token.meta['level']}>{_after_title(token, page)}"


def _after_title(token, page):
    if token.info == "myth":
        return f'<p class="myth__k">{escape(page.words["fact"])}</p>\n<div class="myth__b">\n'
    return '<div class="care__b">\n' if token.info == "warn" else "\n"


def _box_close(tokens, place, page):
    return {
        "warn": "</div></section>\n",
        "myth": "</div></section>\n",
        "quote": f"{'' if _named(tokens, place) else '</blockquote>'}</figure>\n",
    }.get(tokens[place].info, "</section>\n")


def _named(tokens, place):
    return tokens[place - 1].type == "box_title_close"


_BOX_OPENINGS = {
    "do": '<section class="dd dd--do">',
    "dont": '<section class="dd dd--dont">',
    "key": '<section class="keyp">',
    "warn": '<section class="care care--warn">',
    "myth": '<section class="myth">',
    "quote": '<figure class="quotef"><blockquote>\n',
}


def _rule(paint):
    return lambda renderer, tokens, place, options, env: paint(tokens, place, env["page"])


_RULES = {
    "text": _rule(_text),
    "citation": _rule(_citation),
    "unknown_citation": _rule(_unknown_citation),
    "term": _rule(_term),
    "image": _rule(_image),
    "figure": _rule(_figure),
    "exercise": _rule(_exercise),
    "help": _rule(_help),
    "table_open": _rule(_table_open),
    "table_close": _rule(_table_close),
    "th_open": _rule(_cell_open),
    "td_open": _rule(_cell_open),
    "bullet_list_open": _rule(_list_open),
    "pair_open": _rule(_pair),
    "pair_close": _rule(_pair),
    "box_open": _rule(_box_open),
    "box_close": _rule(_box_close),
    "box_title_open": _rule(_box_title_open),
    "box_title_close": _rule(_box_title_close),
}
