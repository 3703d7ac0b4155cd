"""The editor in a real browser: preview, report, plain words, autosave, pictures."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from articles.models import Picture
from tests import factories
from tests.articles import desk
from tests.looking import faults_now, faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return desk.desk()


def open_editor(page, article, who, client):
    factories.sign_in(client, who)
    cookie = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.base}])
    page.goto(desk.address("edit_article", article))


@pytest.fixture
def editor(people, page_desktop, site, client):
    article = desk.article(people.anna)
    page_desktop.base = site
    open_editor(page_desktop, article, people.anna, client)
    return page_desktop, article


def write(page, words):
    area = page.get_by_label("Text", exact=True)
    area.fill(words)
    return area


def test_preview_report_and_autosave_follow_the_text(editor):
    page, article = editor
    area = write(page, "## Here\n\nPlease utilise a band.\n\n{{help}}\n")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("heading", name="Here")).to_be_visible()
    expect(preview).to_contain_text("When to get help")
    page.get_by_role("radio", name="Report").check()
    page.get_by_role("button", name="Use “use”").click()
    expect(area).to_have_value("## Here\n\nPlease use a band.\n\n{{help}}\n")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Draft saved")
    expect(page.locator('[name="version"]')).to_have_value("3", timeout=15_000)
    assert desk.draft_of(article).text.startswith("## Here\n\nPlease use a band.")
    assert faults_now(page) == [], page.url


def test_a_finding_leads_to_its_place(editor):
    page, _article = editor
    write(page, "## Here\n\nA miracle helps.\n\n{{help}}\n")
    page.get_by_role("radio", name="Report").check()
    row = page.locator(".report__list li").filter(has_text="miracle")
    row.get_by_role("button", name="Show").click()
    chosen = page.evaluate(
        "() => { const a = document.querySelector('textarea[name=text]');"
        " return a.value.slice(a.selectionStart, a.selectionEnd) }"
    )
    assert chosen == "miracle"


def test_a_second_author_is_told_while_typing(editor, people):
    page, article = editor
    page.faults.expect("409")
    desk.save(desk.draft_of(article), by=people.rob, title="Rob was first")
    write(page, "Anna types on.")
    state = page.locator("[data-autosave-state]")
    expect(state).to_contain_text("Somebody else saved", timeout=15_000)
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Anna types on.")
    assert desk.draft_of(article).title == "Rob was first"


def test_a_sign_in_that_ends_keeps_the_text(editor, people, client):
    page, article = editor
    page.faults.expect("401")
    page.faults.expect("403")
    page.context.clear_cookies()
    area = write(page, "Typed while signed out.")
    state = page.locator("[data-autosave-state]")
    expect(state).to_contain_text("Not saved", timeout=15_000)
    expect(area).to_have_value("Typed while signed out.")
    other = page.context.new_page()
    other.base = page.base
    open_editor(other, article, people.anna, client)
    page.evaluate("dispatchEvent(new Event('focus'))")  # as coming back to this tab does
    expect(page.locator('[name="version"]')).to_have_value("3", timeout=12_000)
    assert desk.draft_of(article).text == "Typed while signed out."


def test_a_button_pressed_while_signed_out_leaves_the_text_where_it_is(editor, people, client):
    page, article = editor
    page.faults.expect("401")
    page.faults.expect("403")
    page.context.clear_cookies()
    area = write(page, "Typed while signed out.")
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.locator("[data-autosave-state]")).to_contain_text("sign in again")
    expect(area).to_have_value("Typed while signed out.")
    other = page.context.new_page()
    other.base = page.base
    open_editor(other, article, people.anna, client)
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.get_by_text("Draft saved.")).to_be_visible()
    assert desk.draft_of(article).text == "Typed while signed out."


def test_a_picture_gets_its_words_and_its_mark(editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page, _article = editor
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(buffer, "PNG")
    file = {"name": "foot.png", "mimeType": "image/png", "buffer": buffer.getvalue()}
    page.locator("#pic-image").set_input_files(file)
    page.locator("#pic-alt").fill("A foot")
    page.locator("#pic-credit").fill("Anna Ash")
    page.locator("#pic-licence").fill("CC BY 4.0")
    page.get_by_role("button", name="Add the picture").click()
    area = page.get_by_label("Text", exact=True)
    expect(area).to_have_value(re.compile(r"!\[A foot\]\(/media/pictures/"))
    expect(page.get_by_role("region", name="Preview").locator("img")).to_be_visible()
    assert Picture.objects.unscoped().get().alt == "A foot"


def test_the_desks_pages_can_be_used_by_everybody(people, walking_page, site, client):
    page = walking_page
    page.base = site
    article = desk.published(people.anna, people.rob)
    other = desk.article(people.anna)
    open_editor(page, other, people.rob, client)
    assert faults_of(page) == [], page.url
    desk.reviewing.send_to_review(
        revision=desk.draft_of(other), by=people.anna, at=desk.timezone.now()
    )
    for name, row in (
        ("list_articles", None),
        ("add_article", None),
        ("list_rules", None),
        ("list_sources", None),
        ("add_source", None),
        ("upload_picture", None),
        ("show_clinic_article", article),
        ("review_article", other),
        ("retire_article", article),
        ("compare_revisions", article),
    ):
        page.goto(desk.address(name, row) if row else desk.address(name))
        assert faults_of(page) == [], page.url
