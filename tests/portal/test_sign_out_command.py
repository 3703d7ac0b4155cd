"""What the operator does when a device or an account is in the wrong hands (trust 29)."""

from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client

from portal.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(who) -> Client:
    """A device of theirs, on the list of devices as signing in puts it there."""
    client = Client()
    factories.sign_in(client, who)
    key = client.session.session_key
    UserSession.objects.create(user=who.user, session_key=key, ip="127.0.0.1", user_agent="Test")
    return client


def told(*words) -> str:
    out = StringIO()
    call_command("sign_out", *words, stdout=out)
    return out.getvalue()


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_an_account_is_signed_out_on_every_device(town):
    first, second, other = signed_in(town.bob), signed_in(town.bob), signed_in(town.carol)
    assert "2 device(s)" in told(town.bob.user.email.upper())
    assert [is_in(client) for client in (first, second, other)] == [False, False, True]


def test_everybody_is_signed_out(town):
    clients = [signed_in(who) for who in (town.bob, town.alice, town.eve)]
    assert all(is_in(client) for client in clients)
    assert "3 device(s)" in told("--everybody")
    assert not any(is_in(client) for client in clients)


def test_a_closed_account_is_out_in_every_clinic_with_the_reason_in_the_record(town):
    client = signed_in(town.alice)
    assert "closed" in told(town.alice.user.email, "--close", "Phone stolen.")
    assert not is_in(client)
    town.alice.user.refresh_from_db()
    assert not town.alice.user.is_active
    assert Event.objects.unscoped().get(action="deactivated account").reason == "Phone stolen."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name one account"),
        (("bob@example.org", "--everybody"), "Name one account"),
        (("--everybody", "--close", "x"), "one by one"),
        (("nobody@example.org",), "no account"),
        (("eve@example.org", "--close", " "), "Say why"),
    ],
)
def test_what_cannot_be_done_says_why(town, words, said):
    town.eve.user.email = "eve@example.org"
    town.eve.user.save()
    with pytest.raises(CommandError, match=said):
        told(*words)
    assert town.eve.user.is_active
