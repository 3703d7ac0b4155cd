"""Every rule against its own examples: what must fire fires, what must not is silent."""

import pytest

from articles.review import catalogue, review
from articles.review.rules.base import Example


def unclear_doses(text):
    """Stands for the dose reader of the exercises room, which this room may not know."""
    for part in ("10 reps 3x", "BIW", "15-10", "3xl2"):
        if part in text:
            return "AMBIGUOUS", "Three sets, or three times a day?"
    return ("AMBIGUOUS", "Seconds or minutes?") if text.endswith("hold 5") else ("OK", "")


def fired(example):
    example = Example(example) if isinstance(example, str) else example
    report = review(
        example.text,
        fields=example.fields,
        region=example.region,
        tags=example.tags,
        dose_status=unclear_doses,
    )
    return {finding.rule for finding in report.findings}


def examples(kind):
    return [
        pytest.param(rule.id, example, id=f"{rule.id}-{number}")
        for rule in catalogue()
        for number, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule_id", "example"), examples("must_fire"))
def test_what_must_fire_fires(rule_id, example):
    assert rule_id in fired(example)


@pytest.mark.parametrize(("rule_id", "example"), examples("must_not_fire"))
def test_what_must_not_fire_is_silent(rule_id, example):
    assert rule_id not in fired(example)


def test_every_rule_shows_authors_at_least_five_of_each():
    thin = [
        rule.id for rule in catalogue() if len(rule.must_fire) < 5 or len(rule.must_not_fire) < 5
    ]
    assert thin == []


def test_the_catalogue_holds_every_rule_once():
    wanted = [f"EV{n:02}" for n in range(1, 10)] + [f"CL{n:02}" for n in range(1, 10)]
    wanted += [f"RD{n:02}" for n in range(1, 12)] + [f"NU{n:02}" for n in range(1, 5)]
    wanted += [f"ST{n:02}" for n in range(1, 11)] + [f"EX{n:02}" for n in range(1, 11)]
    assert [rule.id for rule in catalogue()] == wanted
    assert all(rule.title and rule.source and rule.detects for rule in catalogue())
