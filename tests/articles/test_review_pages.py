"""Pages in the manner of leaflets, clinics, newspapers, adverts and blogs, judged by hand.

Each line says what a careful editor would want flagged there, and nothing else.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from articles.review import INFO, review_file

PAGES = Path(__file__).parent / "data" / "pages"
DAY = date(2026, 11, 20)
JUDGED = json.loads((PAGES / "judged.json").read_text(encoding="utf-8"))


def told(finding) -> str:
    words = " ".join(finding.text.split()[:6])
    return f"{finding.severity[0].upper()} {finding.rule} {finding.line} {words}".strip()


@pytest.mark.parametrize("name", sorted(JUDGED))
def test_page_gets_what_an_editor_would_flag_and_nothing_else(name):
    report = review_file((PAGES / name).read_text(encoding="utf-8"), today=DAY)
    assert [told(one) for one in report.findings if one.severity != INFO] == JUDGED[name]


def test_every_page_is_judged():
    assert {path.name for path in PAGES.glob("[0-9]*")} == set(JUDGED)


def test_good_leaflets_are_not_blocked_and_adverts_are():
    blocks = {
        name: review_file((PAGES / name).read_text(encoding="utf-8")).blocks for name in JUDGED
    }
    assert not any(blocks[name] for name in ("01_leaflet_knee.md", "09_charity_falls.md"))
    assert not blocks["12_myth_page.md"]
    assert all(blocks[name] for name in ("02_blog_fascia.md", "05_clinic_promo.md"))
