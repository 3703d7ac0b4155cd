"""The editor's pages: written, kept, never overwritten, and only by those who may."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import writing
from articles.models import Article, Check, Revision
from portal.models import Event, Topic
from tests import factories
from tests.articles import desk

pytestmark = pytest.mark.django_db
XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
AUTHORS_PAGES = [
    *("edit_article", "edit_article_place", "drop_draft", "send_to_review", "publish_article"),
    *("compare_revisions",),
]
AUTHORS_POSTS = [
    *("autosave_article", "preview_article", "check_article", "start_draft", "take_back"),
    *("set_article_public",),
]
OTHER_PAGES = ["list_sources", "add_source", "upload_picture", "add_article"]


@pytest.fixture
def people():
    return desk.desk()


@pytest.fixture
def article(people):
    return desk.article(people.anna)


@pytest.fixture
def anna(people):
    return desk.client(people.anna)


def text(response) -> str:
    return response.content.decode()


def now(article) -> Revision:
    return desk.draft_of(article)


# Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AUTHORS_PAGES)
def test_pages_of_an_article_are_for_authors_of_its_clinic(people, article, anna, name):
    url = desk.address(name, article)
    assert anna.get(url).status_code == 200
    assert desk.client(people.eve).get(url).status_code == 404
    assert desk.client(people.kim).get(url).status_code == 403
    assert desk.client(people.bob.user).get(url).status_code == 403


@pytest.mark.parametrize("name", AUTHORS_POSTS)
def test_what_changes_an_article_is_for_authors_of_its_clinic(people, article, name):
    url = desk.address(name, article)
    before = now(article).version
    assert desk.client(people.eve).post(url).status_code == 404
    assert desk.client(people.kim).post(url).status_code == 403
    assert now(article).version == before


@pytest.mark.parametrize("name", OTHER_PAGES)
def test_the_authors_tools_are_for_authors(people, anna, name):
    url = desk.address(name)
    assert anna.get(url).status_code == 200
    assert desk.client(people.kim).get(url).status_code == 403


def test_everybody_at_the_clinic_sees_what_is_published_and_no_draft(people, article):
    shown = desk.published(people.anna, people.rob, title="Published page")
    kim = desk.client(people.kim)
    page = text(kim.get(desk.address("list_articles")))
    assert "Published page" in page
    assert "Sore heel" not in page
    assert kim.get(desk.address("show_clinic_article", shown)).status_code == 200
    assert kim.get(desk.address("show_clinic_article", article)).status_code == 404
    assert kim.get(desk.address("show_revision", shown, shown.published)).status_code == 200
    draft = now(article)
    assert kim.get(desk.address("show_revision", article, draft)).status_code == 404


# Writing ------------------------------------------------------------------------------------


def test_who_opens_a_draft_a_colleague_just_saved_is_told(people, article, anna):
    said = "Rob Rowan saved this draft"
    assert said not in text(anna.get(desk.address("edit_article", article)))
    desk.save(now(article), by=people.rob, title="Rob was here")
    assert said in text(anna.get(desk.address("edit_article", article)))
    assert said not in text(desk.client(people.rob).get(desk.address("edit_article", article)))
    earlier = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=now(article).pk).unscoped().update(saved_at=earlier)
    assert said not in text(anna.get(desk.address("edit_article", article)))


def test_a_new_article_starts_with_an_empty_draft(people, anna):
    Topic.objects.create(slug="foot-ankle", name="Foot and ankle", kind="region")
    fields = {
        "title": "  Sore   heel ",
        "language": "en-gb",
        "help_region": "knee",
        "topics": ["foot-ankle"],
    }
    answer = anna.post(desk.address("add_article"), fields)
    made = Article.objects.unscoped().get()
    assert answer.url == desk.address("edit_article", made)
    assert made.clinic == people.alder
    assert (now(made).title, now(made).help_region) == ("Sore heel", "knee")
    assert Event.objects.unscoped().filter(action="started article").count() == 1


def test_two_articles_with_one_title_have_two_addresses(people):
    first, second = desk.article(people.anna), desk.article(people.eve)
    assert first.slug == "sore-heel"
    assert second.slug == "sore-heel-2"


def test_an_article_without_a_title_says_so_and_keeps_the_rest(anna):
    page = text(anna.post(desk.address("add_article"), {"title": "", "help_region": "knee"}))
    assert "required" in page
    assert '<option value="knee" selected>' in page
    assert not Article.objects.unscoped().exists()


def test_a_draft_is_saved_with_its_questions(article, anna):
    fields = desk.typed(now(article), title="Heel, again", key_points=["One", "Two"])
    fields |= {
        "check1_prompt": "When do you stop?",
        "check1_text1": "At 7",
        "check1_why1": "Yes.",
        "check1_fits1": "on",
        "check1_text2": "Never",
    }
    anna.post(desk.address("edit_article", article), fields)
    draft = now(article)
    assert (draft.title, draft.key_points, draft.version) == ("Heel, again", ["One", "Two"], 3)
    check = Check.objects.filter(revision=draft).unscoped().get()
    assert [c["fits"] for c in check.choices] == [True, False]


def test_saving_the_same_twice_is_once(article, anna):
    fields = desk.typed(now(article), title="Heel, again")
    for _time in range(2):
        anna.post(desk.address("edit_article", article), fields)
    assert now(article).version == 3


def test_a_fault_keeps_everything_that_was_typed(article, anna):
    fields = desk.typed(now(article), title="", summary="Typed just now")
    answer = anna.post(desk.address("edit_article", article), fields)
    assert answer.status_code == 422
    assert "Typed just now" in text(answer)
    assert now(article).version == 2


def test_the_second_author_gets_both_texts_and_overwrites_nothing(people, article, anna):
    seen = now(article)
    desk.save(seen, by=people.rob, title="Rob was first", at=timezone.now() - timedelta(minutes=1))
    fields = desk.typed(seen, title="Anna came later")
    answer = anna.post(desk.address("edit_article", article), fields)
    assert answer.status_code == 409
    for words in ("Rob was first", "Anna came later", "Rob Rowan"):
        assert words in text(answer)
    assert now(article).title == "Rob was first"
    fields["version"] = now(article).version
    anna.post(desk.address("edit_article", article), fields)
    assert now(article).title == "Anna came later"


def test_autosave_keeps_the_draft_and_says_the_new_version(article, anna):
    url = desk.address("autosave_article", article)
    answer = anna.post(url, desk.typed(now(article), title="Half a th"))
    assert json.loads(answer.content)["version"] == 3
    assert now(article).title == "Half a th"


def test_autosave_of_an_old_version_changes_nothing_and_says_so(people, article, anna):
    seen = now(article)
    desk.save(seen, by=people.rob, title="Rob was first")
    answer = anna.post(desk.address("autosave_article", article), desk.typed(seen, title="Mine"))
    assert answer.status_code == 409
    assert "Somebody else" in json.loads(answer.content)["said"]
    assert now(article).title == "Rob was first"


def test_two_tabs_of_one_author_do_not_overwrite_each_other(article, anna):
    seen = now(article)
    url = desk.address("autosave_article", article)
    anna.post(url, desk.typed(seen, title="First tab"))
    assert anna.post(url, desk.typed(seen, title="Second tab")).status_code == 409
    assert now(article).title == "First tab"


def test_a_text_in_review_is_closed_for_writing(people, article, anna):
    desk.signed(article, by=people.anna, reviewer=people.rob)
    url = desk.address("autosave_article", article)
    assert anna.post(url, desk.typed(now(article), title="Late")).status_code == 409
    assert anna.get(desk.address("edit_article", article)).status_code == 302
    assert now(article).title == "Sore heel"


def test_an_ended_sign_in_is_said_in_a_line_and_the_draft_waits(article, anna, client):
    anna.post(desk.address("autosave_article", article), desk.typed(now(article), title="Kept"))
    for name in ("autosave_article", "preview_article", "check_article"):
        answer = client.post(desk.address(name, article), {"content": "x"})
        assert answer.status_code == 401
        assert "<html" not in text(answer)
    assert 'value="Kept"' in text(anna.get(desk.address("edit_article", article)))


# Preview and report --------------------------------------------------------------------------


def test_the_preview_shows_the_page_with_help_and_sources(people, article, anna):
    desk.source(people.alder)
    words = {"content": "## Here\n\nNew words.[^rathleff15]\n\n!!! do\n    - Walk\n"}
    page = text(anna.post(desk.address("preview_article", article), words))
    for part in ("New words.", "dd--do", "care--stop", "Loading for heel pain", "Sore heel"):
        assert part in page
    assert "<html" not in page
    assert "New words" not in now(article).text


def test_scripts_in_every_field_come_out_inert(article, anna):
    fields = desk.typed(
        now(article),
        title=XSS[:150],
        summary=XSS,
        text=XSS,
        interests=XSS,
        key_points=[XSS],
        synonyms=[XSS[:80]],
    )
    fields |= {"check1_prompt": XSS, "check1_text1": XSS, "check1_why1": XSS}
    anna.post(desk.address("edit_article", article), fields)
    assert now(article).interests == XSS
    pages = [
        anna.get(desk.address(name, article))
        for name in ("edit_article", "show_clinic_article", "send_to_review", "publish_article")
    ]
    pages.append(anna.get(desk.address("show_revision", article, now(article))))
    pages.append(anna.get(desk.address("list_articles")))
    pages.append(anna.post(desk.address("preview_article", article), {"content": XSS}))
    pages.append(anna.post(desk.address("check_article", article), fields))
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in text(page)
        assert "<img src=x" not in text(page)


def test_the_report_names_rule_words_and_line(article, anna):
    fields = desk.typed(now(article), text="## Pain\n\nA miracle cure.\n\n{{help}}\n")
    page = text(anna.post(desk.address("check_article", article), fields))
    assert "CL01" in page
    assert "line 3" in page
    assert "blocks" in page


def test_the_report_counts_places_as_the_browser_does(article, anna):
    fields = desk.typed(now(article), text="😀 Please utilise it.\n\n{{help}}\n")
    page = text(anna.post(desk.address("check_article", article), fields))
    assert 'data-from="10" data-to="17"' in page


def test_the_plain_word_is_put_in_without_script(article, anna):
    words = "Please utilise the band.\n\n{{help}}\n"
    fields = desk.typed(now(article), text=words)
    anna.post(desk.address("edit_article", article), {**fields, "apply": "RD09:7"})
    assert now(article).text == "Please use the band.\n\n{{help}}\n"


# Drafts and places ---------------------------------------------------------------------------


def test_an_old_revision_is_restored_as_a_new_draft(people, anna):
    article = desk.published(people.anna, people.rob, title="As it was")
    first = article.published
    anna.post(desk.address("restore_revision", article, first))
    draft = now(article)
    assert (draft.number, draft.title, draft.state) == (2, "As it was", "draft")
    anna.post(desk.address("restore_revision", article, first))
    assert article.revisions.count() == 2


def test_a_dropped_draft_stays_among_the_revisions(article, anna):
    anna.post(desk.address("drop_draft", article))
    assert article.revisions.get().state == "dropped"
    anna.post(desk.address("start_draft", article))
    assert now(article).title == "Sore heel"


def test_two_revisions_are_compared_word_by_word(people, anna):
    article = desk.published(people.anna, people.rob)
    draft = writing.start_draft(article=article, by=people.anna, at=timezone.now())
    desk.save(draft, by=people.anna, summary=desk.SUMMARY.replace("sore", "painful"))
    page = text(anna.get(desk.address("compare_revisions", article)))
    assert "<del>sore </del>" in page
    assert "<ins>painful </ins>" in page


def test_an_article_moves_to_a_shelf_and_to_its_translation(people, article, anna):
    Topic.objects.create(slug="knee", name="Knee", kind="region")
    other = desk.published(people.anna, people.rob, title="Other")
    fields = {"topics": ["knee"], "language": "de", "translation_of": other.pk, "series": "S"}
    anna.post(desk.address("edit_article_place", article), fields)
    article.refresh_from_db()
    assert (article.language, article.translation_of, article.series) == ("de", other, "S")
    assert [topic.slug for topic in article.topics.all()] == ["knee"]


def test_another_clinics_article_is_no_original(people, article, anna):
    foreign = desk.published(
        people.eve, factories.member(people.birch, "Ned", reviewer=True), title="Foreign"
    )
    fields = {"language": "de", "translation_of": foreign.pk}
    answer = anna.post(desk.address("edit_article_place", article), fields)
    assert "valid choice" in text(answer)
    article.refresh_from_db()
    assert article.translation_of is None


# The list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_list_costs_the_same_whatever_it_holds(
    people, anna, count, django_assert_max_num_queries
):
    for number in range(count):
        one = Article.objects.create(
            clinic=people.alder, slug=f"a-{number}", created_by=people.anna
        )
        Revision.objects.create(article=one, number=1, title=f"Page {number}", author=people.anna)
    with django_assert_max_num_queries(12):
        page = text(anna.get(desk.address("list_articles")))
    assert ("Nothing written yet" in page) == (count == 0)
    assert page.count('class="rowc"') == min(count, 50)


def test_the_pages_of_one_article_keep_the_budget(people, anna, django_assert_max_num_queries):
    article = desk.published(people.anna, people.rob)
    draft = writing.start_draft(article=article, by=people.anna, at=timezone.now())
    for name in ("show_clinic_article", "edit_article", "send_to_review", "compare_revisions"):
        with django_assert_max_num_queries(12):
            anna.get(desk.address(name, article))
    desk.signed(article, by=people.anna, reviewer=people.rob)
    rob = desk.client(people.rob)
    with django_assert_max_num_queries(12):
        rob.get(desk.address("review_article", article))
    with django_assert_max_num_queries(12):
        anna.get(desk.address("show_revision", article, draft))


def test_the_list_is_searched_by_title_of_draft_and_by_words_of_the_page(people, article, anna):
    desk.published(people.anna, people.rob, title="Knee", summary="Meniscus and how it heals.")
    page = text(anna.get(desk.address("list_articles"), {"q": "sore he"}))
    assert "Sore heel" in page
    page = text(anna.get(desk.address("list_articles"), {"q": "meniscus"}))
    assert "Knee" in page
    assert "Nothing found" in text(anna.get(desk.address("list_articles"), {"q": "zebra"}))


def test_a_page_past_its_review_date_is_flagged(people, anna):
    article = desk.article(people.anna)
    draft = desk.signed(article, by=people.anna, reviewer=people.rob, months=12)
    Revision.objects.filter(pk=draft.pk).unscoped().update(
        reviewed_on="2020-01-01", review_due_on="2021-01-01"
    )
    from articles.actions.releasing import release

    release(desk.draft_of(article), at=timezone.now())
    assert "Review overdue" in text(anna.get(desk.address("list_articles")))
    assert "Review overdue" in text(anna.get(desk.address("show_clinic_article", article)))


def test_every_rule_stands_on_the_page_of_rules(people):
    from articles.review import catalogue

    page = text(desk.client(people.kim).get(desk.address("list_rules")))
    assert all(f'id="{rule.id}"' in page for rule in catalogue())
