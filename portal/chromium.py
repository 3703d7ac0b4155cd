"""Where a Chromium is, for the journeys. Standard library only."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = (
    "There is no Chromium for the browser journeys. Debian: apt install chromium · Ubuntu, macOS: "
    "install Google Chrome, or run .venv/bin/python -m playwright install --with-deps chromium"
)


def find() -> str | None:
    """The program's path: what GROUNDWORK_CHROMIUM says, the system's, or playwright's own."""
    if said := os.environ.get("GROUNDWORK_CHROMIUM"):
        return said
    for name in NAMES:
        if path := shutil.which(name):
            return path
    for path in MAC:
        if Path(path).exists():
            return path
    return _of_playwright()


def _of_playwright() -> str | None:
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    found = sorted(home.glob("chromium*/chrome-*/chrome")) + sorted(
        home.glob("chromium*/chrome-*/headless_shell")
    )
    return str(found[-1]) if found else None
