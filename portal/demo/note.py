"""What the demonstration prints about its accounts."""

from __future__ import annotations

from django.conf import settings

from portal.demo.cast import PEOPLE, WORKERS
from portal.demo.load import PASSWORD

NAME = "demo-accounts.txt"


def note() -> str:
    staff = "\n".join(f"  {w.email:22} {w.name}, {w.job.lower()}" for w in WORKERS)
    shown = [p for p in PEOPLE if p.email and p.account and not p.closed][:4]
    patients = "\n".join(f"  {p.email:22} {p.name}" for p in shown)
    return (
        f"Everybody's password: {PASSWORD}\n"
        f"Staff (a code is asked too; see it with: python3 manage.py demo_code)\n{staff}\n"
        f"Patients\n{patients}\n  ruth@example.org       Ruth Adeyemi, helps Florence Adeyemi\n"
    )


def write_note() -> None:
    (settings.VAR_DIR / NAME).write_text(note(), encoding="utf-8")
