"""Too much, too long, too often; and what one helper must not learn of another."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access import patient_mark
from portal.actions import drafts, invitations
from portal.actions.episodes import end_helper
from portal.models import Draft, Invitation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(town, client):
    factories.sign_in(client, town.bob)
    client.raise_request_exception = False
    return client


# Letters to strangers ----------------------------------------------------------------------------


def test_codes_are_not_sent_without_end(town, client):
    factories.sign_in(client, town.alice)
    said = [
        client.post(reverse("change_email"), {"email": f"victim{n}@example.org"}).status_code
        for n in range(12)
    ]
    assert said == [302] * 10 + [429] * 2


def test_helpers_are_not_invited_without_end(town):
    now = timezone.now()

    def ask(n, at=now):
        invitations.invite_helper(
            patient=town.bob,
            email=f"stranger{n}@example.org",
            name="S",
            relation="other",
            may_log=False,
            by=town.bob.user,
            at=at,
        )

    for n in range(invitations.MOST_HELPERS_A_DAY):
        ask(n)
    with pytest.raises(invitations.UnableToInvite, match="enough for today"):
        ask(99)
    ask(99, at=now + timedelta(hours=25))
    assert Invitation.objects.filter(email="stranger99@example.org").unscoped().count() == 1


# Drafts ------------------------------------------------------------------------------------------


def test_a_draft_of_a_form_with_an_endless_name_is_nowhere(bob):
    assert bob.post(f"/drafts/{'a' * 61}/", {"note": "x"}).status_code == 404
    assert bob.post(f"/drafts/{'a' * 60}/", {"note": "x"}).status_code == 200


def test_a_null_in_a_draft_is_left_out(town, bob):
    fields = {"no\x00te": "a\x00b", "for": patient_mark(town.bob)}
    assert bob.post("/drafts/log/", fields).status_code == 200
    assert Draft.objects.unscoped().get().fields == {"note": ["ab"]}


def test_what_a_change_put_aside_is_neither_read_nor_written_as_a_draft(town, bob):
    """Else the steps back could be posted again over a colleague's change, or fill the disk."""
    Draft.objects.create(user=town.bob.user, form="undo-x-1", fields={"step": ["signed"]})
    assert bob.get("/drafts/undo-x-1/").status_code == 404
    assert bob.post("/drafts/undo-x-1/", {"version": "7"}).status_code == 404
    assert Draft.objects.unscoped().get().fields == {"step": ["signed"]}


def test_nobody_fills_the_disk_with_drafts(town, bob, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    said = [bob.post(f"/drafts/form-{n}/", {"note": "x"}).status_code for n in range(5)]
    assert said == [200, 200, 200, 413, 413]
    assert bob.post("/drafts/form-1/", {"note": "y"}).status_code == 200


# Bodies ------------------------------------------------------------------------------------------


def test_a_stranger_sends_no_files(town):
    """With a token of the sign-in page a stranger could have had 100 MB written to the disk."""
    client = Client(enforce_csrf_checks=True)
    page = client.get(reverse("account_login"))
    token = page.context["csrf_token"]
    pk = "00000000-0000-4000-8000-000000000000"
    clip = io.BytesIO(b"\0" * (2 * 1024 * 1024))
    clip.name = "clip.mp4"
    fields = {"csrfmiddlewaretoken": str(token), "clip": clip}
    for name in ("add_exercise_clip", "add_exercise_picture"):
        clip.seek(0)
        assert client.post(reverse(name, args=[pk]), fields).status_code == 413
    factories.sign_in(client, town.alice)
    clip.seek(0)
    assert client.post(reverse("add_exercise_clip", args=[pk]), fields).status_code in (403, 404)


# One helper and another --------------------------------------------------------------------------


@pytest.fixture
def two_helpers(town):
    """Bob was helped by Pat, and asks Sam instead."""
    pat = factories.helper(town.bob, "Pat Jones")
    sam = factories.helper(town.bob, "Sam Stone", may_log=True)
    invitations.invite_helper(
        patient=town.bob,
        email="third@example.org",
        name="Theo Third",
        relation="other",
        may_log=False,
        by=town.alice.user,
        at=timezone.now(),
    )
    third = factories.helper(town.bob, "Theo Third")
    end_helper(helper=third, by=town.alice.user, at=timezone.now())
    return pat, sam


def test_a_helper_does_not_learn_who_else_is_asked_to_help(town, two_helpers, client):
    pat, _sam = two_helpers
    factories.sign_in(client, town.bob)
    own = client.get(reverse("show_my_record")).content.decode()
    assert "sent an invitation" in own
    assert "ended a helper" in own
    client.logout()
    factories.sign_in(client, pat)
    page = client.get(reverse("show_my_record")).content.decode()
    assert "sent an invitation" not in page
    assert "ended a helper" not in page
