"""A pasted list of exercises and doses: taken in, then confirmed line by line."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from exercises import pasting
from exercises.forms.programmes import DoseField
from exercises.models import Exercise

OUT = "out"


class PasteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    text = forms.CharField(
        label=_("The list"),
        help_text=_("One exercise and its dose on each line, for example: Bridge 3x10 daily"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if (count := len(pasting.lines_of(text))) > pasting.MOST_LINES:
            raise forms.ValidationError(
                _t("These are %(count)s lines. Paste at most %(most)s at once.")
                % {"count": count, "most": pasting.MOST_LINES}
            )
        return text


class MeantField(forms.ModelChoiceField):
    """The exercise a line means, or None to leave the line out. One of the two is said: no line
    is lost because nobody looked."""

    line = ""

    def clean(self, value):
        if value == OUT:
            return None
        if not value:
            raise forms.ValidationError(
                _t("Choose the exercise for “%s”, or “Leave it out”.") % self.line
            )
        return super().clean(value)


class PastedLineForm(forms.Form):
    """One line of a pasted list, as matched, for confirmation."""

    line = forms.CharField(widget=forms.HiddenInput, required=False, max_length=700)
    exercise = MeantField(Exercise.objects.none(), label=_("Exercise"))
    dose = DoseField(required=False)

    def __init__(self, *args, user, names, likely=(), **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["exercise"]
        field.queryset = Exercise.objects.for_library(user).select_related("published")
        field.line = self["line"].value() or ""
        # The likely ones first; the rest of the library stays within reach.
        first = [(pk, names[pk]) for pk in likely if pk in names]
        rest = [(pk, name) for pk, name in names.items() if pk not in set(likely)]
        out = (OUT, _t("Leave it out"))
        field.widget.choices = [("", _t("Which one is meant?")), *first, out, *rest]
