"""The environment: made once, made anew when half-made, by one start at a time."""

import fcntl
import hashlib
import http.server
import json
import os
import subprocess
import sys
import threading
import zipfile

import pytest

from portal import bootstrap


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with lock files and no environment."""
    (tmp_path / "requirements.txt").write_text("django==5.2\n")
    (tmp_path / "requirements-dev.txt").write_text("django==5.2\npytest==9\n")
    home = tmp_path / ".venv"
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "HOME", home)
    monkeypatch.setattr(bootstrap, "STAMP", home / "groundwork.json")
    monkeypatch.setattr(bootstrap, "UNFINISHED", home / "unfinished")
    monkeypatch.setattr(bootstrap, "python_of", lambda: home / "bin" / "python")
    monkeypatch.setattr(bootstrap, "_check_it_works", lambda: None)
    return tmp_path


@pytest.fixture
def installs(monkeypatch):
    """Stands for uv and pip, which need an index; writes down what each was asked for."""
    asked = []

    def with_uv(requirements):
        bootstrap._begin()
        python = bootstrap.python_of()
        python.parent.mkdir(parents=True, exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)
        asked.append(requirements.name)
        return True

    monkeypatch.setattr(bootstrap, "_with_uv", with_uv)
    return asked


def quiet(*words):
    return None


def test_a_fresh_checkout_gets_an_environment_and_the_next_start_finds_it(checkout, installs):
    bootstrap.ensure(development=False, say=quiet)
    bootstrap.ensure(development=False, say=quiet)
    assert installs == ["requirements.txt"]
    assert bootstrap.is_made()


def test_an_environment_for_tests_also_serves(checkout, installs):
    bootstrap.ensure(development=True, say=quiet)
    bootstrap.ensure(development=False, say=quiet)
    assert installs == ["requirements-dev.txt"]


def test_one_that_only_serves_is_added_to_for_the_tests(checkout, installs):
    bootstrap.ensure(development=False, say=quiet)
    bootstrap.ensure(development=True, say=quiet)
    assert installs == ["requirements.txt", "requirements-dev.txt"]


def test_changed_lock_files_are_installed(checkout, installs):
    bootstrap.ensure(development=False, say=quiet)
    (checkout / "requirements.txt").write_text("django==5.2.1\n")
    bootstrap.ensure(development=False, say=quiet)
    assert len(installs) == 2


def test_a_half_made_environment_is_made_anew_and_says_so(checkout, installs):
    said = []
    (checkout / ".venv" / "lib").mkdir(parents=True)
    (checkout / ".venv" / "unfinished").touch()
    (checkout / ".venv" / "lib" / "half.py").touch()
    bootstrap.ensure(development=False, say=said.append)
    assert not (checkout / ".venv" / "lib" / "half.py").exists()
    assert any("half-made" in sentence for sentence in said)


def test_an_environment_whose_python_is_gone_is_made_anew(checkout, installs):
    bootstrap.ensure(development=False, say=quiet)
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    bootstrap.ensure(development=False, say=quiet)
    assert len(installs) == 2
    assert python.exists()


def test_somebody_elses_environment_in_place_is_used_and_not_removed(checkout, installs):
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (checkout / ".venv" / "theirs.txt").touch()
    bootstrap.ensure(development=False, say=quiet)
    assert (checkout / ".venv" / "theirs.txt").exists()


def test_a_second_start_waits_for_the_first(checkout, installs):
    said, done = [], threading.Event()
    handle = os.open(checkout / ".venv.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)

    def second():
        bootstrap.ensure(development=False, say=said.append)
        done.set()

    thread = threading.Thread(target=second)
    thread.start()
    assert not done.wait(0.3)
    assert installs == []
    os.close(handle)
    thread.join(10)
    assert done.is_set()
    assert any("waiting" in sentence for sentence in said)


# pip's wheel from an index -----------------------------------------------------------------


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index on this machine that serves one made-up pip."""
    folder = tmp_path / "index" / "simple" / "pip"
    folder.mkdir(parents=True)
    wheel = folder / bootstrap.PIP_WHEEL
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pip/__main__.py", "print('pip')\n")
    monkeypatch.setattr(bootstrap, "PIP_SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    (folder / "index.html").write_text(
        f'<a href="../../simple/pip/{wheel.name}#sha256=0">{wheel.name}</a>'
    )

    class Quiet(http.server.SimpleHTTPRequestHandler):
        asked: list = []

        def __init__(self, *words, **named):
            super().__init__(*words, directory=tmp_path / "index", **named)

        def do_GET(self):
            self.asked.append((self.path, self.headers.get("Authorization")))
            super().do_GET()

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple/")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    monkeypatch.setattr(bootstrap, "_pip_setting", lambda name: "")
    yield Quiet
    server.shutdown()
    server.server_close()


def test_pip_comes_from_the_configured_index_and_runs_as_a_file(index, tmp_path):
    wheel = bootstrap._fetch_pip(tmp_path)
    said = subprocess.run([sys.executable, wheel / "pip"], capture_output=True, text=True)
    assert said.stdout == "pip\n"


def test_a_name_and_password_in_the_index_address_go_into_a_header(index, tmp_path, monkeypatch):
    address = os.environ["PIP_INDEX_URL"].replace("http://", "http://ann:w%40rd@")
    monkeypatch.setenv("PIP_INDEX_URL", address)
    bootstrap._fetch_pip(tmp_path)
    assert ("/simple/pip/", "Basic YW5uOndAcmQ=") in index.asked


def test_another_file_under_pips_name_is_refused(index, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "PIP_SHA256", "0" * 64)
    with pytest.raises(bootstrap.Trouble, match="not the file that was pinned"):
        bootstrap._fetch_pip(tmp_path)


def test_an_index_that_does_not_answer_says_what_to_do(index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(bootstrap.Trouble, match="PIP_INDEX_URL"):
        bootstrap._fetch_pip(tmp_path)


def test_pips_configuration_file_names_the_index(tmp_path, monkeypatch):
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = https://packages.example.org/simple\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    assert bootstrap._indexes()[0] == "https://packages.example.org/simple"


# manage.py ---------------------------------------------------------------------------------


def test_a_command_without_an_environment_says_how_to_get_one(tmp_path):
    root = bootstrap.ROOT
    (tmp_path / "portal").mkdir()
    for name in ("manage.py", "portal/bootstrap.py"):
        (tmp_path / name).write_text((root / name).read_text())
    (tmp_path / "portal" / "__init__.py").touch()
    bare = [sys._base_executable, "-S", "manage.py", "migrate"]
    answer = subprocess.run(bare, cwd=tmp_path, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.strip() == "There is no environment yet. Run: python3 manage.py demo"


def test_an_old_python_is_told_what_is_needed():
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['manage.py', 'demo'];"
        "runpy.run_path('manage.py', run_name='__main__')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=bootstrap.ROOT, capture_output=True, text=True
    )
    assert answer.stderr.strip() == "Groundwork needs Python 3.11 or newer, and this is Python 3.9."


def test_the_stamp_names_the_lock_files(checkout, installs):
    bootstrap.ensure(development=True, say=quiet)
    stamp = json.loads((checkout / ".venv" / "groundwork.json").read_text())
    assert stamp.keys() == {"runs", "tests"}


def test_every_requirement_is_pinned_with_its_sums():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (bootstrap.ROOT / name).read_text().splitlines()
        pinned = [line for line in lines if "==" in line and not line.startswith((" ", "#"))]
        assert len(pinned) > 20
        for number, line in enumerate(lines):
            if line in pinned:
                assert lines[number + 1].strip().startswith("--hash=sha256:"), line
        assert not any("://" in line and "#" not in line for line in lines)
