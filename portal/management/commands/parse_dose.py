"""Reads one dose text a line, prints one JSON object a line: the columns of the case table."""

import json
import sys

from django.core.management.base import BaseCommand

from exercises.dose import parse, row


class Command(BaseCommand):
    help = "Read one dose text a line from standard input; print one JSON object a line."
    requires_system_checks = ()

    def handle(self, *args, **options):
        for line in sys.stdin:
            text = line.rstrip("\r\n")
            self.stdout.write(json.dumps(row(text, parse(text)), ensure_ascii=False))
