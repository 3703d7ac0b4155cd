"""What the operator reads: each kind of event is one JSON line with its request's number."""

import io
import json
import logging
import sys

import pytest
from django.test import Client
from django.urls import reverse

from portal.logs import JsonLines, Redact
from tests import factories
from tests.exercises.plan_rows import a_plan, an_exercise

pytestmark = pytest.mark.django_db
WRONG = {"password": "wrong-wrong-wrong"}


@pytest.fixture
def lines(django_capture_on_commit_callbacks):
    """Call it with what to do: gives the lines written meanwhile, as the shipped settings would."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    handler.addFilter(Redact())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)

    def during(do):
        written.seek(0)
        written.truncate()
        with django_capture_on_commit_callbacks(execute=True):
            answer = do()
        return [json.loads(line) for line in written.getvalue().splitlines()], answer

    yield during
    root.removeHandler(handler)
    root.setLevel(level)


def only(found, event: str):
    matching = [line for line in found if line.get("event") == event]
    assert len(matching) == 1, found
    (line,) = matching
    assert line["at"].endswith("+00:00")
    return line


def belongs_to(line, answer) -> bool:
    return line["request"] == answer["X-Request-ID"] != "-"


def test_a_sign_in_names_the_account_and_every_proof_it_gave(town, client, lines):
    person = town.alice.user
    fields = {"login": person.email, "password": factories.PASSWORD}
    client.post(reverse("account_login"), fields)
    code = {"code": factories.totp_code(person)}
    found, answer = lines(lambda: client.post(reverse("mfa_authenticate"), code))
    line = only(found, "signed_in")
    assert line["user"] == str(person.pk)
    assert "password" in line["by"]
    assert "totp" in line["by"]
    assert belongs_to(line, answer)
    assert person.email not in json.dumps(found)


def test_a_wrong_password_is_a_refused_sign_in(town, client, lines):
    fields = {"login": town.bob.user.email, **WRONG}
    found, answer = lines(lambda: client.post(reverse("account_login"), fields))
    line = only(found, "sign_in_refused")
    assert line["by"] == "password"
    assert belongs_to(line, answer)
    assert town.bob.user.email not in json.dumps(found)


def test_a_wrong_second_factor_is_a_refused_sign_in(town, client, lines):
    fields = {"login": town.alice.user.email, "password": factories.PASSWORD}
    client.post(reverse("account_login"), fields)
    found, answer = lines(lambda: client.post(reverse("mfa_authenticate"), {"code": "000000"}))
    line = only(found, "sign_in_refused")
    assert line["by"] == "second factor"
    assert belongs_to(line, answer)


def test_a_wrong_mailed_code_is_a_refused_sign_in(town, client, lines):
    client.post(reverse("account_request_login_code"), {"email": town.bob.user.email})
    wrong = {"code": "WRNG-ZZZZ"}
    found, answer = lines(lambda: client.post(reverse("account_confirm_login_code"), wrong))
    line = only(found, "sign_in_refused")
    assert line["by"] == "code"
    assert belongs_to(line, answer)


def test_a_wrong_code_for_a_new_address_is_written_down(town, client, lines):
    factories.sign_in(client, town.bob, second_factor=True)
    client.post(reverse("change_email"), {"email": "new@example.org"})
    found, answer = lines(lambda: client.post(reverse("confirm_email"), {"code": "0000 0000"}))
    line = only(found, "code_refused")
    assert line["for"] == "email"
    assert belongs_to(line, answer)


def test_a_page_kept_from_somebody_is_a_refusal_by_route(town, client, lines):
    factories.sign_in(client, town.bob)
    found, answer = lines(lambda: client.get(reverse("list_patients")))
    assert answer.status_code == 403
    line = only(found, "refused")
    assert "clinic/patients/" in line["message"]
    assert belongs_to(line, answer)


def test_a_limit_of_failures_that_is_reached_is_written_down(town, lines):
    fields = {"login": town.bob.user.email, **WRONG}
    for _ in range(10):
        Client().post(reverse("account_login"), fields)
    found, answer = lines(lambda: Client().post(reverse("account_login"), fields))
    line = only(found, "limit_hit")
    assert line["limit"] == "too_many_login_attempts"
    assert belongs_to(line, answer)


def test_a_limit_of_requests_that_is_reached_is_written_down(client, lines, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    fields = {"login": "x@example.org", **WRONG}
    client.post(reverse("account_login"), fields)
    found, answer = lines(lambda: client.post(reverse("account_login"), fields))
    assert answer.status_code == 429
    assert belongs_to(only(found, "limit_hit"), answer)


@pytest.mark.django_db(transaction=True)
def test_a_managers_change_is_written_down(town, client, lines):
    factories.sign_in(client, town.mia)
    address = reverse("end_member", args=[town.alice.pk])
    found, answer = lines(lambda: client.post(address, {"reason": "left"}))
    assert answer.status_code == 302
    line = only(found, "recorded")
    assert (line["action"], line["user"]) == ("ended member", str(town.mia.user.pk))
    assert line["clinic"] == str(town.alder.pk)
    assert belongs_to(line, answer)


@pytest.mark.django_db(transaction=True)
def test_a_handout_that_leaves_the_portal_is_written_down_without_its_patient(town, client, lines):
    a_plan(town.bob, town.alice, exercises=[an_exercise(town.alder)])
    factories.sign_in(client, town.alice)
    address = reverse("print_programme_pdf", args=[town.bob.pk])
    chosen = {"paper": "a4", "columns": "1", "size": "16"}
    found, answer = lines(lambda: client.get(address, chosen))
    assert answer["Content-Type"] == "application/pdf"
    line = only(found, "recorded")
    assert line["action"] == "printed handout"
    assert belongs_to(line, answer)
    told = json.dumps(found)
    assert str(town.bob.pk) not in told
    assert "Bob" not in told


def test_what_was_taken_back_is_not_told(town, lines):
    from django.db import transaction
    from django.utils import timezone

    from portal import audit

    def fails():
        with transaction.atomic():
            audit.record("changed clinic", by=None, at=timezone.now(), clinic=town.alder)
            transaction.set_rollback(True)

    found, _answer = lines(fails)
    assert [line for line in found if line.get("event") == "recorded"] == []


def test_the_shipped_settings_write_every_logger_as_json_to_standard_error():
    from portal import settings as shipped

    handler = shipped.LOGGING["handlers"]["stderr"]
    assert handler["stream"] is sys.stderr or hasattr(handler["stream"], "write")
    assert handler["formatter"] == "json"
    assert handler["filters"] == ["redact"]
    assert shipped.LOGGING["root"]["handlers"] == ["stderr"]
    assert shipped.LOGGING["root"]["level"] == "INFO"
