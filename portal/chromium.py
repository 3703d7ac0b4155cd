"""Where a Chromium is, for the journeys. Standard library only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN = ("chromium-headless-shell", "chromium")  # the first draws as the second does, for less
NAMES = (*DEBIAN, "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = (
    "There is no Chromium for the browser journeys. Debian: apt install chromium-headless-shell · "
    "Ubuntu, macOS: install Google Chrome, or run "
    ".venv/bin/python -m playwright install --with-deps chromium"
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


def fetch(say=print) -> str | None:
    """This will try to get one: Debian's package as root, playwright's own otherwise."""
    if os.getuid() == 0 and shutil.which("apt-get"):
        say("Installing Debian's chromium for the browser journeys …")
        _quietly(["apt-get", "update", "-q"])
        for package in DEBIAN:
            _quietly(["apt-get", "install", "-y", "-q", "--no-install-recommends", package])
            if shutil.which(package):
                break
    else:
        say("Fetching a Chromium for the browser journeys …")
        _quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    found = find()
    return found if found and _starts(found) else None


def _quietly(words: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(words, env=environment, capture_output=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return


def _starts(program: str) -> bool:
    answer = subprocess.run([program, "--version"], capture_output=True, check=False)
    return answer.returncode == 0
