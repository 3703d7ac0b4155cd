"""The process tree, from the first page to the last process."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from portal import postgres, tree
from portal.environment import ROOT


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The environment of a checkout of its own: embedded database, nothing inherited."""
    for name in list(os.environ):
        if name.startswith(("GROUNDWORK_", "DJANGO_", "PYTEST_", "COV_")) or name in (
            "DATABASE_URL",
            "SECRET_KEY",
            "PUBLIC_URL",
            "LOG_LEVEL",
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GROUNDWORK_VAR", str(tmp_path / "var"))
    yield dict(os.environ)
    shutil.rmtree(postgres.embedded().folder, ignore_errors=True)


def manage(*words, environment, **named):
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        **named,
    )


def family(pid):
    """The process, its children and theirs."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in said.splitlines()}
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def living(pids):
    said = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, pids))], capture_output=True, text=True
    ).stdout
    return {int(line.split()[0]) for line in said.splitlines() if "Z" not in line.split()[1]}


def wait_until(true, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def start(port, environment):
    started = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert "Serving on" in started.stdout.readline()
    return started


@pytest.mark.long
def test_a_checkout_from_its_first_start_to_its_last_process(own, port):
    """One after the other on one database: making one takes seconds."""
    assert (
        manage("serve", "--port", str(port), environment=own)
        .stderr.strip()
        .endswith("Run first: python3 manage.py prepare")
    )
    the_demonstration_says_where_it_is_and_who_may_sign_in_and_nothing_else(own, port)
    assert manage("prepare", environment=own).returncode == 0
    it_serves_keeps_what_was_entered_and_leaves_nothing_running(own, port)


def it_serves_keeps_what_was_entered_and_leaves_nothing_running(own, port):
    with start(port, own) as serving:
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        second = manage("serve", "--port", str(port), environment=own)
        assert f"Port {port} is taken" in second.stderr
        assert f"--port {port + 1}" in second.stderr
        everybody = family(serving.pid)
        assert len(everybody) >= 3
        serving.send_signal(signal.SIGINT)
        assert serving.wait(10) == 0
        assert wait_until(lambda: not living(everybody), 5)

    with start(port, own) as serving:
        everybody = family(serving.pid)
        serving.kill()
        assert wait_until(lambda: not living(everybody))

    clinics = "from portal.models import Clinic; print(Clinic._base_manager.count())"
    assert manage("shell", "-v", "0", "-c", clinics, environment=own).stdout.strip() == "2"


def demonstrate(port, environment):
    """A started demonstration and all it said until it was up."""
    started = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env={**environment, "GROUNDWORK_OWN_ENVIRONMENT": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    for line in started.stdout:
        said.append(line)
        if "Ctrl-C stops it" in line:
            return started, "".join(said)
    raise AssertionError("".join(said))


def the_demonstration_says_where_it_is_and_who_may_sign_in_and_nothing_else(own, port):
    running, said = demonstrate(port, own)
    with running:
        assert f"http://localhost:{port}" in said
        assert "alice@alder.example" in said
        assert "demo_code" in said
        assert len(said.splitlines()) < 30, said
        assert '"at"' not in said  # no line of the log between
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        codes = manage("demo_code", environment=own).stdout
        assert re.search(r"alice@alder\.example\s+\d{6}", codes), codes
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 0

    again, said = demonstrate(port, own)
    with again:
        assert "Loading" not in said
        again.send_signal(signal.SIGINT)
        assert again.wait(10) == 0


def test_a_database_server_that_is_not_there_is_named_without_its_password(own):
    own["DATABASE_URL"] = "postgresql://ann:hidden-word@127.0.0.1:9/groundwork"
    own["GROUNDWORK_MODE"] = "development"
    answer = manage("migrate", environment=own)
    assert answer.returncode == 1
    assert "127.0.0.1 9" in answer.stderr
    assert "without DATABASE_URL Groundwork brings its own" in answer.stderr
    assert "hidden-word" not in answer.stderr
    assert "Traceback" not in answer.stderr


def test_production_without_its_secrets_says_what_to_do(own):
    own["DATABASE_URL"] = "postgresql://ann@127.0.0.1:9/groundwork"
    answer = manage("migrate", environment=own)
    assert answer.returncode == 1
    assert answer.stderr.startswith("SECRET_KEY is not set.")
    assert "secrets.token_urlsafe(50)" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.django_db
def test_a_database_that_forgets_what_it_acknowledged_is_refused(settings):
    from portal.checks import database_keeps_what_it_acknowledges

    assert database_keeps_what_it_acknowledges(None, ["default"]) == []
    settings.THROW_AWAY_DATABASE = False
    (problem,) = database_keeps_what_it_acknowledges(None, ["default"])
    assert problem.id == "portal.E002"
    assert "fsync" in problem.msg


def test_a_port_somebody_listens_on_is_not_free(port):
    assert tree.port_is_free("127.0.0.1", port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not tree.port_is_free("127.0.0.1", port)


def test_a_child_that_never_starts_ends_the_tree_with_a_sentence():
    said = []
    short = tree.Tree({"web": [sys.executable, "-c", "raise SystemExit(3)"]}, say=said.append)
    assert short.run(is_up=lambda: False) == 1
    assert said == ["The web process does not stay up; its last words are above."]


def test_a_child_that_ends_later_is_started_again(tmp_path):
    note = tmp_path / "starts"
    code = f"open({str(note)!r}, 'a').write('x'); import time; time.sleep(0.2)"
    grown = tree.Tree({"worker": [sys.executable, "-c", code]})

    def enough():
        if note.exists() and len(note.read_text()) >= 3:
            grown.leaving.set()

    grown.tend = enough
    assert grown.run() == 0
    assert len(note.read_text()) >= 3


def test_a_child_whose_parent_went_while_it_was_loading_ends_at_once():
    code = "import time; from portal.tree import die_with_parent; die_with_parent(); time.sleep(30)"
    gone = {**os.environ, tree.PARENT: "999999"}
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=gone, timeout=20)
    assert answer.returncode == -signal.SIGTERM
