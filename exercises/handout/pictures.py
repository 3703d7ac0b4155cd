"""Pictures for paper, as SVG: the drawing with its colours, a photo, the QR code."""

from __future__ import annotations

import base64
import io

from PIL import Image

from articles.actions.storing import picture_folder
from exercises import figures
from exercises.figures.paper import for_paper
from portal import qr

PHOTO_WIDTH = 800  # pixels


def drawn_qr(link: str) -> str:
    return str(qr.svg(link, label="")).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def picture_of(revision) -> tuple[str, str]:
    """(SVG, description): the drawing, else the photo; empty where there is neither."""
    if revision.figure in figures.FIGURES:
        drawing = figures.svg(revision.figure, title="")
        return for_paper(drawing), figures.FIGURES[revision.figure].alt
    if revision.picture:
        return photo(revision.picture), revision.picture.alt
    return "", ""


def photo(picture) -> str:
    """A stored photo inside a drawing, as JPEG; empty where its file is gone."""
    fitting = [width for width in picture.widths_px if width <= PHOTO_WIDTH] or picture.widths_px
    try:
        path = picture_folder(picture.pk) / f"{max(fitting)}.webp"
        image = Image.open(path).convert("RGB")
    except (OSError, ValueError):
        return ""
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=80)
    width, height = image.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,'
        f'{base64.b64encode(buffer.getvalue()).decode()}"/></svg>'
    )
