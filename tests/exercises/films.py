"""Films for tests, made by PyAV: so many seconds of a moving bar, with or without sound."""

from __future__ import annotations

import io
from fractions import Fraction

import av
from PIL import Image, ImageDraw


def film(
    *,
    seconds=2.0,
    size=(320, 180),
    rate=10,
    container="mp4",
    codec="libx264",
    sound=False,
    metadata=None,
) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as made:
        made.metadata.update(metadata or {})
        stream = made.add_stream(codec, rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        voice = made.add_stream("aac", rate=48000, layout="mono") if sound else None
        for number in range(round(seconds * rate)):
            frame = av.VideoFrame.from_image(picture(size, number))
            frame.pts, frame.time_base = number, Fraction(1, rate)
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
        if voice:
            for number in range(round(seconds * 48000 / 1024)):
                made.mux(voice.encode(hum(number)))
            made.mux(voice.encode(None))
    return buffer.getvalue()


def picture(size, number):
    """Red on top, blue below, a white bar that moves: says which way is up."""
    image = Image.new("RGB", size, (40, 40, 200))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 2), fill=(220, 30, 30))
    draw.rectangle((number * 4 % size[0], 0, number * 4 % size[0] + 6, size[1]), fill="white")
    return image


def hum(number: int):
    frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
    frame.planes[0].update(bytes(frame.planes[0].buffer_size))
    frame.sample_rate, frame.pts, frame.time_base = 48000, number * 1024, Fraction(1, 48000)
    return frame


def turned(data: bytes) -> bytes:
    """The same MP4 with a display matrix that says: turn me a quarter, clockwise.

    Source: ISO/IEC 14496-12, 8.3.2: in a tkhd of version 0 the matrix begins 48 bytes after the
    version field; 90 degrees clockwise is (0 1 0, -1 0 0, 0 0 1).
    """
    at = data.index(b"tkhd") + 4 + 40
    one, minus = (1 << 16).to_bytes(4, "big"), (-(1 << 16)).to_bytes(4, "big", signed=True)
    none, unit = bytes(4), (1 << 30).to_bytes(4, "big")
    matrix = none + one + none + minus + none + none + none + none + unit
    return data[:at] + matrix + data[at + 36 :]
