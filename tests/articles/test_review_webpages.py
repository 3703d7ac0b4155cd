# ruff: noqa: E501  (pages stay whole)
"""A page saved from the web is read without what stands around the article."""

import pytest

from articles.review import review
from articles.review.prepare import prepare
from tests.limits import no_burden

PAGE = "<!doctype html><html><body class='has-cookie-banner'>{}<main><h1>Sore heels</h1>\n<p>Load the heel little by little.</p>{}</main>{}</body></html>"

AROUND = [
    '<div class="breadcrumb"><a href="/">Home</a> Miracle</div>',
    '<ol class="nav-breadcrumbs"><li>Miracle</li></ol>',
    '<div id="cookie-banner"><div><p>Miracle cookies</p></div><div>Miracle</div></div>',
    '<div class="CookieConsent">Miracle</div>',
    '<div id="onetrust-consent-sdk"><h2>Miracle</h2></div>',
    '<section class="consent-manager">Miracle</section>',
    '<div role="navigation"><p>Miracle</p></div>',
    '<div role="dialog" aria-label="x"><p>Miracle</p></div>',
    '<header role="banner"><p>Miracle</p></header>',
    "<nav><div><p>Miracle</p></div></nav>",
    "<aside><p>Miracle</p></aside>",
    "<footer><p>Miracle</p></footer>",
    '<div class="social-share"><span>Miracle</span></div>',
    "<ul class=shareButtons><li>Miracle</li></ul>",
    '<div class="newsletter"><div class="row"><p>Miracle</p></div></div>',
]
INSIDE = [
    "<aside><p>Miracle</p></aside>",
    '<section id="consent"><h2>Miracle</h2></section>',
    '<section class="informed-consent"><p>Miracle</p></section>',
    '<div class="shared-decisions"><p>Miracle</p></div>',
    '<div class="content" data-id="cookie"><p>Miracle</p></div>',
    '<h2 class="share">Miracle</h2>',
    '<div class="newsletter"><p>Miracle</p>',
]


@pytest.mark.parametrize("part", AROUND)
@pytest.mark.parametrize("place", [(1, 0), (0, 1)])
def test_what_stands_around_an_article_is_not_read(part, place):
    page = PAGE.format(part * place[0], "", part * place[1])
    assert prepare(page).text.split("\n\0\n") == ["Sore heels", "Load the heel little by little."]
    assert "CL01" not in {finding.rule for finding in review(page).findings}


@pytest.mark.parametrize("part", INSIDE)
def test_what_only_sounds_like_it_is_read(part):
    assert "Miracle" in prepare(PAGE.format("", part, "")).text


@pytest.mark.parametrize("name", ["cookie-page", "newsletter", "share"])
def test_a_wrapper_round_the_article_is_no_furniture_whatever_its_name(name):
    page = f'<!doctype html><div class="{name}">{PAGE.format("", "", "")}<div class="share">Miracle</div></div>'
    text = prepare(page).text
    assert "Sore heels" in text
    assert "Miracle" not in text


def test_places_stay_those_of_the_file():
    page = PAGE.format('<div class="cookie">a\nb</div>\n', "<p>A miracle.</p>", "")
    (found,) = [finding for finding in review(page).findings if finding.rule == "CL01"]
    assert page[found.start : found.end] == "miracle"
    assert found.line == 4


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html>" + '<div class="share">' * 40_000 + "<h1>a</h1>" + "</div>" * 40_000,
        "<!doctype html>" + '<div class="share">a</div>' * 30_000,
        "<!doctype html>" + "<main>" * 30_000 + "<aside>a</aside>" * 30_000 + "</main>" * 30_000,
    ],
    ids=["nested", "many", "mains"],
)  # fmt: skip
def test_much_furniture_is_no_burden(page):
    with no_burden():
        prepare(page)
