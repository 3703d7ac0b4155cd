"""Signs an account out on every device, or everybody; with --close nobody signs in to it again."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import devices
from portal.actions.members import deactivate_user
from portal.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="?", help="The account's e-mail address.")
        parser.add_argument(
            "--everybody", action="store_true", help="Every account of this installation."
        )
        parser.add_argument("--close", metavar="REASON", help="Close the account in every clinic.")

    def handle(self, *, email, everybody, close, **options):
        if bool(email) == everybody:
            raise CommandError("Name one account, or say --everybody.")
        if everybody and close is not None:
            raise CommandError("Accounts are closed one by one: name one.")
        if everybody:
            ended = devices.end_everybody()
        else:
            user = User.objects.filter(email=email.lower()).first()
            if user is None:
                raise CommandError(f"There is no account with the address {email}.")
            ended = devices.end_all(user)
            if close is not None:
                if not close.strip():
                    raise CommandError("Say why the account is closed: it stands in the record.")
                deactivate_user(user=user, by=None, at=timezone.now(), reason=close)
                self.stdout.write("The account is closed.")
        self.stdout.write(f"{ended} device(s) signed out.")
