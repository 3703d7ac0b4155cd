"""Whether the collected static files are those of the sources, and collecting them if not."""

import hashlib
import io

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MANIFEST = "staticfiles.json"


def is_collected() -> bool:
    return (settings.STATIC_ROOT / MANIFEST).exists()


def collect_if_changed() -> bool:
    """Collects, hashes and compresses; False where the sources are as they were."""
    mark = settings.STATIC_ROOT / "sources.sha256"
    now = sum_of_sources()
    if is_collected() and mark.exists() and mark.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    mark.write_text(now, encoding="ascii")
    return True


def sum_of_sources() -> str:
    """Over names and contents, and over the storage that decides what becomes of them."""
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    files = [(path, storage) for finder in get_finders() for path, storage in finder.list([])]
    for path, storage in sorted(files, key=lambda found: found[0]):
        with storage.open(path) as file:
            total.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return total.hexdigest()
