"""What a file is called that leaves the portal."""

from __future__ import annotations

from django.utils import timezone

from tests.house import crawl
from tests.world import World

PAPER = {"paper": "a4", "columns": "1", "size": "16"}  # how a programme is printed
KINDS = (
    "application/pdf",
    "application/octet-stream",
    "application/zip",
    "text/csv",
    "text/calendar",
    "image/webp",
    "image/avif",
    "video/mp4",
)


def an_upload(world: World) -> None:
    """A picture the clinic sent under a bad name, at the id the walk asks for."""
    from articles.actions.storing import picture_folder

    folder = picture_folder(world.picture.pk)
    folder.mkdir(parents=True)
    (folder / "480.webp").write_bytes(b"RIFF....WEBP")


def name_of(answer) -> str | None:
    """Its Content-Disposition where it comes as a file and not as a page."""
    crawl.body(answer)  # reads a streamed file to its end
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    is_file = answer.status_code == 200 and kind in KINDS
    return answer.headers.get("Content-Disposition", "") if is_file else None


def misnamed(names: dict[str, str], world: World) -> list[str]:
    """Files by their routes that are called after a person or after what was uploaded."""
    told = [world.marker.lower(), "patient", "evil", ".html", "heel", str(world.patient.pk)]
    printed = f'attachment; filename="programme-{timezone.localdate():%Y-%m-%d}.pdf"'
    return [
        f"{route}: {name}"
        for route, name in names.items()
        if any(word in name.lower() for word in told)
        or "filename*" in name
        or ("handout" in route and name != printed)
    ]
