"""Uploaded bytes to pictures made by us: opened, turned upright, re-encoded, told nothing else.

What comes back shares no byte with what was sent, so a picture cannot carry a page, a script,
a place or a name. Pure: bytes in, bytes out. A large photo takes about a second: use a job.
"""

import io
import struct
import warnings
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, features

WIDTHS = (480, 720, 960, 1600)  # pixels: phones of two densities, plates of two densities
LARGEST_FILE = 10 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
_THINNEST = 20  # the longer side is at most this many times the shorter
_SMALLEST_SIDE = 16  # pixels: less is a tracking dot, not a picture
_ENCODING = {
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 62, "speed": 6},
}
_SIGNATURES = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "WEBP": (b"RIFF",),
}


class PictureRefused(ValueError):
    """The upload is not used. The message can be shown to the person who sent it."""


class PictureTooLarge(PictureRefused):
    """Too many bytes or too many pixels."""


class PictureUnreadable(PictureRefused):
    """Not a JPEG, PNG or WebP, or a broken one."""


class PictureFile(NamedTuple):
    width: int  # pixels
    height: int
    kind: str  # "webp" or "avif": also the file extension
    data: bytes


def kinds() -> tuple[str, ...]:
    """The formats this installation can write."""
    return ("webp", "avif") if features.check("avif") else ("webp",)


def make_pictures(upload: bytes, *, kinds: tuple[str, ...] | None = None) -> list[PictureFile]:
    """This will make the files to store, narrowest first, WebP before AVIF at each width.

    A picture is never enlarged: one narrower than a width comes once at its own width.
    Raises PictureTooLarge, PictureUnreadable or PictureRefused.
    """
    image = _opened(upload)
    wanted = globals()["kinds"]() if kinds is None else kinds
    try:
        image = _upright(image)
        return [file for width in _widths(image) for file in _encoded_all(image, width, wanted)]
    except PictureRefused:
        raise
    except Exception as error:  # decoders raise anything on broken bytes
        raise PictureUnreadable(_broken()) from error


def _opened(upload):
    """The picture, its size checked and nothing decoded yet."""
    if len(upload) > LARGEST_FILE:
        raise PictureTooLarge(_("This picture is over 10 MB. Save it smaller and try again."))
    kind = _kind(upload)
    # Pillow makes room for a whole WebP when it opens it, so its size is read first.
    if kind == "WEBP":
        _check_size(*_webp_size(upload))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limits are below Pillow's
            image = Image.open(io.BytesIO(upload), formats=(kind,))
    except Exception as error:
        raise PictureUnreadable(_broken()) from error
    _check_size(*image.size)
    # A JPEG with several frames is a photo with a depth map: its first frame is the photo.
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise PictureRefused(_("Moving pictures cannot be used. Save one still picture of it."))
    return image


def _kind(upload):
    for kind, starts in _SIGNATURES.items():
        if upload.startswith(starts) and (kind != "WEBP" or upload[8:12] == b"WEBP"):
            return kind
    raise PictureUnreadable(_("Only JPEG, PNG and WebP pictures can be used."))


def _check_size(width, height):
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(
            _("This picture has more than 40 million pixels. Save it smaller and try again.")
        )
    if min(width, height) < _SMALLEST_SIDE:
        raise PictureRefused(_("This picture is too small to be seen."))
    if max(width, height) > _THINNEST * min(width, height):
        raise PictureRefused(_("This picture is too long and narrow. Cut it to a usual shape."))


def _webp_size(upload):
    """Width and height from the first chunk. Source: RFC 9649, sections 2.5 to 2.7."""
    chunk, body = upload[12:16], upload[20:32]
    try:
        if chunk == b"VP8X":
            return (
                int.from_bytes(body[4:7], "little") + 1,
                int.from_bytes(body[7:10], "little") + 1,
            )
        if chunk == b"VP8L":
            bits = struct.unpack_from("<I", body, 1)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        if chunk == b"VP8 ":
            width, height = struct.unpack_from("<HH", body, 6)
            return width & 0x3FFF, height & 0x3FFF
    except struct.error:
        pass
    raise PictureUnreadable(_broken())


def _upright(image):
    """Decoded, turned the way it was taken, in plain colours, without any metadata."""
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # decodes a huge photo smaller
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    see_through = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if see_through else "RGB")
    image.info = {}
    return image


def _widths(image):
    fitting = [width for width in WIDTHS if width <= image.width]
    return fitting if image.width >= WIDTHS[0] else [image.width]


def _encoded_all(image, width, wanted):
    height = max(1, round(image.height * width / image.width))
    size = (width, height)
    smaller = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
    for kind in wanted:
        buffer = io.BytesIO()
        smaller.save(buffer, format=kind.upper(), **_ENCODING[kind])
        yield PictureFile(width, height, kind, buffer.getvalue())


def _broken():
    return _("This picture cannot be opened. Save it again as JPEG, PNG or WebP.")
