"""Who is signed in: Django's session and its person, each looked up by a kept statement."""

from __future__ import annotations

from datetime import datetime

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.models import User
from portal.models.prepared import LONG_AGO, SOMEBODY, Prepared, columns, made

STAND_IN = "a session of nobody"


def living(key: str, now: datetime):
    rows = Session.objects.filter(session_key=key, expire_date__gt=now)
    return rows.values_list("session_data")


LIVING = Prepared(living, key=STAND_IN, now=LONG_AGO)


class SessionStore(db.SessionStore):
    def load(self) -> dict:
        """What the session holds; nothing, and no key, where it ended or never was."""
        rows = LIVING.rows(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        return self.decode(rows[0][0])


def persons(user):
    return User.objects.filter(pk=user).values_list(*columns(User))


PERSON = Prepared(persons, user=SOMEBODY)


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id) -> User | None:
        """The person of a session; nobody where they are gone or no longer active."""
        rows = PERSON.rows(user=user_id)
        user = made(User, rows[0]) if rows else None
        return user if self.user_can_authenticate(user) else None
