"""The public library: anybody reads what is shared, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles import embeds
from articles.models import Picture
from tests import factories
from tests.articles import library

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_cards(monkeypatch):
    monkeypatch.setattr(embeds, "_resolvers", [])


def text(response) -> str:
    return response.content.decode()


def page(client, slug="heel-pain-and-strength", **headers):
    return client.get(f"/articles/{slug}/", headers=headers)


def test_an_article_says_who_wrote_and_checked_it_and_when(client):
    library.source()
    library.article(reviewed_on=date(2026, 6, 12), review_due_on=date(2028, 6, 12))
    shown = text(page(client))
    for words in ("Alice Alder", "Grace Lind", "12 June 2026", "next review by June 2028"):
        assert words in shown
    assert 'itemtype="https://schema.org/MedicalWebPage"' in shown
    assert (
        '<link rel="canonical" href="http://testserver/articles/heel-pain-and-strength/">' in shown
    )


def test_an_article_nobody_checked_says_so(client):
    library.article(reviewer_name="")
    assert "not yet checked by a second clinician" in text(page(client))


def test_an_article_past_its_review_date_says_so(client):
    today = timezone.localdate()
    library.article(reviewed_on=today - timedelta(days=800), review_due_on=today)
    assert "was due for a check" not in text(page(client))
    library.article(
        "Late", reviewed_on=today - timedelta(days=800), review_due_on=today - timedelta(days=1)
    )
    assert "was due for a check" in text(page(client, "late"))


def test_sources_lead_there_and_back(client):
    library.source()
    library.article()
    shown = text(page(client))
    assert 'href="#ref-1"' in shown
    assert 'id="ref-1"' in shown
    assert 'href="#c-1"' in shown
    assert 'id="c-1"' in shown
    assert "https://doi.org/10.1111/sms.12313" in shown


def test_a_retracted_source_says_so(client):
    library.source(retraction="retracted")
    library.article()
    assert "Retracted" in text(page(client))


def test_help_stands_where_it_was_put_and_is_linked_from_the_top(client):
    library.help_set()
    library.article()
    shown = text(page(client))
    assert shown.index('href="#help"') < shown.index('id="help"')
    assert shown.index("Rise up slowly") < shown.index('id="help"') < shown.index("We do not know")
    assert "your emergency number (999 or 112)" in shown


def test_a_reader_of_a_clinic_gets_its_own_numbers(client):
    library.help_set()
    library.article()
    birke = factories.clinic("Birke", emergency_number="112", advice_number="116117", phone="030 1")
    factories.sign_in(client, factories.patient(birke, "Frank"))
    shown = text(page(client))
    assert 'href="tel:112"' in shown
    assert 'href="tel:116117"' in shown
    assert 'href="tel:0301"' in shown


def test_the_clinics_own_set_stands_before_the_operators(client):
    alder = factories.clinic("Alder")
    library.help_set(title="Everybody's")
    library.help_set(at=alder, title="Alder's own")
    library.help_set(at=factories.clinic("Birch"), title="Birch's own")
    library.article(at=alder)
    shown = text(page(client))
    assert "Alder&#x27;s own" in shown
    assert "Birch" not in shown


def test_without_any_set_people_are_still_sent_to_a_phone(client):
    library.article()
    assert "your emergency number" in text(page(client))


def test_an_exercise_is_shown_by_the_card_the_roof_draws(client, no_cards):
    library.article()
    asked = []

    def draw(slugs, *, clinic):
        asked.append((slugs, clinic))
        return {"heel-raise": mark_safe("<b>the card</b>")}

    embeds.register(draw)
    embeds.register(draw)
    assert "<b>the card</b>" in text(page(client))
    assert asked == [(["heel-raise"], None)]


def test_what_may_change_is_new_at_the_next_look(client, no_cards):
    """The page is drawn once; its exercises and the day are no part of that."""
    today = timezone.localdate()
    library.article(reviewed_on=today - timedelta(days=800), review_due_on=today)
    cards = {"heel-raise": mark_safe("<b>the card</b>")}
    embeds.register(lambda slugs, *, clinic: cards)
    assert "<b>the card</b>" in text(page(client))
    cards.clear()
    shown = text(page(client))
    assert "<b>the card</b>" not in shown
    assert "was due for a check" not in shown
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert "was due for a check" in text(page(client))


def test_one_drawing_shows_each_reader_the_numbers_of_today_and_of_their_own_clinic(client):
    """The numbers are no part of what is kept; nor is whether the page was taken back."""
    town = factories.town()
    town.birch.phone = "0113 496 0500"
    town.birch.save()
    shared = library.article()
    other = Client()
    factories.sign_in(client, town.bob)
    factories.sign_in(other, town.frank)
    assert "0161 496 0000" in text(page(client))
    seen = text(page(other))
    assert "0113 496 0500" in seen
    assert "0161 496 0000" not in seen
    town.alder.phone = "0161 496 0999"
    town.alder.save()
    seen = text(page(client))
    assert "0161 496 0999" in seen
    assert "0161 496 0000" not in seen
    shared.retired_at = timezone.now()
    shared.save()
    assert [page(reader).status_code for reader in (client, other)] == [410, 410]


def test_only_what_is_published_and_shared_is_there_for_everybody(client):
    alder = factories.clinic("Alder")
    library.article("Own", at=alder, is_public=False)
    library.article("Shown", at=alder)
    draft = library.article("Draft")
    draft.published = None
    draft.save()
    assert page(client, "own").status_code == 404
    assert page(client, "draft").status_code == 404
    assert page(client, "shown").status_code == 200
    shown = text(client.get("/articles/?q=strength"))
    assert "Shown" in shown
    assert "Own" not in shown
    assert "Draft" not in shown


def test_a_recalled_article_is_gone_and_says_so_kindly(client):
    recalled = library.article()
    recalled.retired_at = timezone.now()
    recalled.save()
    response = page(client)
    assert response.status_code == 410
    assert "taken back" in text(response)
    assert "Rise up slowly" not in text(response)


def test_an_unchanged_page_costs_nothing_a_changed_one_does(client):
    article = library.article()
    first = page(client)
    assert first["Cache-Control"] == "public, no-cache"
    assert first["Last-Modified"] == "Thu, 03 Sep 2026 12:00:00 GMT"
    again = page(client, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    library.publish(article, title="Heel pain, rewritten", published_at=timezone.now())
    assert page(client, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_what_a_signed_in_reader_sees_is_kept_by_no_cache(client, town):
    library.article()
    factories.sign_in(client, town.bob)
    response = page(client)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_a_series_is_read_in_its_order(client):
    for order, title in enumerate(("One", "Two", "Three")):
        library.article(title, series="Heel", series_order=order)
    library.article("Other owner", at=factories.clinic("Alder"), series="Heel", series_order=9)
    shown = text(page(client, "two"))
    assert shown.index('href="/articles/one/" rel="prev"') < shown.index('href="/articles/three/"')
    assert "other-owner" not in text(page(client, "three"))


def test_the_headings_inside_a_page_are_in_its_language(client):
    one = library.article("Alam", language="ar")
    shown = text(page(client, one.slug))
    assert "في هذه الصفحة" in shown
    assert "On this page" not in shown
    assert "Where this comes from" not in shown


def test_translations_lead_to_each_other(client):
    english = library.article()
    library.article("Fersenschmerz", language="de", translation_of=english)
    arabic = library.article("Alam", language="ar", translation_of=english)
    shown = text(page(client))
    own = "http://testserver/articles/heel-pain-and-strength/"
    assert f'<link rel="alternate" hreflang="en-gb" href="{own}">' in shown
    assert '<link rel="alternate" hreflang="de" href="http://testserver/articles/' in shown
    shown = text(page(client, arabic.slug))
    assert 'dir="rtl"' in shown
    assert 'href="/articles/heel-pain-and-strength/"' in shown
    assert 'href="/articles/fersenschmerz/"' in shown


def test_related_reading_comes_from_the_same_shelf(client):
    shelf = library.topic()
    library.article(topics=[shelf])
    library.article("Shoes and insoles", topics=[shelf])
    library.article("Back pain", topics=[library.topic("back", "Back", "region")])
    shown = text(page(client))
    assert "Shoes and insoles" in shown
    assert "Back pain" not in shown


def test_shelves_show_what_stands_on_them(client):
    shelf = library.topic()
    for number in range(6):
        library.article(f"Heel {number}", topics=[shelf])
    library.article("Fersenschmerz", language="de", topics=[shelf])
    shown = text(client.get("/articles/"))
    assert "All 6 articles" in shown
    assert "Heel 3" in shown
    assert "Heel 4" not in shown
    assert shown.index("In other languages") < shown.index("Fersenschmerz")


def test_an_empty_library_says_so(client):
    assert "No articles yet" in text(client.get("/articles/"))


def test_a_topic_lists_its_articles_in_pages(client):
    shelf = library.topic()
    for number in range(30):
        library.article(f"Heel {number:02}", topics=[shelf])
    shown = text(client.get("/topics/heel-pain/"))
    assert "Heel 23" in shown
    assert "Heel 24" not in shown
    assert "Heel 29" in text(client.get("/topics/heel-pain/?page=2"))
    assert client.get("/topics/nothing/").status_code == 404
    assert "30 articles" in text(client.get("/topics/"))


def test_the_map_and_the_feed_name_every_public_article(client):
    library.article()
    library.article("Own", at=factories.clinic("Alder"), is_public=False)
    found = text(client.get("/sitemap.xml"))
    assert "http://testserver/articles/heel-pain-and-strength/" in found
    assert "own" not in found
    feed = text(client.get("/articles/feed.xml"))
    assert "Heel pain and strength" in feed
    assert "Own" not in feed
    assert "Disallow: /my/" in text(client.get("/robots.txt"))


def test_one_query_or_a_hundred_articles_the_page_costs_the_same(
    client, django_assert_max_num_queries, no_cards
):
    shelf = library.topic()
    library.source()
    library.article(topics=[shelf], series="Heel")
    with django_assert_max_num_queries(3):
        page(client)
    for number in range(100):
        library.article(f"Heel {number}", topics=[shelf], series="Heel", series_order=number)
    with django_assert_max_num_queries(3):
        page(client)
    with django_assert_max_num_queries(6):
        client.get("/articles/")
    with django_assert_max_num_queries(8):
        client.get("/articles/?q=heel")


def test_a_page_for_somebody_signed_in_keeps_its_budget(
    client, town, django_assert_max_num_queries
):
    library.article()
    page(Client())  # what never changes on a page is remembered for a minute
    factories.sign_in(client, town.bob)
    with django_assert_max_num_queries(8):
        page(client)


# Pictures ----------------------------------------------------------------------------------------


def picture(settings, **fields) -> Picture:
    made = Picture.objects.create(
        alt="A heel", width_px=480, height_px=320, widths_px=[480], stored_bytes=4, **fields
    )
    folder = settings.MEDIA_ROOT / "pictures" / str(made.pk)
    folder.mkdir(parents=True)
    (folder / "480.webp").write_bytes(b"webp")
    return made


def address(made, name="480.webp"):
    return f"/media/pictures/{made.pk}/{name}"


def test_a_public_picture_is_there_for_everybody_and_kept(client, settings):
    made = picture(settings, is_public=True)
    response = client.get(address(made))
    assert (response.status_code, b"".join(response)) == (200, b"webp")
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["481.webp", "480.avif", "480.svg", "480.php"])
def test_a_file_that_was_not_stored_is_not_there(client, settings, name):
    assert client.get(address(picture(settings, is_public=True), name)).status_code == 404


def test_a_clinics_picture_is_seen_by_its_people_only(town, settings):
    made = picture(settings, clinic=town.alder)
    for who, status in ((town.alice, 200), (town.bob, 200), (town.eve, 404), (town.frank, 404)):
        client = Client()
        factories.sign_in(client, who)
        response = client.get(address(made))
        assert (who, response.status_code, b"".join(response)[:4] == b"webp") == (
            who,
            status,
            status == 200,
        )
    assert Client().get(address(made)).status_code == 404
