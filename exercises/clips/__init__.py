"""Video clips made anew from what was sent: H.264 in MP4, a poster, captions, nothing else.

The upload is opened in a child process with limits (`encode.py`), which knows no secret and no
database. A file that breaks a decoder breaks only that. What comes back shares no byte with what
was sent, so it carries no page, no place, no name and no camera. Pure: files in, files out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from exercises.clips.limits import (
    LARGEST_FILE,
    LONGEST_WORK,
    POSTER,
    VIDEO,
    container_of,
)

ROOT = Path(__file__).resolve().parents[2]

__all__ = [
    *("LARGEST_FILE", "POSTER", "VIDEO"),
    *("ClipRefused", "Made", "check", "make"),
]


class ClipRefused(ValueError):
    """The upload is not used. The message can be shown to the person who sent it."""


@dataclass(frozen=True)
class Made:
    """The files in the folder: length in seconds, picture in pixels, bytes of all of them."""

    seconds: int
    width: int
    height: int
    stored_bytes: int
    has_sound: bool


def sentence(code: str) -> str:
    said = {
        "too-large": _("This clip is over 100 MB. Film it shorter or smaller and try again."),
        "too-long": _("This clip is longer than a minute. Cut it and try again."),
        "too-many-pixels": _("This clip has more pixels than 4K video. Save it smaller."),
        "too-small": _("This clip is too small to be seen."),
        "not-a-video": _("Only MP4, MOV and WebM videos can be used."),
        "no-picture": _("There is no moving picture in this file."),
        "too-slow": _("Preparing this clip takes too long. Save it smaller and try again."),
    }
    return said.get(code) or _("This clip cannot be opened. Save it again as MP4 and try again.")


def check(head: bytes, size: int) -> None:
    """What the first bytes and the size already say. Raises ClipRefused."""
    if size > LARGEST_FILE:
        raise ClipRefused(sentence("too-large"))
    if container_of(head) is None:
        raise ClipRefused(sentence("not-a-video"))


def make(source: Path, folder: Path, *, keep_sound: bool = False) -> Made:
    """This will write the video and its poster into the folder. Raises ClipRefused."""
    with source.open("rb") as file:
        check(file.read(64), source.stat().st_size)
    folder.mkdir(parents=True, exist_ok=True)
    order = [str(source), str(folder), "sound" if keep_sound else "mute"]
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(ROOT / "exercises" / "clips" / "encode.py"), *order],
            capture_output=True,
            timeout=LONGEST_WORK + 10,
            env=nothing_secret(),
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ClipRefused(sentence("too-slow")) from None
    answer = read_answer(done.stdout)
    if "refused" in answer:
        raise ClipRefused(sentence(answer["refused"]))
    stored = sum((folder / name).stat().st_size for name in (VIDEO, POSTER))
    return Made(stored_bytes=stored, **answer)


def nothing_secret() -> dict[str, str]:
    """The child's environment: what Python needs to start, none of our settings."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def read_answer(output: bytes) -> dict:
    """The child's last line; a child that died without a word could not read the file."""
    try:
        return json.loads(output.splitlines()[-1])
    except (IndexError, ValueError):
        return {"refused": "broken"}
