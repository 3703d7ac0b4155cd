"""The child that opens an upload: `encode.py SOURCE FOLDER sound|mute`, one line of JSON out.

Started by `exercises.clips.make` with no settings and no network to speak of. It limits itself
before it reads a byte, opens the file by its bytes (no name, so no playlist and no second file),
and writes `video.mp4` and `poster.webp`.
"""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import av
import limits

# How far a phone says its picture must be turned, and the filters that turn it.
TURNS = {
    90: [("transpose", "clock")],
    180: [("hflip", None), ("vflip", None)],
    270: [("transpose", "cclock")],
}


class Refused(Exception):
    """Its argument is the code that `exercises.clips.sentence` puts into words."""


def limit_self() -> None:
    """So many seconds, so much memory, so large a file; where the system can (not Windows)."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, limits.LONGEST_CPU),
        (resource.RLIMIT_AS, limits.MOST_MEMORY),
        (resource.RLIMIT_FSIZE, limits.LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(what, (most, most))


class Nameless:
    """Bytes without a place: nothing can be looked for beside them."""

    def __init__(self, file):
        self.read, self.seek, self.tell = file.read, file.seek, file.tell


def main(source: str, folder: str, sound: str) -> dict:
    limit_self()
    with Path(source).open("rb") as file:
        kind = limits.container_of(file.read(64))
        file.seek(0)
        if kind is None:
            raise Refused("not-a-video")
        # A movie may name other files; none may be opened.
        options = {"protocol_whitelist": "none", "enable_drefs": "0"}
        options = options if kind == "mov" else {}
        with av.open(Nameless(file), format=kind, options=options) as given:
            return encode(given, Path(folder), keep_sound=sound == "sound")


def encode(given, folder: Path, *, keep_sound: bool) -> dict:
    picture = picture_stream(given)
    voice = sound_stream(given) if keep_sound else None
    with av.open(str(folder / limits.VIDEO), "w", format="mp4", options=TOLD_NOTHING) as kept:
        work = Work(given, kept, picture, voice)
        work.run()
    if not work.first:
        raise Refused("no-picture")
    poster(work.first, folder / limits.POSTER)
    return {
        "seconds": max(1, round(work.last_at)),
        "width": work.video.width,
        "height": work.video.height,
        "has_sound": work.audio is not None,
    }


# The head of the file in front, so that it plays while it loads; no name of any program in it.
TOLD_NOTHING = {"movflags": "+faststart", "fflags": "+bitexact", "map_metadata": "-1"}


def picture_stream(given):
    found = [s for s in given.streams.video if not is_still(s)]
    if not found:
        raise Refused("no-picture")
    stream = found[0]
    context = stream.codec_context
    if context.name not in limits.PICTURE_CODECS:
        raise Refused("not-a-video")
    if context.width * context.height > limits.MOST_PIXELS:
        raise Refused("too-many-pixels")
    if given.duration and given.duration / av.time_base > limits.LONGEST_CLIP + 0.5:
        raise Refused("too-long")
    stream.thread_type = "AUTO"
    context.thread_count = 2
    return stream


def is_still(stream) -> bool:
    """A cover picture beside the sound."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def sound_stream(given):
    found = [s for s in given.streams.audio if s.codec_context.name in limits.SOUND_CODECS]
    return found[0] if found else None


class Work:
    """One pass over the file: each picture turned, made smaller and encoded; the sound likewise."""

    def __init__(self, given, kept, picture, voice):
        self.given, self.kept, self.picture, self.voice = given, kept, picture, voice
        self.video = self.audio = self.graph = self.first = self.shape = None
        self.seen, self.last_at, self.next_at = 0, 0.0, 0.0
        self.started = time.monotonic()
        if voice:
            self.audio = kept.add_stream("aac", rate=48000, layout="mono")
            self.audio.bit_rate = 96_000
            self.resampler = av.AudioResampler(format="fltp", layout="mono", rate=48000)

    def run(self):
        streams = [stream for stream in (self.picture, self.voice) if stream]
        self.begin = None
        for frame in self.given.decode(*streams):
            if isinstance(frame, av.VideoFrame):
                self.take_picture(frame)
            elif self.video:  # sound before the first picture has nothing to go with
                self.take_sound(frame)
            if time.monotonic() - self.started > limits.LONGEST_WORK:
                raise Refused("too-slow")
        self.finish()

    def take_picture(self, frame):
        self.seen += 1
        if self.seen > limits.MOST_PICTURES:
            raise Refused("too-long")
        at = self.moment(frame)
        if at > limits.LONGEST_CLIP + 0.5:
            raise Refused("too-long")
        if at + 0.001 < self.next_at:
            return
        self.next_at = at + 1 / limits.FASTEST
        for small in self.smaller(frame):
            small.pts, small.time_base = round(at * 90_000), Fraction(1, 90_000)
            self.first = self.first or small
            self.last_at = at + 1 / limits.FASTEST
            self.kept.mux(self.stream_for(small).encode(small))

    def moment(self, frame) -> float:
        """Seconds since the first picture; a file that counts wrong is counted by us."""
        at = frame.time
        if at is None:
            return self.seen / limits.FASTEST
        if self.begin is None:
            self.begin = at
        return max(0.0, at - self.begin)

    def smaller(self, frame):
        """The picture upright and small enough, through filters made for its first shape."""
        shape = (frame.width, frame.height, frame.format.name)
        if shape[0] * shape[1] > limits.MOST_PIXELS:
            raise Refused("too-many-pixels")
        if min(shape[:2]) < limits.LEAST_SIDE:
            raise Refused("too-small")
        if self.graph is None:
            self.shape, self.graph = shape, filters(frame)
        if shape != self.shape:  # changed in the middle: only a file made to do so
            raise Refused("broken")
        frame.pts, frame.time_base = self.seen, Fraction(1, limits.FASTEST)
        self.graph.push(frame)
        yield self.graph.pull()

    def stream_for(self, frame):
        if self.video is None:
            stream = self.kept.add_stream("libx264", rate=limits.FASTEST, options=QUALITY)
            stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
            stream.codec_context.time_base = Fraction(1, 90_000)
            stream.codec_context.thread_count = 2
            self.video = stream
        return self.video

    def take_sound(self, frame):
        if frame.time is not None and self.begin is not None:
            if frame.time < self.begin or frame.time - self.begin > limits.LONGEST_CLIP:
                return
            frame.pts = round((frame.time - self.begin) * 48000)
            frame.time_base = Fraction(1, 48000)
        for part in self.resampler.resample(frame):
            self.kept.mux(self.audio.encode(part))

    def finish(self):
        for stream in (self.video, self.audio):
            if stream:
                self.kept.mux(stream.encode(None))


# At most 3 Mbit a second: a minute is 22 MB whatever was filmed.
QUALITY = {
    "crf": "25",
    "maxrate": "3M",
    "bufsize": "6M",
    "preset": "veryfast",
    "profile": "high",
    "flags": "+bitexact",
}


def filters(frame):
    """scale → turn → plain colours. The turn comes from the film's own display matrix."""
    turn = round(-frame.rotation / 90) * 90 % 360
    width, height = size_of(frame.width, frame.height)
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=frame.width,
        height=frame.height,
        format=frame.format,
        time_base=Fraction(1, limits.FASTEST),
    )
    chain = [("scale", f"{width}:{height}"), *TURNS.get(turn, []), ("setsar", "1")]
    chain += [("format", "yuv420p")]
    last = source
    for name, argument in chain:
        step = graph.add(name, argument) if argument else graph.add(name)
        last.link_to(step)
        last = step
    last.link_to(graph.add("buffersink"))
    graph.configure()
    return graph


def size_of(width: int, height: int) -> tuple[int, int]:
    """At most 1280 by 720 (or upright), never enlarged, both sides even."""
    short, long = min(width, height), max(width, height)
    factor = min(1, limits.SHORT_SIDE / short, limits.LONG_SIDE / long)
    return tuple(max(2, round(side * factor / 2) * 2) for side in (width, height))


def poster(frame, path: Path) -> None:
    frame.to_image().save(path, format="WEBP", quality=78)


if __name__ == "__main__":
    try:
        answer = main(*sys.argv[1:4])
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except (av.FFmpegError, ValueError, MemoryError, OSError, TypeError) as error:
        answer = {"refused": "broken", "why": type(error).__name__ + ": " + str(error)[:200]}
    print(json.dumps(answer))
