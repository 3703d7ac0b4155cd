"""Lists every patient whose record an account opened or changed between two moments."""

from datetime import UTC, datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, make_aware

from portal.actions import record
from portal.models import User


def moment(text: str):
    """A day or a time; without a zone it is UTC."""
    found = parse_datetime(text)
    if found is None and (day := parse_date(text)):
        found = datetime.combine(day, time())
    if found is None:
        raise CommandError(f"“{text}” is no time: write 2026-11-20 or 2026-11-20T14:30.")
    return found if is_aware(found) else make_aware(found, UTC)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", help="The account's e-mail address.")
        parser.add_argument("since", help="From this time on: 2026-11-20 or 2026-11-20T14:30, UTC.")
        parser.add_argument("until", help="Up to this time, not included.")

    def handle(self, *args, **options):
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        rows = record.touched_patients(
            user=user, since=moment(options["since"]), until=moment(options["until"])
        )
        for patient, times in rows:
            self.stdout.write(
                f"{patient.clinic.name}\t{patient.full_name}\t{patient.born_on}\t"
                f"{patient.record_number}\t{times}"
            )
        self.stdout.write(f"{len(rows)} patient(s).")
