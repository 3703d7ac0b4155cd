"""Closing flags: which ones, as they were seen, and what was done."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from exercises.models import LONGEST_NOTE
from portal.forms.fields import OneLine

MOST = 200
# Words that often fit, offered while typing; the clinician's own are as good.
DONE = (
    _("Rang the patient."),
    _("Talked about it in the room."),
    _("Changed the programme."),
    _("Looked at it; nothing to change."),
)


class CloseFlagsForm(forms.Form):
    """`flag` and `shown` hold values as `FlagShown.value` writes them."""

    note = OneLine(
        label=_("What was done?"),
        help_text=_("For the clinic. The patient reads that you looked into it, not these words."),
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(attrs={"list": "done", "autocomplete": "off"}),
        error_messages={"required": _("Write in a few words what was done.")},
    )
    seen: dict[uuid.UUID, str]

    @property
    def ticked(self):
        return self.data.getlist("flag") if self.is_bound else []

    @property
    def suggestions(self):
        return DONE

    def clean(self):
        every = self.data.get("which") == "all"
        values = self.data.getlist("shown" if every else "flag")[:MOST]
        self.seen = {}
        for value in values:
            pk, _mark, seen = value.partition(":")
            try:
                self.seen[uuid.UUID(pk)] = seen
            except ValueError:
                continue
        if not self.seen:
            raise forms.ValidationError(_t("Tick the flags you want to close."))
        return super().clean()
