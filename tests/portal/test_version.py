"""The version has one home, the first heading of CHANGELOG.md."""

import pytest

from portal import version
from tests.house.rules import ROOT


def test_the_version_is_the_first_heading_of_the_changelog():
    headings = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    ]
    assert headings[0].split()[1] == version.version()


def test_a_changelog_without_a_release_has_no_version():
    assert version.of("# What changed\n\nThe 1.2.3 stands in a sentence.\n") == ""


def test_the_newest_release_stands_first():
    assert version.of("# What changed\n\n## 1.10.0 – 2027-02-01\n\n## 1.9.2\n") == "1.10.0"


@pytest.mark.django_db
def test_the_page_about_this_copy_says_its_version(client):
    assert f"Groundwork {version.version()}" in client.get("/about/").content.decode()
