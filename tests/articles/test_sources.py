# ruff: noqa: E501  (references stay whole)
"""A pasted reference fills the fields of a source, whatever form it comes in."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.source_formats.names import one_person
from articles.sources import (
    FIELDS,
    UnreadableSource,
    format_source,
    normal_doi,
    parse_source,
    source_key,
)
from tests.fuzzing import fuzz
from tests.limits import no_burden

HEEL = {
    "authors": "Rathleff MS, Mølgaard CM, Olesen JL",
    "year": 2015,
    "title": "High-load strength training improves outcome in plantar fasciitis: a trial",
    "journal": "Scandinavian Journal of Medicine & Science in Sports",
    "volume": "25(3)",
    "pages": "e292–e300",
    "doi": "10.1111/sms.12313",
}
APA = (
    "Rathleff, M. S., Mølgaard, C. M., & Olesen, J. L. (2015). High-load strength training "
    "improves outcome in plantar fasciitis: a trial. *Scandinavian Journal of Medicine & Science "
    "in Sports*, *25*(3), e292–e300. https://doi.org/10.1111/sms.12313"
)
VANCOUVER = (
    "12. Rathleff MS, Mølgaard CM, Olesen JL. High-load strength training improves outcome in "
    "plantar fasciitis: a trial. Scandinavian Journal of Medicine & Science in Sports. "
    "2015 Jun;25(3):e292-e300. doi: 10.1111/sms.12313."
)
BIBTEX = r"""
@article{rathleff2015high,
  title = {High-load strength training improves outcome in {plantar} fasciitis: a trial},
  author = {Rathleff, Michael S and M{\o}lgaard, Carsten M. and Jens L. Olesen and others},
  journal = "Scandinavian Journal of Medicine {\&} Science in Sports",
  year = 2015, volume={25}, number = {3}, pages={e292--e300},
  doi = {https://doi.org/10.1111/SMS.12313}
}"""
RIS = """TY  - JOUR
AU  - Rathleff, Michael S.
AU  - Mølgaard, Carsten M.
AU  - Olesen, Jens L.
PY  - 2015/06/01
TI  - High-load strength training improves outcome in plantar fasciitis: a trial
JO  - Scandinavian Journal of Medicine & Science in Sports
VL  - 25
IS  - 3
SP  - e292
EP  - e300
DO  - 10.1111/sms.12313
ER  -
TY  - JOUR
TI  - Another record
"""
PUBMED = """PMID- 25145882
TI  - High-load strength training improves outcome in plantar fasciitis: a
      trial.
FAU - Rathleff, M S
AU  - Rathleff MS
AU  - Mølgaard CM
AU  - Olesen JL
JT  - Scandinavian Journal of Medicine & Science in Sports
DP  - 2015 Jun
VI  - 25
IP  - 3
PG  - e292-e300
LID - 10.1111/sms.12313 [doi]
"""


@pytest.mark.parametrize("pasted", [APA, VANCOUVER, BIBTEX, RIS, RIS.replace("\n", "\r\n")])
def test_every_form_of_one_reference_fills_the_same_fields(pasted):
    assert parse_source(pasted) == HEEL


def test_pubmeds_own_form_adds_the_number_and_unfolds_the_title():
    assert parse_source(PUBMED) == HEEL | {"pmid": "25145882"}


def test_a_guideline_of_a_group_keeps_the_groups_name():
    pasted = (
        "National Institute for Health and Care Excellence. (2020). Low back pain and sciatica in "
        "over 16s [NG59]. https://www.nice.org.uk/guidance/ng59"
    )
    assert parse_source(pasted) == {
        "authors": "National Institute for Health and Care Excellence",
        "year": 2020,
        "title": "Low back pain and sciatica in over 16s",
        "url": "https://www.nice.org.uk/guidance/ng59",
    }


def test_a_group_in_braces_stays_whole_in_bibtex():
    fields = parse_source(
        "@misc{who, author={{World Health Organization and Partners}}, year=2020}"
    )
    assert fields["authors"] == "World Health Organization and Partners"


def test_an_open_list_of_authors_stays_open():
    fields = parse_source("Vuurberg G, Wink LM, et al. Ankle sprains. Br J Sports Med 2018;52:956.")
    assert fields["authors"] == "Vuurberg G, Wink LM, et al"
    assert fields["volume"] == "52"
    assert fields["pages"] == "956"


def test_a_book_in_bibtex_brings_its_isbn():
    fields = parse_source('@book{b, author="A B Carr", title={Bones}, isbn={978-0-306-40615-7}}')
    assert fields["isbn"] == "9780306406157"


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10.1111/sms.12313", "10.1111/sms.12313"),
        ("https://doi.org/10.1111/SMS.12313.", "10.1111/sms.12313"),
        ("http://dx.doi.org/10.1111/sms.12313?utm=x", "10.1111/sms.12313"),
        ("DOI: 10.1016/S0140-6736(18)30489-6).", "10.1016/s0140-6736(18)30489-6"),
        ("(doi:10.1136/bjsports-2017-098106)", "10.1136/bjsports-2017-098106"),
        ("https://doi.org/10.1002%2Facr.24131", "10.1002/acr.24131"),
        ("<https://doi.org/10.1002/14651858.CD004376.pub3>", "10.1002/14651858.cd004376.pub3"),
        ("version 10.1 / 5", ""),
        ("110.1111/x", ""),
        ("", ""),
    ],
)
def test_a_doi_has_one_spelling(pasted, doi):
    assert normal_doi(pasted) == doi
    assert normal_doi(doi) == doi


@pytest.mark.parametrize(
    ("pasted", "name", "value"),
    [
        ("PMID: 25145882", "pmid", "25145882"),
        ("https://pubmed.ncbi.nlm.nih.gov/25145882/", "pmid", "25145882"),
        ("ISBN 978-0-306-40615-7", "isbn", "9780306406157"),
        ("0-306-40615-2", "isbn", "0306406152"),
        ("ISBN-10: 0-8044-2957-X", "isbn", "080442957X"),
        ("see https://www.nhs.uk/conditions/plantar-fasciitis/.", "url",
         "https://www.nhs.uk/conditions/plantar-fasciitis/"),
    ],
)  # fmt: skip
def test_one_identifier_alone_is_enough(pasted, name, value):
    assert parse_source(pasted) == {name: value}


_NOTHING = ("", "   ", "Heel pain is common.", "ISBN 978-0-306-40615-8", "@article{x}")


@pytest.mark.parametrize("pasted", [*_NOTHING, "@article{x,}", "TY  - JOUR\nER  - "])
def test_what_is_no_reference_is_refused_in_a_sentence(pasted):
    with pytest.raises(UnreadableSource, match="could not be read"):
        parse_source(pasted)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Rathleff, Michael Skovdal", "Rathleff MS"),
        ("Michael Skovdal Rathleff", "Rathleff MS"),
        ("Rathleff MS", "Rathleff MS"),
        ("Esculier, Jean-François", "Esculier J-F"),
        ("Esculier, J.-F.", "Esculier J-F"),
        ("Henriëtte van der Horst", "van der Horst H"),
        ("Smith, Jr., John", "Smith J"),
        ("Plato", "Plato"),
        ("{Cochrane}", "Cochrane"),
    ],
)
def test_people_have_one_spelling(name, short):
    assert one_person(name) == short


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (HEEL, "rathleff15"),
        ({"authors": "Mølgaard CM", "year": 2009}, "molgaard09"),
        ({"authors": "van der Horst H", "year": 2020}, "vanderhorst20"),
        ({"authors": "National Institute for Health and Care Excellence", "year": 2020}, "nihce20"),
        ({"title": "Nameless"}, "source"),
        ({"authors": "王伟", "year": 2021}, "source21"),
    ],
)
def test_a_key_is_the_first_author_and_the_year(fields, key):
    assert source_key(fields) == key


def test_a_taken_key_gets_a_letter():
    assert source_key(HEEL, {"rathleff15"}) == "rathleff15b"
    assert source_key(HEEL, {"rathleff15", "rathleff15b"}) == "rathleff15c"


def test_a_source_reads_as_one_plain_line():
    assert format_source(HEEL) == (
        "Rathleff MS, Mølgaard CM, Olesen JL. High-load strength training improves outcome in "
        "plantar fasciitis: a trial. Scandinavian Journal of Medicine & Science in "
        "Sports 2015;25(3):e292–e300. doi:10.1111/sms.12313"
    )
    assert format_source({"title": "Who moves?", "pmid": "1"}) == "Who moves? PMID 1."
    assert format_source({}) == ""


_PIECES = st.sampled_from(
    [
        *("@article{", "author={", "A, B. ", "(2015). ", "and ", "{", "}", '"', "\\", "\\'", ","),
        *("=", "TY  - ", "AU  - ", "\n", "10.1000/x", "ISBN ", "978", ";", ":", "2015", "PMID "),
    ]
)


@given(st.text(max_size=300) | st.lists(_PIECES).map("".join))
@fuzz
def test_any_paste_is_read_or_refused(pasted):
    try:
        fields = parse_source(pasted)
    except UnreadableSource:
        return
    assert fields
    assert set(fields) <= set(FIELDS)
    assert all(isinstance(fields[name], str) for name in fields if name != "year")
    format_source(fields)
    source_key(fields)


_ODD = (
    *("a, " * 2000 + "(2015). " + "b. " * 3000, "@a{b," + "c={" * 6000, "(2015)" * 3000),
    *("Aa A, " * 3000 + ".", 'A. "b ' * 3000, "A b 1:2 " * 2500 + "(2015)", "Aa 2015. " * 2000),
    *("1;" * 10_000, "x 2015;" * 2800, "ISBN 1" * 3300, "10.1000/" * 2500, "TY  - " * 3000),
)


@pytest.mark.parametrize("pasted", _ODD)
def test_a_long_odd_paste_is_no_burden(pasted):
    with no_burden(), suppress(UnreadableSource):
        parse_source(pasted)


_RIEL = "The effect of isometric exercise on pain: a randomized crossover trial"
_WHOLE = {"title": _RIEL, "journal": "Scand J Med Sci Sports", "year": 2018, "volume": "28(12)"}


@pytest.mark.parametrize(
    ("pasted", "authors"),
    [
        (f'Riel, Henrik, et al. "{_RIEL}." Scand J Med Sci Sports 28.12 (2018): 2643-2650.', "Riel H, et al"),
        (
            f'Riel, Henrik, and Bill Vicenzino. “{_RIEL}.” Scand J Med Sci Sports 28, no. 12 (2018): 2643–2650.',
            "Riel H, Vicenzino B",
        ),
        (
            f"Riel, H. and Vicenzino, B., 2018. {_RIEL}. Scand J Med Sci Sports, 28(12), pp.2643-2650.",
            "Riel H, Vicenzino B",
        ),
        (f"Riel H, Vicenzino B (2018) {_RIEL}. Scand J Med Sci Sports 28(12):2643–2650", "Riel H, Vicenzino B"),
        (f"Riel H, May S. {_RIEL}. Scand J Med Sci Sports. 2018 Dec 9;28(12):2643-2650.", "Riel H, May S"),
    ],
)  # fmt: skip
def test_what_search_pages_offer_to_copy_fills_the_same_fields(pasted, authors):
    assert parse_source(pasted) == {**_WHOLE, "pages": "2643–2650", "authors": authors}


def test_a_book_and_a_guideline_without_a_journal_are_read_too():
    book = parse_source("Butler, D. S., & Moseley, G. L. (2013). Explain pain (2nd ed.). Noigroup.")
    assert (book["title"], book["journal"]) == ("Explain pain (2nd ed.)", "Noigroup")
    guideline = parse_source("NICE. Low back pain and sciatica in over 16s. NG59. 2016.")
    assert (guideline["authors"], guideline["year"]) == ("NICE", 2016)
    assert parse_source("33785535") == {"pmid": "33785535"}
