"""What a person does on the pages, named as they would tell it."""

import gzip
import re
from contextlib import contextmanager

from django.contrib.sessions.models import Session
from django.core import mail

from portal import crypto, qr
from portal.views.inviting import TOKENS
from tests import factories

ARTICLE = """## What has happened

You have a sore heel. The band under your foot is sore.

Call us if it is worse after 3 days.

{{help}}
"""


class Taps:
    """Counts what a finger does; typing is not among it."""

    def __init__(self):
        self.count = 0

    def tap(self, place) -> None:
        place.click()
        self.count += 1


def button(page, name, **where):
    return page.get_by_role("button", name=name, exact=True, **where)


def link(page, name, **where):
    return page.get_by_role("link", name=name, exact=True, **where)


def heading(page, name):
    return page.get_by_role("heading", name=name)


@contextmanager
def expecting(page, *words):
    """Answers such as 404 are meant here; the browser reports them as errors."""
    for word in words:
        page.faults.expect(word)
    yield


# Coming in and going out -----------------------------------------------------------------------


def type_password(page, person) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    button(page, "Sign in").click()
    heading(page, "The second step").wait_for()


def type_code(page, person) -> None:
    page.locator("input[name=code]").first.fill(factories.totp_code(person))
    button(page, "Sign in").click()
    heading(page, "Patients").wait_for()


def sign_out(page) -> None:
    page.locator("[data-menu] summary").click()
    button(page, "Sign out").click()
    page.wait_for_url(lambda url: "/accounts/logout" not in url)


def come_in(page, site, client, who, **choices) -> None:
    """Signed in already, as the journeys begin that are not about signing in."""
    factories.sign_in(client, who, **choices)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": site}
    page.context.add_cookies([cookie])


def session_key(page) -> str:
    return next(c["value"] for c in page.context.cookies() if c["name"] == "session")


def session_ends(page) -> float:
    """When the browser forgets the session, in seconds since 1970; -1 with the window."""
    return next(c["expires"] for c in page.context.cookies() if c["name"] == "session")


def end_session(page) -> None:
    """What time does to a session nobody uses."""
    Session.objects.filter(session_key=session_key(page)).delete()


# Letters and codes -----------------------------------------------------------------------------


def link_in_letter(to: str) -> str:
    letter = [one for one in mail.outbox if to in one.to][-1]
    return re.search(r"https?://\S+", letter.body).group()


def code_on_screen(page, site) -> str:
    """The address a camera reads from the code that is shown."""
    store = Session.objects.get(session_key=session_key(page)).get_decoded()
    (locked,) = store[TOKENS].values()
    address = f"{site}/in/{crypto.unlock(locked)}/"
    shown = page.locator(".qr__code svg path").first.get_attribute("d")
    assert shown in str(qr.svg(address, label="x"))
    return address


# A physio's work -------------------------------------------------------------------------------


def write_article(page, title: str) -> None:
    page.goto("/clinic/articles/add/")
    page.get_by_label("Title").fill(title)
    page.locator("main form button[type=submit]").first.click()
    page.locator("textarea[name=text]").fill(ARTICLE)
    page.locator("[name=summary]").fill("What a sore heel is and what you can do today.")
    page.locator("[name=key_points]").fill("It gets better")
    page.locator("[name=interests]").fill("None.")
    button(page, "Save and go on to review").click()
    heading(page, "Send to review").wait_for()


def publish_alone(page, name: str) -> None:
    """The clinic's only clinician signs by name and reason (product rule 14)."""
    link(page, "Publish alone").click()
    page.locator("input[name=name]").fill(name)
    page.locator("[name=reason]").fill("Nobody else works here yet.")
    months = page.locator("input[name=months][type=radio]")
    if months.count():
        months.first.check()
    button(page, "Publish alone").click()
    page.get_by_text("read now").wait_for()


def build_programme(page, name: str, moves: dict[str, str], *, reading: str) -> None:
    page.goto("/clinic/programmes/add/")
    page.locator("form[action$='/programmes/add/'] input[name=name]").first.fill(name)
    button(page, "Begin").click()
    page.wait_for_url("**/edit/*", wait_until="networkidle")
    page.keyboard.press("/")
    page.locator("#q:focus").wait_for()
    for words, dose in moves.items():
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.locator("[data-dose]:focus").wait_for()
        page.keyboard.type(dose)
        page.keyboard.press("Enter")
        page.locator("#q:focus").wait_for()
    page.locator("#ra").select_option(label=reading)
    button(page, "Add reading").click()
    page.locator("[data-part=plan]").get_by_text(reading).first.wait_for()
    button(page, "Ready to give").click()
    page.get_by_text("Ready to give").first.wait_for()


def add_patient(page, name: str, born_on: str, email: str) -> None:
    page.goto("/clinic/patients/add/")
    page.locator("[name=full_name]").fill(name)
    page.locator("[name=born_on]").fill(born_on)
    page.locator("[name=reason]").fill("Heel pain")
    page.locator("[name=email]").fill(email)
    button(page, "Add and invite").click()
    heading(page, "Invite").wait_for()


def open_patient(page, name: str) -> None:
    page.goto("/clinic/patients/")
    link(page, name).first.click()
    page.get_by_role("heading", name=name, level=1).wait_for()


# A patient's day -------------------------------------------------------------------------------


def accept_invitation(page, address: str, *, birth_year: int | None, own: bool) -> None:
    page.goto(address)
    if birth_year:
        page.locator("[name=birth_year]").fill(str(birth_year))
    button(page, "Open").click()
    button(page, "Yes, it is mine" if own else "No, others use it too").click()
    page.wait_for_url("**/my/")


def read_to_the_end(page, title: str) -> None:
    page.goto("/my/")
    link(page, title).first.click()
    heading(page, title).first.wait_for()
    page.locator("#finish").scroll_into_view_if_needed()
    button(page, "I have read this").click()
    page.get_by_text("Finished on").first.wait_for()


def log_all(page, taps: Taps, pain: int) -> None:
    """From Today: did all as planned, and a number."""
    taps.tap(link(page, "Did all as planned"))
    taps.tap(button(page, str(pain)))
    heading(page, "Reported").wait_for()


# What the browser measured ---------------------------------------------------------------------

SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 400);
})"""


def layout_shift(page) -> float:
    return page.evaluate(SHIFT)


PACKED = ("text/", "javascript", "json", "svg", "xml")


def collect(page) -> dict[str, int]:
    """address -> bytes as a browser gets them from a built portal, headers included: static texts
    packed with Brotli, pages with gzip, pictures and letters as they are."""
    import brotli

    sizes = {}

    def take(response):
        kind = response.headers.get("content-type", "")
        if response.request.redirected_to or response.status >= 300:
            return
        body = response.body()
        packed = any(word in kind for word in PACKED)
        pack = brotli.compress if "/static/" in response.url else gzip.compress
        headers = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())
        sizes[response.url] = headers + len(pack(body) if packed else body)

    page.on("requestfinished", lambda request: take(request.response()))
    return sizes
