"""People and places for tests: plain functions that make rows, and sign_in.

Alder has Alice (physio), Mia (manager), Bob and Carol (patients); Birch has Eve (physio) and
Frank (patient). `town()` makes them all.
"""

import itertools
import time
from datetime import date
from types import SimpleNamespace

from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from portal import accounts
from portal.models import (
    CareTeam,
    Clinic,
    Episode,
    Helper,
    Member,
    Patient,
    PrivacyNotice,
    User,
)
from portal.sessions import SessionStore

PASSWORD = "seven-otters-cross-the-weir"
BORN_ON = date(1961, 4, 12)
_numbers = itertools.count(1)


# Places and people ---------------------------------------------------------------------------


def clinic(name="Alder", **fields) -> Clinic:
    """The clinic of that name, made where it is not there yet."""
    found = Clinic.objects.unscoped().filter(slug=slugify(name)).first()
    if found is None:
        found = a_clinic(name, **fields)
        found.save()
    return found


def a_clinic(name, **fields) -> Clinic:
    return Clinic(
        slug=slugify(name),
        **{
            "name": name,
            "phone": "0161 496 0000",
            "email": f"desk@{slugify(name)}.example",
            "hours": "Monday to Friday, 8:00 to 18:00",
            **fields,
        },
    )


def user(name="Somebody", *, email=None, password=None, verified=True, **fields) -> User:
    """An account. `email=""` makes one without an address."""
    if email is None:
        email = new_email(name)
    made = User.objects.create_user(email, name, password, **fields)
    if made.email:
        EmailAddress.objects.create(user=made, email=made.email, verified=verified, primary=True)
    return made


def new_email(name) -> str:
    return f"{slugify(name)}.{next(_numbers)}@example.org"


def member(
    at=None,
    name="Alice Alder",
    *,
    person=None,
    clinician=True,
    manager=False,
    author=False,
    reviewer=False,
    password=PASSWORD,
    second_factor=True,
    **fields,
) -> Member:
    """Somebody who works at a clinic, with a password and an authenticator app."""
    person = person or user(name, password=password)
    if second_factor and not Authenticator.objects.filter(user=person).exists():
        totp(person)
    return Member.objects.unscoped().create(
        clinic=at or clinic(),
        user=person,
        is_clinician=clinician,
        is_manager=manager,
        is_author=author,
        is_reviewer=reviewer,
        **{"job_title": "Physiotherapist", **fields},
    )


def manager(at=None, name="Mia Moss", **fields) -> Member:
    """Runs the clinic and is no clinician."""
    return member(at, name, clinician=False, manager=True, job_title="Manager", **fields)


def patient(
    at=None, name="Bob Jones", *, account=True, person=None, in_care=True, lead=None, **fields
) -> Patient:
    """Somebody the clinic looks after; with an account and an open episode where not said
    otherwise."""
    at = at or clinic()
    if account and person is None:
        person = user(name)
    made = Patient.objects.unscoped().create(
        clinic=at,
        user=person,
        full_name=name,
        **{
            "born_on": BORN_ON,
            "email": (person.email or "") if person else "",
            "record_number": f"R{next(_numbers):05}",
            **fields,
        },
    )
    if in_care:
        episode(made, lead=lead)
    return made


def episode(of: Patient, *, lead=None, reason="Heel pain", opened_on=None, by=None) -> Episode:
    """An open course of care; the lead (a member) is on the care team."""
    opened_on = opened_on or timezone.localdate()
    made = Episode.objects.unscoped().create(
        patient=of,
        reason=reason,
        lead=lead,
        opened_on=opened_on,
        opened_by=by or (lead.user if lead else someone_at(of.clinic).user),
    )
    if lead:
        CareTeam.objects.unscoped().create(episode=made, member=lead, from_on=opened_on)
    return made


def someone_at(clinic_) -> Member:
    """A clinician of that clinic, made where there is none."""
    found = Member.objects.current().clinicians().filter(clinic=clinic_).unscoped().first()
    return found or member(clinic_, f"Physio of {clinic_.name}")


def helper(of: Patient, name="Pat Jones", *, person=None, may_log=False, **fields) -> Helper:
    return Helper.objects.unscoped().create(
        patient=of,
        user=person or user(name),
        may_log=may_log,
        **{"from_on": timezone.localdate(), **fields},
    )


def privacy_notice(at=None, *, version=1, text="We keep your record for eight years.", by=None):
    return PrivacyNotice.objects.unscoped().create(
        clinic=at or clinic(), version=version, text=text, published_by=by
    )


def town() -> SimpleNamespace:
    """Both clinics with their named people. Most tests begin here: each kind is one insert."""
    alder, birch = clinics("Alder", "Birch")
    staff = users("Alice Alder", "Mia Moss", "Eve Birch", password=PASSWORD)
    Authenticator.objects.bulk_create(app_of(person) for person in staff)
    own = users("Bob Jones", "Carol Smith", "Frank Brown")
    physio = {"is_clinician": True, "job_title": "Physiotherapist"}
    runs_it = {"is_clinician": False, "is_manager": True, "job_title": "Manager"}
    alice, mia, eve = Member.objects.unscoped().bulk_create(
        Member(clinic=at, user=person, **fields)
        for person, at, fields in zip(
            staff, (alder, alder, birch), (physio, runs_it, physio), strict=True
        )
    )
    bob, carol, frank = patients = Patient.objects.unscoped().bulk_create(
        Patient(
            clinic=at,
            user=person,
            full_name=person.name,
            born_on=BORN_ON,
            email=person.email or "",
            record_number=f"R{next(_numbers):05}",
        )
        for person, at in zip(own, (alder, alder, birch), strict=True)
    )
    look_after(patients, (alice, alice, eve))
    return SimpleNamespace(
        alder=alder, birch=birch, alice=alice, mia=mia, eve=eve, bob=bob, carol=carol, frank=frank
    )


def clinics(*names) -> list[Clinic]:
    """The clinics of these names, made where they are not there yet."""
    rows = Clinic.objects.unscoped()
    there = {found.name: found for found in rows.filter(slug__in=map(slugify, names))}
    missing = [a_clinic(name) for name in names if name not in there]
    there |= {made.name: made for made in rows.bulk_create(missing)}
    return [there[name] for name in names]


def users(*names, password=None) -> list[User]:
    made = [User(email=new_email(name), name=name) for name in names]
    for person in made:
        person.set_password(password)
    made = User.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in made
    )
    return made


def look_after(patients, leads) -> None:
    """An open episode for each, with its lead."""
    today = timezone.localdate()
    episodes = Episode.objects.unscoped().bulk_create(
        Episode(patient=of, reason="Heel pain", lead=lead, opened_on=today, opened_by=lead.user)
        for of, lead in zip(patients, leads, strict=True)
    )
    CareTeam.objects.unscoped().bulk_create(
        CareTeam(episode=episode, member=episode.lead, from_on=today) for episode in episodes
    )


# Signing in ----------------------------------------------------------------------------------


def totp(person: User) -> str:
    """An authenticator app for this person; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def app_of(person: User) -> Authenticator:
    """The same, still to be stored."""
    data = {"secret": encrypt(generate_totp_secret())}
    return Authenticator(user=person, type=Authenticator.Type.TOTP, data=data)


def totp_code(person: User) -> str:
    """What the person's authenticator app shows now."""
    factor = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    return code_now(decrypt(factor.data["secret"]))


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, who, *, own_device=False, second_factor=None, welcomed=True, fresh=True):
    """This will sign a test client in as a user, member, patient or helper, as the sign-in pages
    leave a session: limits, and for staff a presented second factor.

    `second_factor` None: staff yes, others no. `welcomed` False: the question about the device
    is still to be asked. `fresh`: signed in again within the last minutes.
    """
    person = who if isinstance(who, User) else who.user
    request = HttpRequest()
    request.session = client.session if "session" in client.cookies else SessionStore()
    request.META = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "Test"}
    login(request, person, backend="portal.sessions.SignInBackend")
    staff = accounts.is_staff(person)
    if staff if second_factor is None else second_factor:
        request.session["account_authentication_methods"] = [
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": fresh}
        ]
        request.session["account_authentication_methods_user"] = user_id_to_str(person)
    accounts.start_session(request, person, own_device=own_device)
    if welcomed:
        request.session[accounts.DEVICE_ASKED] = True
    request.session.save()
    client.cookies["session"] = request.session.session_key
    return person
