"""Uploads come back re-encoded, upright and silent, or are refused in a sentence."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, features

from articles.pictures import (
    LARGEST_FILE,
    PictureRefused,
    PictureTooLarge,
    PictureUnreadable,
    kinds,
    make_pictures,
)
from tests.articles.bombs import cost_of_refusal
from tests.fuzzing import fuzz


def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(file):
    return Image.open(io.BytesIO(file.data))


def photo(size=(600, 400), mode="RGB"):
    return Image.linear_gradient("L").resize(size).convert(mode)


def test_a_photo_comes_in_each_width_it_has_and_each_format():
    files = make_pictures(saved(photo((1000, 500)), "JPEG"))
    assert [(file.width, file.height, file.kind) for file in files] == [
        (width, width // 2, kind) for width in (480, 720, 960) for kind in kinds()
    ]
    for file in files:
        assert opened(file).format == file.kind.upper()
        assert opened(file).size == (file.width, file.height)


def test_a_large_photo_is_made_at_every_width():
    files = make_pictures(saved(photo((3400, 2000)), "JPEG"), kinds=("webp",))
    assert [file.width for file in files] == [480, 720, 960, 1600]
    assert files[-1].height == 941


def test_a_small_picture_is_never_enlarged():
    (file,) = make_pictures(saved(photo((200, 100)), "PNG"), kinds=("webp",))
    assert (file.width, file.height) == (200, 100)


def test_avif_is_written_where_the_library_can():
    assert ("avif" in kinds()) == bool(features.check("avif"))


def test_a_photo_taken_sideways_is_turned_upright():
    sideways = Image.new("RGB", (600, 300), "white")
    sideways.paste("black", (0, 0, 300, 300))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise: the left half becomes the top
    files = make_pictures(saved(sideways, "JPEG", exif=exif, quality=95), kinds=("webp",))
    upright = opened(files[0]).convert("L")
    assert upright.width * 2 == upright.height
    assert upright.getpixel((50, 20)) < 60
    assert upright.getpixel((50, upright.height - 20)) > 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_comment_and_thumbnail_are_gone(kind):
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif, "icc_profile": b"SECRETPROFILE" * 20}
    if kind == "JPEG":
        options["comment"] = b"SECRETWORD"
    if kind == "WEBP":
        options["xmp"] = b"<x>SECRETXMP</x>"
    for file in make_pictures(saved(photo(), kind, **options)):
        assert b"SECRET" not in file.data
        assert b"Exif" not in file.data
        assert not opened(file).getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened(file).info)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_a_png_of_any_colour_mode_is_used(mode):
    image = Image.new("I;16", (600, 400), 40_000) if mode == "I;16" else photo(mode=mode)
    files = make_pictures(saved(image, "PNG"))
    assert {file.width for file in files} == {480}
    if mode == "I;16":
        assert abs(opened(files[0]).convert("L").getpixel((9, 9)) - 156) <= 2


def test_what_is_see_through_stays_see_through():
    clear = Image.new("RGBA", (600, 400), (255, 0, 0, 0))
    for file in make_pictures(saved(clear, "PNG")):
        assert opened(file).convert("RGBA").getpixel((9, 9))[3] == 0


def test_a_print_photo_in_cmyk_is_used():
    files = make_pictures(saved(Image.new("CMYK", (600, 400), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = opened(files[0]).convert("RGB").getpixel((9, 9))
    assert red > 180
    assert max(green, blue) < 90


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"GIF89a<script>alert(1)</script>",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.4",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0" + b"\0" * 400,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 300,
        b"RIFF\x10\0\0\0WEBP",
        b"RIFF\x10\0\0\0WEBPVP8L",
        b"RIFF\x10\0\0\0WAVEfmt ",
        b"RIFF\xff\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\xff\x01\0\xff\x01\0" + b"\0" * 50,
        b"BM" + b"\0" * 100,
        b"II*\0" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(upload):
    with pytest.raises(PictureUnreadable, match=r"^[A-Z].*\.$"):
        make_pictures(upload)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO"])
def test_other_formats_are_refused_whatever_they_are_called(kind):
    with pytest.raises(PictureUnreadable, match="Only JPEG, PNG and WebP"):
        make_pictures(saved(photo((64, 64)), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_file_is_refused(kind):
    whole = saved(Image.effect_noise((600, 400), 90).convert("RGB"), kind)
    with pytest.raises(PictureUnreadable):
        make_pictures(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind):
    moving = saved(photo(), kind, save_all=True, append_images=[Image.new("RGB", (600, 400))])
    with pytest.raises(PictureRefused, match="Moving"):
        make_pictures(moving)


def test_a_bomb_is_refused_before_it_is_decoded():
    told = cost_of_refusal()
    assert told["size"] < 200_000
    assert "40 million" in told["refused"]
    assert told["bytes"] < 50_000_000  # decoded, it would be 170 MB


@pytest.mark.parametrize(
    "chunk",
    [
        b"VP8X\x0a\0\0\0" + b"\0" * 4 + b"\xfe\x3f\0" * 2,
        b"VP8L\x0a\0\0\0\x2f" + struct.pack("<I", 0x3FFE | 0x3FFE << 14),
        b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 16383, 16383),
    ],
)
def test_a_huge_webp_is_refused_from_its_header_alone(chunk):
    with pytest.raises(PictureTooLarge):
        make_pictures(b"RIFF\xff\0\0\0WEBP" + chunk + b"\0" * 40)


@pytest.mark.parametrize("lossless", [True, False])
def test_both_kinds_of_webp_are_read(lossless):
    assert make_pictures(saved(photo(), "WEBP", lossless=lossless), kinds=("webp",))


def test_more_than_10_megabytes_are_refused():
    with pytest.raises(PictureTooLarge, match="10 MB"):
        make_pictures(b"\xff\xd8\xff" + b"\0" * LARGEST_FILE)


@pytest.mark.parametrize(("size", "word"), [((1, 1), "small"), ((4000, 20), "narrow")])
def test_a_dot_and_a_ribbon_are_refused(size, word):
    with pytest.raises(PictureRefused, match=word):
        make_pictures(saved(Image.new("RGB", size), "PNG"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_page_hidden_in_a_picture_does_not_come_back(kind):
    hidden = b"<script>alert(1)</script>/*"
    upload = saved(photo(), kind) + hidden
    if kind == "JPEG":
        upload = saved(photo(), kind, comment=hidden) + hidden
    for file in make_pictures(upload):
        assert b"<script" not in file.data
        assert not file.data.startswith(upload[:64])


_SEEDS = [saved(photo((48, 32)), kind) for kind in ("JPEG", "PNG", "WEBP")]


@given(st.sampled_from(_SEEDS), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255))))
@fuzz
def test_a_damaged_picture_is_used_or_refused_never_an_error(seed, changes):
    damaged = bytearray(seed)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    try:
        files = make_pictures(bytes(damaged), kinds=("webp",))
    except PictureRefused:
        return
    assert all(opened(file).format == "WEBP" for file in files)
