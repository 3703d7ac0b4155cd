# ruff: noqa: E501  (patterns and example sentences stay whole)
"""Sentences that fool simple patterns: each names the rules that must stay silent, or must still fire."""

import pytest

from articles.review import Fields, review

SILENT = [
    ("Do 3 sets of 12 at 70% of 1RM.", "EV01 NU01"),
    ("Start with about 50% effort.", "EV01"),
    ("Put 50% of your body weight on each foot.", "EV01"),
    ("Scores go from 0 to 100.", "EV01"),
    ("Pain up to 5 out of 10 is fine if it has settled by next morning.", "EV01"),
    ("If your chest hurts, always call 999 first.", "CL03"),
    ("You should never push through sharp pain.", "CL03"),
    ("Call 999 or 111. It is for people over 65, 40 to 60 years, in 2015.", "EV01 NU02"),
    ("In one trial, 75% of the strength group were satisfied (Rathleff et al. 2015).", "EV01 EV03"),
    ("About 4 in 10 still had pain after 10 years [^hansen].", "EV01"),
    ("There is little research showing that insoles help back pain.", "EV02"),
    ("Studies have not shown that foot massage helps knee pain.", "EV02"),
    ("It is not clear whether research supports this.", "EV02"),
    ("There is no miracle cure.", "CL01"),
    ("Never hold on to something that can move.", "CL03"),
    ("Always stop if you feel faint.", "CL03"),
    ("The pain is not always worse in the morning.", "CL03"),
    ("Everyone is different.", "CL03"),
    ("Not everyone gets better at the same speed.", "CL03"),
    ("Your doctor may offer botulinum toxin injections.", "CL04"),
    ("Massage does not remove toxins or lactic acid.", "CL04"),
    ("Hurt does not mean damage, and this is not wear and tear.", "CL06"),
    ("Achilles tendon rupture: a snap at the back of the heel", "CL06"),
    ("## Myth: a weak core causes back pain", "CL03 CL06"),
    ("Keep your knee in line with your second toe.", "CL05"),
    ("A&E can check the alignment of the broken bone.", "CL05"),
    ("Read our guide to heel pain.", "ST07"),
    ("You are worried, tired or interested. It is called this. It is needed.", "RD07"),
    ("Dr. Sutera, 2.5 kg, e.g., approx., et al., DOI 10.1111/sms.12313", "RD03 RD04"),
    ("piles (haemorrhoids); pins and needles (paraesthesia)", "RD05"),
    ("## When to see a GP", "ST01"),
    ("## Get urgent help", "ST01"),
    ("## When to stop", "ST01"),
    ("> my knees are worn out", "CL06"),
    (
        "## A heading with a great many words in it that goes on for far longer than any heading on a page ever should",
        "RD03",
    ),
    ("Exercise regularly.", "EX01 RD11"),
]
FIRES = [
    ("62% fewer knee pain episodes", "EV01"),
    ("They are 2.4 times more likely to have it.", "EV01 NU04"),
    ("It affects 4 out of 5 adults.", "EV01"),
    ("It is clinically proven.", "EV02"),
    ("Experts agree.", "EV03"),
    ("It will cure your heel pain.", "CL03"),
    ("You should always feel better.", "CL03"),
    ("It flushes out toxins.", "CL04"),
    ("It restores natural states.", "CL05"),
    ("The joint is bone on bone.", "CL06"),
    ("Click here", "ST07"),
    ("Roll your bare foot on a frozen bottle for 20 minutes.", "EX10"),
]


def fired(text, **more):
    return {finding.rule for finding in review(text, **more).findings}


@pytest.mark.parametrize(("text", "rules"), SILENT)
@pytest.mark.parametrize("around", ["{}", "# Heel pain\n\nIt hurts to walk.\n\n{}\n\nRest a bit."])
def test_traps_stay_silent(text, rules, around):
    assert not fired(around.format(text)) & set(rules.split())


@pytest.mark.parametrize(("text", "rules"), FIRES)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "# Heel pain\n\nIt hurts to walk.\n\n{}\n\nRest a bit.",
        "# Heel pain\n\nRest.\n\n- {}\n",
    ],
)
def test_what_must_still_fire_fires(text, rules, around):
    assert set(rules.split()) <= fired(around.format(text))


def test_tags_steer_two_rules():
    assert "CL04" not in fired(
        "Manual lymphatic drainage after cancer surgery", tags=("lymphoedema",)
    )
    assert "EX09" in fired("Stand on one leg. Hold for 15 seconds.", tags=("balance",))


def test_the_reference_list_is_silent_for_every_rule_of_words():
    text = "## References\n\n1. Lee K, Poe E. A miracle that was found to cure 50% of patients. Foot 2020;3(1):12-19."
    assert not {
        rule for rule in fired(text, fields=Fields(title="A")) if rule[:2] in ("CL", "NU", "EX")
    }
