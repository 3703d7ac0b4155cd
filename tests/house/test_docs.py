"""The documentation names only what is there."""

import re

import pytest

from portal.demo import cast, load
from tests.house.rules import ROOT

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LONGEST_LINE = 160  # characters, tables and code apart
CODE = re.compile(r"^```.*?^```|`[^`]*`", re.M | re.S)
PARTS = ("## Context", "## Decision", "## Consequences", "*Guarded by:")


def name_of(page):
    return str(page.relative_to(ROOT))


def known_tests() -> set[str]:
    """The names of all test functions and test files."""
    names = set()
    for path in (ROOT / "tests").rglob("*.py"):
        names.add(path.stem)
        names.update(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M))
    return names


def unknown_tests(text: str, known: set[str]) -> list[str]:
    return sorted(set(re.findall(r"\btest_[a-z0-9_]+", text)) - known)


def missing_files(text: str, folder) -> list[str]:
    """Relative links whose target is not there."""
    targets = re.findall(r"\]\((?!https?:|#|mailto:|\.\./\.\./security/)([^)#\s]+)", text)
    return [target for target in targets if not (folder / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_only_tests_that_exist(page):
    assert unknown_tests(page.read_text(encoding="utf-8"), known_tests()) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_links_only_to_files_that_exist(page):
    assert missing_files(page.read_text(encoding="utf-8"), page.parent) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_lines_of_a_page_stay_readable(page):
    prose = CODE.sub("", page.read_text(encoding="utf-8")).splitlines()
    assert [line for line in prose if len(line) > LONGEST_LINE and line[0] != "|"] == []


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_says_why_what_and_who_watches_over_it(page):
    text = page.read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert text.startswith(f"# {int(page.name[:4])}. ")


def test_no_two_decisions_share_a_number():
    numbers = [page.name[:4] for page in DECISIONS]
    assert sorted(set(numbers)) == numbers


def test_the_readme_tells_the_demonstrations_accounts_as_they_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\S+@\S+)`", readme))
    assert told
    assert told <= {person.email for person in (*cast.WORKERS, *cast.PEOPLE)} | {"ruth@example.org"}
    assert f"`{load.PASSWORD}`" in readme


def test_the_intended_purpose_is_the_same_in_the_readme_and_on_the_page():
    page = (ROOT / "portal/templates/portal/show_about.html").read_text(encoding="utf-8")
    purpose = "clinic-authored education and clinic-prescribed exercise, record and communication."
    assert purpose in page
    assert purpose in (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_is_not_there_is_seen():
    assert unknown_tests("Guarded by `test_that_never_was`.", known_tests())
    assert missing_files("[page](no-such-page.md)", ROOT) == ["no-such-page.md"]
