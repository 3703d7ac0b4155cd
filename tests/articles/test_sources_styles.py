# ruff: noqa: E501  (references stay whole)
"""Reference lines in the styles people meet: Oxford University Press, Elsevier, Vancouver, AMA, MDPI."""

import pytest

from articles.sources import parse_source

FOOT = {
    "authors": "Menz HB, Dufour AB, Riskowski JL, Hillstrom HJ, Hannan MT",
    "year": 2013,
    "title": "Foot posture, foot function and low back pain: the Framingham Foot Study",
    "journal": "Rheumatology",
    "volume": "52(12)",
    "pages": "2275–2282",
    "doi": "10.1093/rheumatology/ket298",
}
KNEE = {
    "authors": "Thomeé R",
    "year": 1997,
    "title": "A comprehensive treatment approach for patellofemoral pain syndrome in young women",
    "journal": "Physical Therapy",
    "volume": "77(12)",
    "pages": "1690–1703",
    "doi": "10.1093/ptj/77.12.1690",
}
MUSCLE = {
    "authors": "Cruz-Jentoft AJ, Bahat G, Bauer J, Boirie Y, et al",
    "year": 2019,
    "title": "Sarcopenia: revised European consensus on definition and diagnosis",
    "journal": "Age and Ageing",
    "volume": "48(1)",
    "pages": "16–31",
    "doi": "10.1093/ageing/afy169",
}
FALLS = {
    "authors": "Montero-Odasso M, van der Velde N, Martin FC, Petrovic M, Tan MP",
    "year": 2022,
    "title": "World guidelines for falls prevention and management for older adults: a global initiative",
    "journal": "Age and Ageing",
    "volume": "51(9)",
    "pages": "afac205",
    "doi": "10.1093/ageing/afac205",
}
WALK = {
    "authors": "Guralnik JM, Simonsick EM, Ferrucci L",
    "year": 1994,
    "title": "A short physical performance battery assessing lower extremity function: association with self-reported disability",
    "journal": "Journal of Gerontology",
    "volume": "49(2)",
    "pages": "M85–M94",
    "doi": "10.1093/geronj/49.2.m85",
}
HEEL = {
    "authors": "Whittaker GA, Munteanu SE, Menz HB, Tan JM, Rabusin CL, Landorf KB",
    "year": 2018,
    "title": "Foot orthoses for plantar heel pain: a systematic review and meta-analysis",
    "journal": "Br J Sports Med",
    "volume": "52",
    "pages": "322–328",
    "doi": "10.1136/bjsports-2016-097355",
}


def without(fields, *names):
    return {name: value for name, value in fields.items() if name not in names}


OXFORD = [
    (
        "Hylton B Menz and others, Foot posture, foot function and low back pain: the Framingham Foot Study, Rheumatology, Volume 52, Issue 12, December 2013, Pages 2275–2282, https://doi.org/10.1093/rheumatology/ket298",
        FOOT | {"authors": "Menz HB, et al"},
    ),
    (
        "Hylton B. Menz, Alyssa B. Dufour, Jody L. Riskowski, Howard J. Hillstrom, Marian T. Hannan, Foot posture, foot function and low back pain: the Framingham Foot Study, Rheumatology, Volume 52, Issue 12, December 2013, Pages 2275–2282, https://doi.org/10.1093/rheumatology/ket298",
        FOOT,
    ),
    (
        "Roland Thomeé, A comprehensive treatment approach for patellofemoral pain syndrome in young women, Physical Therapy, Volume 77, Issue 12, 1 December 1997, Pages 1690–1703, https://doi.org/10.1093/ptj/77.12.1690",
        KNEE,
    ),
    (
        "Alfonso J Cruz-Jentoft, Gülistan Bahat, Jürgen Bauer, Yves Boirie, et al., Sarcopenia: revised European consensus on definition and diagnosis, Age and Ageing, Volume 48, Issue 1, January 2019, Pages 16–31, https://doi.org/10.1093/ageing/afy169",
        MUSCLE,
    ),
    (
        "Manuel Montero-Odasso, Nathalie van der Velde, Finbarr C Martin, Mirko Petrovic, Maw Pin Tan, World guidelines for falls prevention and management for older adults: a global initiative, Age and Ageing, Volume 51, Issue 9, September 2022, afac205, https://doi.org/10.1093/ageing/afac205",
        FALLS,
    ),
    (
        "Jack M. Guralnik, Eleanor M. Simonsick, Luigi Ferrucci, A short physical performance battery assessing lower extremity function: association with self-reported disability, Journal of Gerontology, Volume 49, Issue 2, March 1994, Pages M85–M94, https://doi.org/10.1093/geronj/49.2.M85",
        WALK,
    ),
    (
        "Menz HB, Dufour AB, Riskowski JL, Hillstrom HJ, Hannan MT, Foot posture, foot function and low back pain: the Framingham Foot Study, Rheumatology, 2013;52(12):2275-2282. doi: 10.1093/rheumatology/ket298",
        FOOT,
    ),
    (
        "Whittaker GA, Munteanu SE, Menz HB, Tan JM, Rabusin CL, Landorf KB, Foot orthoses for plantar heel pain: a systematic review and meta-analysis, Br J Sports Med 2018;52:322–328. https://doi.org/10.1136/bjsports-2016-097355",
        HEEL,
    ),
    (
        "Cruz-Jentoft AJ, Bahat G, Bauer J, Boirie Y, et al, Sarcopenia: revised European consensus on definition and diagnosis, Age and Ageing, 2019 Jan 1;48(1):16–31. doi:10.1093/ageing/afy169.",
        MUSCLE,
    ),
]
VANCOUVER = [
    (
        "1. Menz HB, Dufour AB, Riskowski JL, Hillstrom HJ, Hannan MT. Foot posture, foot function and low back pain: the Framingham Foot Study. Rheumatology. 2013 Dec;52(12):2275-2282. doi: 10.1093/rheumatology/ket298. Epub 2013 Sep 17.",
        FOOT,
    ),
    (
        "Thomeé R. A comprehensive treatment approach for patellofemoral pain syndrome in young women. Physical Therapy 1997;77(12):1690-1703. doi:10.1093/ptj/77.12.1690",
        KNEE,
    ),
    (
        "Cruz-Jentoft AJ, Bahat G, Bauer J, Boirie Y, et al. Sarcopenia: revised European consensus on definition and diagnosis. Age and Ageing. 2019;48(1):16–31. https://doi.org/10.1093/ageing/afy169",
        MUSCLE,
    ),
    (
        "[7] Montero-Odasso M, van der Velde N, Martin FC, Petrovic M, Tan MP. World guidelines for falls prevention and management for older adults: a global initiative. Age and Ageing. 2022 Sep 2;51(9):afac205. doi: 10.1093/ageing/afac205. PMID: 36178003.",
        FALLS | {"pmid": "36178003"},
    ),
    (
        "Whittaker GA, Munteanu SE, Menz HB, Tan JM, Rabusin CL, Landorf KB. Foot orthoses for plantar heel pain: a systematic review and meta-analysis. Br J Sports Med. 2018;52:322-328. doi: 10.1136/bjsports-2016-097355.",
        HEEL,
    ),
]
AMA = [
    (
        "Menz HB, Dufour AB, Riskowski JL, Hillstrom HJ, Hannan MT. Foot posture, foot function and low back pain: the Framingham Foot Study. *Rheumatology*. 2013;52(12):2275-2282. doi:10.1093/rheumatology/ket298",
        FOOT,
    ),
    (
        "Thomeé R. A comprehensive treatment approach for patellofemoral pain syndrome in young women. <i>Physical Therapy</i>. 1997;77(12):1690-1703. doi:10.1093/ptj/77.12.1690",
        KNEE,
    ),
    (
        "Guralnik JM, Simonsick EM, Ferrucci L. A short physical performance battery assessing lower extremity function: association with self-reported disability. *Journal of Gerontology*. 1994;49(2):M85-M94. doi:10.1093/geronj/49.2.M85",
        WALK,
    ),
    (
        "Montero-Odasso M, van der Velde N, Martin FC, Petrovic M, Tan MP. World guidelines for falls prevention and management for older adults: a global initiative. *Age and Ageing*. 2022;51(9):afac205. doi:10.1093/ageing/afac205",
        FALLS,
    ),
    (
        "Whittaker GA, Munteanu SE, Menz HB, Tan JM, Rabusin CL, Landorf KB. Foot orthoses for plantar heel pain: a systematic review and meta-analysis. *Br J Sports Med*. 2018;52:322-328. doi:10.1136/bjsports-2016-097355",
        HEEL,
    ),
]
MDPI = [
    (
        "Menz, H.B.; Dufour, A.B.; Riskowski, J.L.; Hillstrom, H.J.; Hannan, M.T. Foot posture, foot function and low back pain: the Framingham Foot Study. *Rheumatology* **2013**, *52*, 2275–2282. [CrossRef] [PubMed]",
        without(FOOT, "doi") | {"volume": "52"},
    ),
    (
        "Thomeé, R. A comprehensive treatment approach for patellofemoral pain syndrome in young women. Phys. Ther. 1997, 77, 1690–1703. https://doi.org/10.1093/ptj/77.12.1690",
        KNEE | {"volume": "77", "journal": "Phys. Ther."},
    ),
    (
        "12. Montero-Odasso, M.; van der Velde, N.; Martin, F.C.; Petrovic, M.; Tan, M.P. World guidelines for falls prevention and management for older adults: a global initiative. Age and Ageing 2022, 51, afac205. https://doi.org/10.1093/ageing/afac205",
        FALLS | {"volume": "51"},
    ),
    (
        "Cruz-Jentoft, A.J.; Bahat, G.; Bauer, J.; Boirie, Y.; et al. Sarcopenia: revised European consensus on definition and diagnosis. Age Ageing 2019, 48, 16–31.",
        without(MUSCLE, "doi") | {"volume": "48", "journal": "Age Ageing"},
    ),
    (
        "Whittaker, G.A.; Munteanu, S.E.; Menz, H.B.; Tan, J.M.; Rabusin, C.L.; Landorf, K.B. Foot orthoses for plantar heel pain: a systematic review and meta-analysis. *Br. J. Sports Med.* **2018**, *52*, 322–328. [Google Scholar]",
        without(HEEL, "doi") | {"journal": "Br. J. Sports Med."},
    ),
    (
        "Guralnik, J.M.; Simonsick, E.M.; Ferrucci, L. A short physical performance battery assessing lower extremity function: association with self-reported disability. *J. Gerontol.* **1994**, *49*, M85–M94. https://doi.org/10.1093/geronj/49.2.M85",
        WALK | {"volume": "49", "journal": "J. Gerontol."},
    ),
]

ELSEVIER = [
    (
        "[3] H.B. Menz, A.B. Dufour, J.L. Riskowski, H.J. Hillstrom, M.T. Hannan, Foot posture, foot function and low back pain: the Framingham Foot Study, Rheumatology 52 (12) (2013) 2275–2282, https://doi.org/10.1093/rheumatology/ket298.",
        FOOT,
    ),
    (
        "A.J. Cruz-Jentoft, G. Bahat, J. Bauer, Y. Boirie, et al., Sarcopenia: revised European consensus on definition and diagnosis, Age and Ageing 48 (2019) 16–31. https://doi.org/10.1093/ageing/afy169",
        MUSCLE | {"volume": "48"},
    ),
]


@pytest.mark.parametrize(("pasted", "fields"), [*ELSEVIER, *OXFORD, *VANCOUVER, *AMA, *MDPI])
def test_a_line_of_this_style_fills_the_fields(pasted, fields):
    assert parse_source(pasted) == fields


def test_where_a_title_in_capitals_could_be_names_both_stay_empty():
    pasted = "Jill M Binkley, Paul W Stratford, Sue Ann Lott, Daniel L Riddle, The Lower Extremity Functional Scale: Scale Development, Measurement Properties, and Clinical Application, Physical Therapy, Volume 79, Issue 4, 1 April 1999, Pages 371–383, https://doi.org/10.1093/ptj/79.4.371"
    assert parse_source(pasted) == {
        "year": 1999,
        "journal": "Physical Therapy",
        "volume": "79(4)",
        "pages": "371–383",
        "doi": "10.1093/ptj/79.4.371",
    }


def test_where_a_subtitle_could_be_the_journal_both_stay_empty():
    pasted = "Menz, H.B.; Hannan, M.T. Foot Posture and Back Pain. The Framingham Foot Study. J. Foot Res. 2013, 52, 2–8."
    assert parse_source(pasted) == {
        "authors": "Menz HB, Hannan MT",
        "year": 2013,
        "volume": "52",
        "pages": "2–8",
    }


@pytest.mark.parametrize(
    "pasted",
    [
        "We met in Leeds, York, and Hull, and walked, in 2013; 52 came, and 12 stayed.",
        "Volume 52, Issue 12, December 2013",
        "Heel pain, knee pain, back pain, 2013, 52, 1–9.",
    ],
)
def test_a_sentence_with_commas_is_no_reference(pasted):
    with pytest.raises(ValueError, match="could not be read"):
        parse_source(pasted)
