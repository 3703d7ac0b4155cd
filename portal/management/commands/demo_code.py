"""Say the second-factor code that a demonstration account's authenticator app would show now."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from portal.demo.cast import WORKERS

STEP = 30  # seconds a code lasts


class Command(BaseCommand):
    help = "Prints the current second-factor codes of the demonstration's staff."

    def handle(self, **options):
        if not settings.DEVELOPMENT:
            raise CommandError("Only the demonstration tells its codes.")
        for worker in WORKERS:
            factor = Authenticator.objects.filter(
                user__email=worker.email, type=Authenticator.Type.TOTP
            ).first()
            if factor is None:
                raise CommandError("The demonstration is not loaded: python3 manage.py demo")
            self.stdout.write(f"{worker.email:22} {code_now(factor)}")
        self.stdout.write(f"They change in {STEP - int(time.time()) % STEP} seconds.")


def code_now(factor) -> str:
    step = int(time.time()) // STEP
    return format_hotp_value(hotp_value(decrypt(factor.data["secret"]), step))
