"""The command that checks everything, and what the tests themselves stand on."""

import socket
import sys

import pytest
from django.core import mail

from portal import chromium
from portal.mail import send_later
from portal.management.commands import verify
from tests.network import NetworkShut


def pytest_that_says(monkeypatch, tmp_path, text, code):
    """Stands for a whole run of pytest, which cannot run inside itself."""
    (tmp_path / "pytest.py").write_text(f"print({text!r})\nraise SystemExit({code})\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return verify.run_tests(None, full=False, words=[])


@pytest.mark.parametrize(
    ("text", "code", "counted"),
    [
        ("1409 passed in 12.1s", 0, (1409, 0)),
        ("2 failed, 3278 passed, 1 error in 149.68s", 1, (3278, 3)),
        ("no tests ran in 0.01s", 5, (0, 1)),
        ("ImportError while loading conftest", 4, (0, 1)),
    ],
)
def test_a_run_is_counted_by_its_closing_line_and_one_that_did_not_count_failed(
    monkeypatch, tmp_path, text, code, counted
):
    assert pytest_that_says(monkeypatch, tmp_path, text, code) == counted


def test_without_a_chromium_the_run_fails_and_says_how_to_get_one(monkeypatch, capsys):
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "fetch", lambda say: None)
    assert verify.Command().refuse_no_browser() == 1
    assert "apt install chromium-headless-shell" in capsys.readouterr().out


def test_the_named_chromium_comes_first(monkeypatch):
    monkeypatch.setenv("GROUNDWORK_CHROMIUM", sys.executable)
    assert chromium.find() == sys.executable


def test_the_build_runs_more_than_a_developer(monkeypatch):
    monkeypatch.setattr(verify, "DEBIAN_15", verify.Path(sys.executable))
    assert [name for name, _ in verify.Command.servers(full=True)][1:] == ["PostgreSQL 15"]
    assert len(list(verify.Command.servers(full=False))) == 1


def test_no_test_reaches_another_machine():
    with pytest.raises(NetworkShut):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkShut):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.django_db
def test_letters_leave_by_the_worker_and_not_by_the_request(
    run_jobs, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_later(to="carol@example.org", subject="Hello", text="There.")
    assert mail.outbox == []
    assert run_jobs() == ["portal.send_letter"]
    assert mail.outbox[0].to == ["carol@example.org"]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_breaks_the_policy_is_noticed(page_phone):
    page_phone.goto("/healthz")
    page_phone.evaluate(
        "() => { const s = document.createElement('style'); s.textContent = 'p{}';"
        "document.documentElement.append(s); }"
    )
    page_phone.wait_for_timeout(100)
    assert any("Content Security Policy" in fault for fault in page_phone.faults)
    page_phone.faults.expect("Content Security Policy")
    page_phone.faults.expect("404")  # a page of JSON names no icon
