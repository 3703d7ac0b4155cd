"""The limits of a clip, for the part that asks and the part that encodes. Needs only Python."""

LARGEST_FILE = 100 * 1024 * 1024  # bytes
LONGEST_CLIP = 60  # seconds
LONGEST_WORK = 600  # seconds of waiting for one clip
LONGEST_CPU = 900  # seconds of all cores together
MOST_MEMORY = 3 * 1024**3  # bytes of address space; 4K HEVC needs about one
LARGEST_OUTPUT = 100 * 1024 * 1024  # bytes of one written file
MOST_PIXELS = 4096 * 2304
LEAST_SIDE = 64  # pixels
SHORT_SIDE, LONG_SIDE = 720, 1280  # pixels of what is kept
FASTEST = 30  # pictures a second of what is kept
MOST_PICTURES = LONGEST_CLIP * 250  # read in; slow motion films 240 a second
VIDEO, POSTER = "video.mp4", "poster.webp"

# What phones and browsers record. Anything else is refused before a decoder sees it.
PICTURE_CODECS = {"h264", "hevc", "vp8", "vp9", "libvpx", "libvpx-vp9", "av1", "libdav1d", "mpeg4"}
SOUND_CODECS = {"aac", "opus", "libopus", "vorbis", "libvorbis", "mp3", "mp3float", "alac"}


def container_of(head: bytes) -> str | None:
    """The demuxer for a file that begins so: `mov` for MP4 and MOV, `matroska` for WebM."""
    if head[4:8] in (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip"):
        return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    return None
