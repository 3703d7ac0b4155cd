"""A real Chromium: one for the run, a fresh context for each test.

A page that logs an error, breaks the content policy or asks another host fails its test.
"""

import os
import time
from urllib.parse import urlsplit

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.core.signals import request_finished, request_started

from portal import chromium

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives for seconds: code made quick for it is made for nothing.
    "--js-flags=--no-opt,--no-maglev",
]

# Its head and its body are two packets: without this, each answer waits 40 ms for a receipt.
WSGIRequestHandler.disable_nagle_algorithm = True


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    program = chromium.find()
    if program is None:
        pytest.fail(chromium.HOW, pytrace=False)
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django takes it for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def site(live_server, settings):
    """The address of the running portal; links in mails lead there too."""
    settings.PUBLIC_URL = live_server.url
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "localhost", "127.0.0.1"]
    return live_server.url


class Answering:
    """How many requests the live server has in hand. A page that is closed may still send its last
    words; the tables are not emptied under them."""

    def __init__(self):
        self.now = 0
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def begin(self, **kwargs):
        self.now += 1

    def end(self, **kwargs):
        self.now -= 1

    def wait_for_quiet(self, quiet: float = 0.1, longest: float = 5) -> None:
        deadline, since = time.monotonic() + longest, time.monotonic()
        while time.monotonic() < min(since + quiet, deadline):
            if self.now > 0:
                since = time.monotonic()
            time.sleep(0.01)
        self.now = 0  # an answer nobody read to its end is never told as finished


ANSWERING = Answering()


class Faults(list):
    """What a page did that no page may do, as sentences. `expect(words)` lets one pass."""

    def __init__(self):
        super().__init__()
        self.expected = []

    def expect(self, words: str) -> None:
        self.expected.append(words)

    def left(self) -> list[str]:
        return [fault for fault in self if not any(words in fault for words in self.expected)]


@pytest.fixture
def new_page(browser, site):
    """Opens a page of its own person: `new_page(phone=True, dark=True, locale="de-DE")`."""
    contexts, faults = [], Faults()

    def open_page(*, phone: bool = False, dark: bool = False, **choices):
        options = {"locale": "en-GB", "timezone_id": "Europe/London", **choices}
        context = browser.new_context(
            **(PHONE if phone else DESKTOP) | {"base_url": site} | options,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        _watch(page, site, faults)
        page.faults = faults
        return page

    yield open_page
    for context in contexts:
        context.close()
    ANSWERING.wait_for_quiet()
    left = faults.left()
    assert not left, "\n".join(left)


def _watch(page, site: str, faults: Faults) -> None:
    home = urlsplit(site).netloc

    def console(message):
        if message.type == "error":
            faults.append(f"{page.url}: {message.text}")

    def request(request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home:
            faults.append(f"{page.url} asked another host: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", request)


@pytest.fixture
def page_phone(new_page):
    return new_page(phone=True)


@pytest.fixture
def page_desktop(new_page):
    return new_page()


@pytest.fixture
def page(page_desktop):
    return page_desktop
