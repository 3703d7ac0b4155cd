"""What every answer carries, and the answers given when nothing else can be."""

import logging

import psycopg
import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from portal import security
from portal.logs import request_id

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


def policy_of(response):
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


@pytest.fixture
def request_of():
    return RequestFactory()


@pytest.mark.django_db
def test_every_answer_carries_the_policy_and_its_companions(client):
    for path in ("/healthz", "/there-is-no-such-page"):
        response = client.get(path)
        assert policy_of(response) == DIRECTIVES
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert "camera=()" in response["Permissions-Policy"]
        assert len(response["X-Request-ID"]) == 16
        assert "Strict-Transport-Security" not in response


@pytest.mark.django_db
def test_a_static_file_says_in_short_that_it_opens_nothing(client, settings):
    response = client.get(f"{settings.STATIC_URL}portal/js/page.js")
    response.close()
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    of_pages = {"Permissions-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy"}
    assert not of_pages & set(response.headers)


@pytest.mark.django_db
def test_over_https_browsers_are_told_to_stay_there(client, settings):
    settings.HTTPS = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/healthz", secure=True)
    assert "upgrade-insecure-requests" in policy_of(response)
    assert "max-age=63072000; includeSubDomains" in response["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("answer", "policy"),
    [
        (HttpResponseRedirect("/in/"), "no-referrer"),
        (HttpResponse("BEGIN", content_type="text/calendar"), "no-referrer"),
        # A page with a form: under no-referrer its form would come with "Origin: null".
        (HttpResponse("here"), "same-origin"),
    ],
)
def test_a_token_in_an_address_goes_to_no_other_host(request_of, answer, policy):
    headers = security.HeadersMiddleware(lambda request: answer)
    response = headers(request_of.get(security.TOKEN_PREFIXES[0] + "abc/"))
    assert response["Referrer-Policy"] == policy
    assert response["Cache-Control"] == "no-store"


def test_an_uploaded_file_is_served_in_a_sandbox(request_of, settings):
    headers = security.HeadersMiddleware(lambda request: HttpResponse("<script>"))
    response = headers(request_of.get(settings.MEDIA_URL + "a.html"))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


class Person:
    def __init__(self, signed_in):
        self.is_authenticated = signed_in


@pytest.mark.parametrize(
    ("before", "after", "cache", "cleared"),
    [
        (True, True, "no-store", False),
        (False, True, "no-store", False),
        (True, False, "no-store", True),
        (False, False, None, False),
    ],
)
def test_signed_in_pages_are_not_kept_and_signing_out_clears_the_browser(
    request_of, before, after, cache, cleared
):
    def page(request):
        request.was_signed_in, request.user = before, Person(after)
        return HttpResponse("page")

    response = security.HeadersMiddleware(page)(request_of.get("/my/"))
    assert response.get("Cache-Control") == cache
    assert ("Clear-Site-Data" in response) == cleared


# Sizes ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "size", "status"),
    [
        ("application/x-www-form-urlencoded", 1024 * 1024 + 1, 413),
        ("application/json", 1024 * 1024 + 1, 413),
        ("multipart/form-data; boundary=x", 12 * 1024 * 1024 + 1, 413),
        ("application/x-www-form-urlencoded", -5, 400),
    ],
)
def test_a_body_too_large_is_refused_before_it_is_read(client, kind, size, status):
    response = client.generic("POST", "/healthz", b"", content_type=kind, CONTENT_LENGTH=str(size))
    assert response.status_code == status
    if status == 413:
        assert b"10 MB" in response.content


def test_a_form_that_grows_too_large_while_it_is_read_is_413_too(request_of):
    response = security.bad_request(request_of.get("/"), RequestDataTooBig())
    assert response.status_code == 413


def test_an_unknown_host_is_refused(client):
    client.raise_request_exception = False
    assert client.get("/healthz", HTTP_HOST="evil.example").status_code == 400


# Faults --------------------------------------------------------------------------------------


def failing(error):
    def raising(*words, **named):
        raise error

    return raising


@pytest.mark.django_db
def test_while_the_database_is_away_the_answer_is_503_and_when_to_come_back(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "django.db.connection.cursor", failing(OperationalError("connection refused"))
    )
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert b"try again" in response.content
    assert b"refused" not in response.content


@pytest.mark.django_db
def test_a_fault_of_ours_shows_its_number_and_nothing_of_its_inside(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("django.db.connection.cursor", failing(ValueError("the inner secret")))
    response = client.get("/healthz")
    assert response.status_code == 500
    assert response["X-Request-ID"].encode() in response.content
    assert b"inner secret" not in response.content
    assert b"Traceback" not in response.content
    assert policy_of(response) == DIRECTIVES


def refused_statement(state):
    error = OperationalError("refused")
    error.__cause__ = psycopg.errors.lookup(state)()
    return error


@pytest.mark.parametrize(
    ("state", "away"),
    [("57P01", True), ("57P03", True), ("08006", True), ("53300", True), ("40P01", False)],
)
def test_a_deadlock_is_not_an_absent_database(state, away):
    assert security.is_database_away(refused_statement(state)) is away


# Who is counted ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "counted"),
    [
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "10.0.0.2", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.2", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.2", "6.6.6.6, 198.51.100.1, 10.0.0.3", "198.51.100.1"),
        (2, "10.0.0.2", "198.51.100.1", "10.0.0.2"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.7", "", "203.0.113.7"),
        (0, "fe80::1%eth0", "", "fe80::/64"),
        (1, "10.0.0.2", "<script>", ""),
        (0, "", "", ""),
    ],
)
def test_a_caller_cannot_choose_the_address_it_is_counted_under(
    request_of, settings, proxies, remote, forwarded, counted
):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = request_of.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert security.client_ip(request) == counted


# Log lines -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_refusals_are_logged_by_route_with_the_requests_number(client, caplog):
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO, "portal.requests"):
        response = client.get("/healthz", HTTP_HOST="evil.example")
    (line,) = [record for record in caplog.records if record.name == "portal.requests"]
    assert line.event == "refused"
    assert response.status_code == 400
    assert request_id.get() == "-"
