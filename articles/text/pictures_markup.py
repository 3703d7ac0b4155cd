"""Pictures in a text: our own files only, in the size the screen needs, loaded when near.

`images` maps the address in the text to {"width": …, "height": …, "webp": {480: url, …},
"avif": {480: url, …}, "src": url}: sizes in pixels, every part but the address optional.
"""

from html import escape

from .safety import is_own_picture

# A plate is at most 46 rem wide and fills the screen below that; it has an edge of 1 rem on either
# side, and the page has another.
_SIZES = "(min-width: 48rem) 44rem, calc(100vw - 4rem)"


def picture_html(token, page) -> str:
    """The picture, or its words where the address is not one of ours."""
    address, alt = str(token.attrs.get("src", "")), escape(token.content)
    known = page.images.get(address) or {}
    source = known.get("src") or address
    if not is_own_picture(source):
        return f'<span class="picture--refused">{alt}</span>'
    sources = "".join(_source(known, kind) for kind in ("avif", "webp"))
    size = _size(known)
    image = f'<img src="{escape(source)}" alt="{alt}"{size} loading="lazy" decoding="async">'
    return f"<picture>{sources}{image}</picture>" if sources else image


def _size(known):
    width, height = known.get("width"), known.get("height")
    return f' width="{int(width)}" height="{int(height)}"' if width and height else ""


def _source(known, kind):
    files = known.get(kind) or {}
    candidates = sorted((int(width), url) for width, url in files.items() if is_own_picture(url))
    if not candidates:
        return ""
    srcset = ", ".join(f"{url} {width}w" for width, url in candidates)
    return f'<source type="image/{kind}" srcset="{escape(srcset)}" sizes="{_SIZES}">'


def figure_html(token, page) -> str:
    plate = (token.meta or {}).get("plate", {})
    source = ". ".join(
        escape(plate[name].rstrip(".")) for name in ("credit", "licence") if plate.get(name)
    )
    caption = escape(plate.get("caption", ""))
    credit = f'<small class="credit">{source}.</small>' if source else ""
    words = " ".join(filter(None, (caption, credit)))
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure class="plate-box">{picture_html(token, page)}{caption}</figure>\n'
