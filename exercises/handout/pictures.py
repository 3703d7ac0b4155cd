"""Pictures for paper, as SVG: the drawing with its colours, a photo, the QR code."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from PIL import Image

from articles.actions.storing import picture_folder
from exercises import figures
from exercises.actions.clips import clip_folder
from exercises.clips import POSTER
from exercises.figures.paper import for_paper
from portal import qr

PHOTO_WIDTH = 800  # pixels


def drawn_qr(link: str) -> str:
    return str(qr.svg(link, label="")).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def picture_of(revision) -> tuple[str, str]:
    """(SVG, description): its own photo, else the drawing, else the first picture of its clip;
    empty where there is none."""
    if revision.picture_id and (shown := photo(file_of(revision.picture))):
        return shown, revision.picture.alt
    if revision.figure in figures.FIGURES:
        drawing = figures.svg(revision.figure, title="")
        return for_paper(drawing), figures.FIGURES[revision.figure].alt
    if revision.clip_id and (shown := photo(clip_folder(revision.clip_id) / POSTER)):
        return shown, revision.clip.alt
    return "", ""


def file_of(picture) -> Path:
    """The widest file that is not wider than paper needs."""
    fitting = [width for width in picture.widths_px if width <= PHOTO_WIDTH] or picture.widths_px
    return picture_folder(picture.pk) / f"{max(fitting, default=0)}.webp"


def photo(path: Path) -> str:
    """A stored photo inside a drawing, as JPEG; empty where its file is gone."""
    try:
        with Image.open(path) as opened:
            image = opened.convert("RGB")
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
