"""How many cases a fuzz test tries: 2,000, or what GROUNDWORK_FUZZ says (.ci/run: 20,000).

A check that is cheap tries MANY, two and a half times as many: 50,000 in the build.

@given(text())
@fuzz
def test_any_text_is_survived(text): …
"""

import os

import hypothesis

CASES = int(os.environ.get("GROUNDWORK_FUZZ", "2000"))
MANY = CASES * 5 // 2

fuzz = hypothesis.settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
