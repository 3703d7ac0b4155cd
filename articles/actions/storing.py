"""Keeping pictures: encoded anew, one folder a picture below MEDIA_ROOT."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings

from articles.models import Picture
from articles.pictures import make_pictures


def picture_folder(pk) -> Path:
    return Path(settings.MEDIA_ROOT) / "pictures" / str(pk)


def store_picture(upload: bytes, *, pk=None, at, **fields) -> Picture:
    """This will make the files and the row. Raises articles.pictures.PictureRefused.

    A picture stored before under this id keeps its row; missing files are made again.
    """
    pk = pk or uuid.uuid4()
    old = Picture.objects.unscoped().filter(pk=pk).first()
    if old and all((picture_folder(pk) / f"{w}.webp").exists() for w in old.widths_px):
        return refreshed(old, fields)
    files = make_pictures(upload)
    folder = picture_folder(pk)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        write_whole(folder / f"{file.width}.{file.kind}", file.data)
    widest = max(files, key=lambda file: file.width)
    made, _new = Picture.objects.unscoped().update_or_create(
        pk=pk,
        defaults={
            "width_px": widest.width,
            "height_px": widest.height,
            "widths_px": sorted({file.width for file in files}),
            "stored_bytes": sum(len(file.data) for file in files),
            "has_avif": any(file.kind == "avif" for file in files),
            "uploaded_at": at,
            **fields,
        },
    )
    return made


def refreshed(picture: Picture, fields: dict) -> Picture:
    changed = [name for name, value in fields.items() if getattr(picture, name) != value]
    for name in changed:
        setattr(picture, name, fields[name])
    if changed:
        picture.save(update_fields=changed)
    return picture


def write_whole(path: Path, data: bytes) -> None:
    """A reader never meets half a file."""
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_bytes(data)
    draft.chmod(0o640)
    draft.replace(path)
