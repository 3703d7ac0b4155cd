"""A small picture that would be a huge one: what its refusal costs, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import resource
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path


def png_bomb(side: int = 13_000) -> bytes:
    """A well-formed PNG of side x side grey pixels in some 160 KB."""
    packer, rows = zlib.compressobj(9), b"\0" * ((side + 1) * 100)
    body = b"".join(packer.compress(rows) for _ in range(side // 100)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head)
    return start + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def cost_of_refusal() -> dict:
    """{refused, seconds, bytes}: the answer, processor time, and memory beyond what was in use."""
    words = [sys.executable, "-m", "tests.articles.bombs"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


def peak_bytes() -> int:
    """The most memory this process has held so far, Pillow's own included."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    import django

    django.setup()
    from articles.pictures import PictureTooLarge, make_pictures

    bomb, refused = png_bomb(), ""
    before, began = peak_bytes(), time.process_time()
    try:
        make_pictures(bomb)
    except PictureTooLarge as error:
        refused = str(error)
    seconds = time.process_time() - began
    told = {"refused": refused, "seconds": seconds, "bytes": peak_bytes() - before}
    print(json.dumps(told | {"size": len(bomb)}))


if __name__ == "__main__":
    main()
