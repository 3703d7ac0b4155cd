"""Opens a clinic and prints a link that lets its manager in, once. Never a password."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from portal import mail
from portal.actions import clinics, invitations
from portal.forms.clinic import COUNTRIES
from portal.forms.fields import time_zones
from portal.models import Invitation
from portal.notice_text import FIRST_NOTICE


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("name", help="The clinic's name, in quotes.")
        parser.add_argument("--manager", required=True, help="The manager's full name.")
        parser.add_argument("--email", required=True, help="The manager's e-mail address.")
        parser.add_argument("--country", default="GB", help="Two letters; GB where not said.")
        parser.add_argument("--time-zone", default="Europe/London")
        parser.add_argument("--emergency", default="999", help="The emergency number.")
        parser.add_argument("--advice", default="111", help="The number for urgent advice.")
        parser.add_argument(
            "--also-clinician", action="store_true", help="The manager also treats patients."
        )

    def handle(self, *args, **options):
        self.verify(options)
        roles = ["manager", *(["clinician"] if options["also_clinician"] else [])]
        now = timezone.now()
        with transaction.atomic():
            clinic = clinics.add_clinic(
                name=options["name"].strip(),
                by=None,
                at=now,
                notice=FIRST_NOTICE,
                country=options["country"].upper(),
                time_zone=options["time_zone"],
                emergency_number=options["emergency"],
                advice_number=options["advice"],
            )
            invitation, token = invitations.invite_member(
                clinic=clinic,
                email=options["email"],
                name=options["manager"],
                roles=roles,
                by=None,
                at=now,
                way=Invitation.Way.HAND,
            )
        self.stdout.write(
            f"{clinic.name} is open. Give this link to {invitation.name} and to nobody else;\n"
            f"it works once, until {invitation.expires_at:%d %B %Y, %H:%M} UTC:\n\n"
            f"  {mail.page(invitations.path_of(token))}\n"
        )

    def verify(self, options):
        if not options["name"].strip():
            raise CommandError("Give the clinic a name.")
        if options["country"].upper() not in dict(COUNTRIES):
            raise CommandError(
                f"Country “{options['country']}” is not known: use two letters, as GB."
            )
        if options["time_zone"] not in dict(time_zones()):
            raise CommandError(f"There is no time zone “{options['time_zone']}”.")
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"“{options['email']}” is not an e-mail address.") from None
