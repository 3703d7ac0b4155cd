"""Log lines: JSON, UTC, one line each, and nobody in them."""

import json
import logging
import sys

import pytest

from portal.logs import JsonLines, Redact, hide, request_id


def line_of(message, *words, exc_info=None, **extra):
    record = logging.LogRecord("portal", logging.INFO, "x.py", 1, message, words, exc_info)
    for name, value in extra.items():
        setattr(record, name, value)
    assert Redact().filter(record)
    return JsonLines().format(record)


def test_a_line_is_json_in_utc_with_the_requests_number():
    mark = request_id.set("abc123")
    line = json.loads(line_of("Signed in with %s", "totp", event="signed_in", fields={"ms": 3}))
    request_id.reset(mark)
    assert line["at"].endswith("+00:00")
    assert line["request"] == "abc123"
    assert line["message"] == "Signed in with totp"
    assert line["event"] == "signed_in"
    assert line["ms"] == "3"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("mail to carol.smith+knee@patients.example.org failed", "carol"),
        ("mail to carol.smith+knee@patients.example.org failed", "patients"),
        ("GET /invitation/Zx8Kq1pQm0v7RtYw3uLs9aBc/ 200", "Zx8Kq1"),
        ("session=0123456789abcdef; path=/", "0123456789"),
        ("Cookie: __Host-session=abc123def", "abc123"),
        ("{'token': 'abc123def456'}", "abc123"),
        ("code=ABCD-1234&next=/", "ABCD"),
        ("password='hunter2 secret'", "hunter2"),
    ],
)
def test_addresses_tokens_and_cookies_are_hidden(text, secret):
    assert secret in text
    assert secret not in hide(text)


def test_what_helps_to_find_a_fault_stays():
    text = "GET /clinic/patients/0b9f3f5e-33aa-4f2b-9b53-1d1a2c3d4e5f/ 500"
    assert hide(text) == text
    assert hide("GET /static/portal/css/app.css 200") == "GET /static/portal/css/app.css 200"


def test_a_name_cannot_forge_a_second_line_or_colour_the_terminal():
    line = line_of("Name: %s", 'Eve"\n{"event": "signed_in"}\r\x1b[31m')
    assert "\n" not in line
    assert "\x1b" not in line
    assert json.loads(line)["message"].startswith('Name: Eve"')


def test_an_errors_own_words_stay_out_because_they_may_quote_a_patient():
    try:
        raise ValueError("pain since Tuesday")
    except ValueError:
        line = json.loads(line_of("failed", exc_info=sys.exc_info()))
    assert "pain since" not in json.dumps(line)
    assert "ValueError" in line["error"]
    assert "test_logs.py" in line["error"]
