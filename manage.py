#!/usr/bin/env python3
"""Starts Django."""

import os
import sys

# Commands of the workshop: they run without production's secrets.
WORKSHOP = {"demo", "verify", "makemigrations", "check", "test"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if len(sys.argv) > 1 and sys.argv[1] in WORKSHOP and "--deploy" not in sys.argv:
        os.environ.setdefault("GROUNDWORK_MODE", "development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
