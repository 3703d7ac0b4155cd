"""Captions as typed, one line at a time, to WebVTT. Pure."""

from __future__ import annotations

import re

LONGEST_LINE = 120
TIMED = re.compile(r"^\s*(\d{1,2}):([0-5]\d)\s+(.+)$")


def to_vtt(text: str, seconds: int) -> str:
    """The captions of a clip of so many seconds.

    A line may begin with its moment, "0:07 Now lower slowly"; lines without one share the time
    evenly. Each stands until the next; no lines, no captions.
    Source: WebVTT, W3C Candidate Recommendation 2019.
    """
    cues = timed([line for line in text.splitlines() if line.strip()], max(1, seconds))
    ends = [*(at for at, _words in cues[1:]), float(max(1, seconds))]
    parts = ["WEBVTT"]
    for (at, words), until in zip(cues, ends, strict=False):
        parts.append(f"{stamp(at)} --> {stamp(max(until, at + 1))}\n{escaped(words)}")
    return "\n\n".join(parts) + "\n"


def timed(lines: list[str], seconds: int) -> list[tuple[float, str]]:
    found = []
    for number, line in enumerate(lines):
        match = TIMED.match(line)
        at = int(match[1]) * 60 + int(match[2]) if match else number * seconds / len(lines)
        found.append((float(at), (match[3] if match else line).strip()[:LONGEST_LINE]))
    return sorted(found, key=lambda cue: cue[0])


def stamp(at: float) -> str:
    whole = int(at)
    return f"00:{whole // 60:02d}:{whole % 60:02d}.{round((at - whole) * 1000) % 1000:03d}"


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
