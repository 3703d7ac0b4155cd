# ruff: noqa: E501  (patterns and example sentences stay whole)
"""The report as a whole: places, guards, files from outside."""

import json
from collections import Counter
from datetime import date
from itertools import product

import pytest
from django.core.management import CommandError, call_command

from articles.review import CHECKLIST, Fields, UnknownRegion, read_front_matter, review, review_file
from tests.articles import hostile
from tests.limits import no_burden


def rules(text, **more):
    return {finding.rule for finding in review(text, **more).findings}


def only(text, rule, **more):
    return [finding for finding in review(text, **more).findings if finding.rule == rule]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_and_column_are_those_of_the_file(ending):
    text = ending.join(
        [
            "---",
            "title: A",
            "---",
            "# Heels",
            "",
            "<!-- a",
            "b -->",
            "Text with **bold** and",
            "a miracle in it.",
            "",
        ]
    )
    found = only(text, "CL01")[0]
    assert (found.line, found.column, found.text) == (9, 3, "miracle")
    assert text[found.start : found.end] == "miracle"


def test_the_plain_word_fits_the_marked_place():
    text = "Intro.\n\nPlease *utilise* the chair prior to standing."
    for found in sorted(only(text, "RD09"), key=lambda one: -one.start):
        text = text[: found.start] + found.replacement + text[found.end :]
    assert text == "Intro.\n\nPlease *use* the chair before standing."


def test_code_addresses_and_comments_are_not_read():
    assert "CL01" not in rules(
        "`miracle` <!-- miracle --> ![miracle](miracle.png)\n\n```\nmiracle\n```\n"
    )


def test_the_reference_list_and_quotes_are_silent():
    text = "# A\n\nIt hurts [1].\n\n> My knees are worn out.\n\n## References\n\n1. Lee K. A miracle: 50% were cured. Foot 2020;1:2.\n"
    assert not rules(text) & {"CL01", "EV01", "CL03", "CL06", "NU01", "RD07"}


def test_field_rules_wait_for_fields():
    assert not rules("Text.") & {"ST03", "ST04", "ST05", "ST06", "ST10"}
    assert rules("Text.", fields=Fields()) >= {"ST03", "ST04", "ST05", "ST06", "ST10"}


def test_front_matter_is_read_under_other_names():
    fields = read_front_matter(
        "---\ntitle: Heels\nwritten_by: {name: Asha Patel, role: physiotherapist}\nreviewed_by: Tom Okafor\n"
        "last_reviewed: 1 September 2026\nnext_review: 2028-09-01\nconflicts: none\ndescription: What helps.\n"
        "references:\n  - Lee K. Heels. Foot 2020. https://doi.org/10.1111/abc.1\n---\nText."
    )
    assert (fields.author_name, fields.author_role, fields.reviewer_name) == (
        "Asha Patel",
        "physiotherapist",
        "Tom Okafor",
    )
    assert (fields.reviewed_on, fields.review_due_on) == (date(2026, 9, 1), date(2028, 9, 1))
    assert fields.sources[0].doi == "10.1111/abc.1"
    assert fields.lines["reviewer_name"] == 4


def test_broken_front_matter_is_said_and_does_not_stop_the_review():
    report = review_file("---\ntitle: [a\n---\nA miracle.")
    assert [finding.rule for finding in report.findings][:1] == ["FIELDS"]
    assert "CL01" in {finding.rule for finding in report.findings}


def test_a_web_page_is_read_like_its_text():
    page = (
        "<!doctype html>\n<html><head><title>Miracle</title></head>\n<body><nav>Miracle menu</nav>\n<h1>Heels</h1>\n"
        "<p>One in <b>ten</b> people have it<sup>1</sup>.</p>\n<ul><li>A <em>mira</em>cle</li></ul>\n"
        "<h2>When to see a GP</h2><p>If it is bad.</p><img src=a.png></body></html>"
    )
    report = review(page)
    assert [finding.line for finding in report.findings if finding.rule == "CL01"] == [6]
    assert not {"ST01", "EV01"} & {finding.rule for finding in report.findings}
    assert "ST08" in {finding.rule for finding in report.findings}


def test_short_lines_of_a_plain_page_are_headings():
    page = "Heel pain\n\nIt hurts under the heel when you walk on it.\n\nWhen to see a doctor\n\nGo if it is no better in a few weeks.\n"
    assert "ST01" not in rules(page)


def test_an_unknown_region_is_refused():
    with pytest.raises(UnknownRegion):
        review("Text.", region="moon")


def test_the_checklist_has_24_questions():
    assert [question.id for question in CHECKLIST] == [f"C{number:02}" for number in range(1, 25)]


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_64_kilobytes_of_hostile_text_are_no_burden(name):
    with no_burden():
        report = review(hostile.TEXTS[name])
    assert max(Counter(finding.rule for finding in report.findings).values(), default=0) <= 200


def test_thousands_of_abbreviations_in_one_paragraph_are_no_burden():
    short = ["".join(letters) for letters in product("BDFGKLMPRT", repeat=4)]
    with no_burden():
        review(" ".join(f"{word} {word.lower()}" for word in short))


def test_a_text_of_thousands_of_lines_is_reviewed_as_far_as_it_goes_and_says_so():
    report = review("- Walk each day.\n" * 5000)
    (cut,) = [finding for finding in report.findings if finding.rule == "FIELDS"]
    assert (cut.severity, cut.line) == ("info", 4000)
    assert "4000 paragraphs" in cut.message


@pytest.fixture
def run(tmp_path, capsys):
    def run_on(content, *options):
        path = tmp_path / "article.md"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = 0
        try:
            call_command("review_article", str(path), *options)
        except SystemExit as left:
            code = left.code
        except CommandError as trouble:
            return trouble.returncode, str(trouble)
        return code, capsys.readouterr().out

    return run_on


GOOD = "# Heels\n\nSit down. Lift your heels.\n\n## When to get help\n\nSee your GP if your foot is numb.\n"


def test_a_file_without_errors_exits_0(run):
    code, out = run(GOOD)
    assert code == 0
    assert "Nothing blocks publishing." in out


def test_json_is_one_object_of_the_agreed_shape(run):
    code, out = run("# Heels\n\nThis miracle helps 80% of people.\n", "--json", "--region", "heel")
    report = json.loads(out)
    assert code == 1
    assert set(report) == {"grade", "smog", "words", "findings"}
    assert set(report["findings"][0]) == {"rule", "severity", "line", "text", "message"}
    assert {"EV01", "EV04", "CL01", "ST01", "ST02"} <= {
        finding["rule"] for finding in report["findings"]
    }


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)) * 4, b"%PDF-1.7 x"]
)
def test_what_is_no_text_is_refused_in_words(run, content):
    assert run(content) == (2, run(content)[1])
    assert "not a text file" in run(content)[1]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace("numb", "na\xefve").encode("latin-1"),
    ],
)
def test_marks_encodings_and_line_ends_of_other_systems_are_read(run, content):
    code, out = run(content, "--json")
    assert code == 0, out
    assert json.loads(out)["words"] == 18


def test_an_empty_file_says_so(run):
    code, out = run("", "--json")
    assert code == 1
    assert "empty" in out


def test_bad_use_exits_2(run, tmp_path):
    assert run(GOOD, "--region", "moon")[0] == 2
    for path in (tmp_path / "missing.md", tmp_path):
        with pytest.raises(CommandError) as trouble:
            call_command("review_article", str(path))
        assert trouble.value.returncode == 2
