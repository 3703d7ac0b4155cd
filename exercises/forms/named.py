"""Exercises of the library by the name that is typed."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from exercises.models import Exercise

LONGEST_NAME = 120


def exercises_named(user, names) -> dict[str, Exercise]:
    """{name in small letters: the exercise of the library}, for all these names at once."""
    wanted = {name for name in names if name and len(name) <= LONGEST_NAME and "\0" not in name}
    if not wanted:
        return {}
    either = reduce(or_, (Q(published__name__iexact=name) for name in wanted))
    library = Exercise.objects.for_library(user).select_related("published").filter(either)
    found: dict[str, Exercise] = {}
    for exercise in library.order_by("clinic_id", "pk"):
        found.setdefault(exercise.published.name.casefold(), exercise)
    return found


class LadderField(forms.CharField):
    """The name of an exercise of the library, as the list of names offers it. `named` gives what
    `exercises_named` found for all such fields of a form."""

    def __init__(self, user, *, named=None, **kwargs):
        self.user, self.named = user, named
        super().__init__(required=False, max_length=LONGEST_NAME, **kwargs)
        self.widget.attrs |= {"list": "exercise-names", "autocomplete": "off"}

    def clean(self, value):
        name = super().clean(value).strip()
        if not name:
            return None
        named = self.named() if self.named else exercises_named(self.user, [name])
        found = named.get(name.casefold())
        if found is None:
            raise forms.ValidationError(_("No exercise has this name. Pick one from the list."))
        return found
