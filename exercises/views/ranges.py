"""A file in pieces, as players ask for them. Source: RFC 9110, section 14."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse

ASKED = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$")
PIECE = 64 * 1024  # bytes


def ranged(request, path: Path, content_type: str) -> HttpResponseBase:
    """The whole file, or the one range asked for: 206, or 416 where there is none. Several ranges,
    or what is no range, is answered with the whole file. 404 where the file is gone."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Http404 from None
    match = ASKED.match(request.headers.get("Range", ""))
    first, last, status = 0, size - 1, 200
    if match and any(match.groups()):
        first, last, status = *bounds(match, size), 206
        if first > last or first >= size:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        pieces(path, first, last) if request.method == "GET" else [],
        status=status,
        content_type=content_type,
    )
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    if status == 206:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def bounds(match, size: int) -> tuple[int, int]:
    begin, end = match.groups()
    if not begin:  # the last so many bytes
        return max(0, size - int(end)), size - 1
    return int(begin), min(int(end), size - 1) if end else size - 1


def pieces(path: Path, first: int, last: int):
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
