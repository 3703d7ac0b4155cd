"""Finding a patient as a desk does: by parts of the name, the record number, the date of birth."""

import re
from datetime import date

from django.db.models import Q, QuerySet

DAY = re.compile(r"^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$")
ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")


def day_in(text: str) -> date | None:
    """The date of birth a text is: 12/4/1961, 12.04.1961 or 1961-04-12, day before month."""
    if found := DAY.match(text):
        day, month, year = map(int, found.groups())
    elif found := ISO_DAY.match(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def matching(patients: QuerySet, text: str) -> QuerySet:
    """Those whose name holds every word, or whose record number or birthday it is."""
    text = text.replace("\x00", "").strip()
    if not text:
        return patients
    if day := day_in(text):
        return patients.filter(born_on=day)
    name = Q()
    for word in text.split()[:8]:
        name &= Q(full_name__icontains=word) | Q(called__icontains=word)
    return patients.filter(name | Q(record_number__istartswith=text))
