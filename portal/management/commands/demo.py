"""One command from a fresh clone to a portal with people in it."""

import logging
import os
import time

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.management.commands.serve import refuse_taken_port, serve

ACCOUNTS = "demo-accounts.txt"


class Command(BaseCommand):
    help = "Serves a demonstration on this machine: its own database, two clinics, eight weeks."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 2, 4))

    def handle(self, *, host, port, workers, **options):
        started = time.monotonic()
        refuse_taken_port(host, port)
        address = os.environ.setdefault("PUBLIC_URL", f"http://localhost:{port}").rstrip("/")
        settings.PUBLIC_URL = address
        # The addresses and accounts are what to read here, for the children too.
        logging.getLogger().setLevel(os.environ.setdefault("LOG_LEVEL", "WARNING"))
        call_command("prepare", verbosity=0)
        self.load_once()

        def tell():
            self.stdout.write(f"\nGroundwork is at  {address}\n")
            self.tell_accounts()
            self.stdout.write(
                f"Letters lie in {settings.EMAIL_FILE_PATH}. Ctrl-C stops it; what you enter "
                f"stays. (Started in {time.monotonic() - started:.1f} s.)"
            )
            self.stdout.flush()

        serve(host, port, workers, when_up=tell)
        self.stdout.write("Stopped.")

    def load_once(self):
        """The demo's people, the first time; a clinic that is there is never touched."""
        if "load_demo" not in get_commands():
            return
        if not apps.get_model("portal", "Clinic")._base_manager.exists():
            self.stdout.write("Loading the demo: two clinics and eight weeks of exercise …")
            self.stdout.flush()
            with transaction.atomic():  # stopped half-way, the next start loads it whole
                call_command("load_demo", verbosity=0)

    def tell_accounts(self):
        accounts = settings.VAR_DIR / ACCOUNTS
        if accounts.exists():
            self.stdout.write(accounts.read_text(encoding="utf-8").rstrip() + "\n")
