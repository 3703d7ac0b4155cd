"""Passwords: the operator's list of stolen ones, the telling ones, and how they are stored."""

import hashlib
import json
import subprocess
import sys

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from django.contrib.auth.password_validation import get_password_validators
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal import environment as env
from portal import passwords
from portal.actions import invitations
from portal.checks import list_of_breached_passwords_can_be_read
from portal.models import Member
from portal.passwords import BreachedPasswordValidator, is_listed
from tests import factories

STOLEN = "correct-horse-battery-staple"


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest()


def a_list(folder, words, *, line="{}", end="\n"):
    path = folder / "stolen.txt"
    hashes = sorted(sha1(word).upper() for word in words)
    path.write_bytes(end.join(line.format(h) for h in hashes).encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", ["{}", "{}:3", "{}:12345678"])
@pytest.mark.parametrize("count", [1, 2, 3, 500])
def test_every_listed_password_is_found_and_no_other(tmp_path, count, line, end):
    words = [f"stolen-{n}" for n in range(count)]
    path = a_list(tmp_path, words, line=line, end=end)
    assert [word for word in words if not is_listed(word, path)] == []
    assert [n for n in range(200) if is_listed(f"mine-{n}", path)] == []


def test_lines_of_different_lengths_and_small_letters_are_found_too(tmp_path):
    hashes = sorted(sha1(f"stolen-{n}") for n in range(100))
    path = tmp_path / "stolen.txt"
    path.write_text("\n".join(f"{h}:{10 ** (n % 9)}" for n, h in enumerate(hashes)) + "\n")
    assert all(is_listed(f"stolen-{n}", path) for n in range(100))
    assert not is_listed("mine", path)


def test_a_search_reads_few_lines_of_a_long_list(tmp_path, monkeypatch):
    path = a_list(tmp_path, [f"stolen-{n}" for n in range(20_000)])
    reads = []
    after = passwords.hash_after
    monkeypatch.setattr(
        passwords, "hash_after", lambda file, place: reads.append(place) or after(file, place)
    )
    assert is_listed("stolen-777", path)
    assert len(reads) < 25


def test_the_shipped_settings_use_the_operators_list(tmp_path):
    path = a_list(tmp_path, [STOLEN])
    said = shipped("AUTH_PASSWORD_VALIDATORS", BREACHED_PASSWORDS_FILE=str(path))
    validators = get_password_validators(said)
    breached = [v for v in validators if isinstance(v, BreachedPasswordValidator)]
    assert len(breached) == 1
    with pytest.raises(ValidationError) as refusal:
        breached[0].validate(STOLEN)
    assert refusal.value.code == "password_breached"
    breached[0].validate("seven-otters-cross-the-weir")


def test_without_a_list_nothing_is_looked_up():
    BreachedPasswordValidator().validate(STOLEN)
    assert list_of_breached_passwords_can_be_read(None) == []


@pytest.mark.parametrize(
    "content", [None, b"", b"hunter2\npassword\n", b"F" * 40 + b"\n" + b"0" * 40]
)
def test_a_list_that_cannot_serve_stops_the_start(tmp_path, settings, content):
    path = tmp_path / "stolen.txt"
    if content is not None:
        path.write_bytes(content)
    settings.BREACHED_PASSWORDS_FILE = str(path)
    problems = list_of_breached_passwords_can_be_read(None)
    assert [problem.id for problem in problems] == ["portal.E003"]
    path.write_text("\n".join(sorted(sha1(word).upper() for word in "abc")))
    assert list_of_breached_passwords_can_be_read(None) == []


# At the door -------------------------------------------------------------------------------------


@pytest.fixture
def invited(db, client):
    """Somebody invited to the staff of Alder, before the form that asks for a password."""
    mia = factories.manager(factories.clinic("Alder"))
    _invitation, token = invitations.invite_member(
        clinic=mia.clinic,
        name="Nick Northfield",
        email="nick@example.org",
        roles=["clinician"],
        by=mia.user,
        at=timezone.now(),
    )
    client.get(reverse("take_invitation", args=[token]))
    return client


@pytest.mark.parametrize(
    "password",
    [
        "my-groundwork-2026",
        "the-alder-practice-1",
        "northfield-rides-on",
        "Short-1x",
        "passwordpassword",
        STOLEN,
    ],
)
def test_a_telling_common_or_stolen_password_is_refused_at_the_door(
    invited, settings, tmp_path, password
):
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS[:-1],
        {
            "NAME": "portal.passwords.BreachedPasswordValidator",
            "OPTIONS": {"path": a_list(tmp_path, [STOLEN, "passwordpassword"])},
        },
    ]
    typed = {"name": "Nick Northfield", "password": password}
    page = invited.post(reverse("accept_invitation"), typed)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["password"]
    assert not Member.objects.unscoped().filter(user__email="nick@example.org").exists()
    accepted = invited.post(
        reverse("accept_invitation"), {**typed, "password": "seven-otters-cross-the-weir"}
    )
    assert accepted.status_code == 302


# How they are kept -------------------------------------------------------------------------------


def shipped(name: str, **environment):
    """A setting as it ships, read in a process without the tests' own."""
    ask = f"import json; from portal import settings as s; print(json.dumps(s.{name}))"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=env.ROOT,
        env={"PATH": "/usr/bin:/bin", "GROUNDWORK_MODE": "development", **BARE, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


BARE = {"DATABASE_URL": "postgresql://portal@db.example.org/groundwork"}


def test_what_ships_stores_passwords_at_djangos_present_cost():
    """Either nothing is said, or the first hasher costs at least what Django's own does."""
    ask = (
        "import json, django; django.setup()\n"
        "from django.contrib.auth.hashers import get_hasher, make_password\n"
        "hasher = get_hasher()\n"
        "print(json.dumps([type(hasher).__name__, getattr(hasher, 'iterations', 0),"
        " make_password('x')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=env.ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "GROUNDWORK_MODE": "development",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            **BARE,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    name, iterations, stored = json.loads(done.stdout)
    assert name in (PBKDF2PasswordHasher.__name__, Argon2PasswordHasher.__name__)
    if name == PBKDF2PasswordHasher.__name__:
        assert iterations >= PBKDF2PasswordHasher.iterations >= 1_000_000
        assert stored.startswith(f"pbkdf2_sha256${iterations}$")
