"""What patients say about reading, and what a physio adds when giving it."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """One teach-back question: a choice, or own words. Nothing is chosen beforehand."""

    def __init__(self, *args, check: dict, **kwargs):
        super().__init__(*args, auto_id=f"check-{check['pk']}-%s", **kwargs)
        if check["own_words"]:
            self.fields["own_words"] = forms.CharField(
                label=check["prompt"],
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Write a few words. Any words will do.")},
            )
        else:
            self.fields["choice"] = forms.TypedChoiceField(
                label=check["prompt"],
                choices=[(n, choice["text"]) for n, choice in enumerate(check["choices"])],
                coerce=int,
                widget=forms.RadioSelect(attrs={"class": "choices--one"}),
                error_messages={
                    "required": _("Choose the answer that fits best. It is not a test.")
                },
            )


class AskForm(forms.Form):
    """A private question about one paragraph."""

    paragraph = forms.ChoiceField(label=_("Which part do you mean?"), required=False)
    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your question.")},
    )

    def __init__(self, *args, paragraphs: list, chosen: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.quotes = dict(paragraphs)
        parts = [(key, text if len(text) < 90 else f"{text[:88]} …") for key, text in paragraphs]
        choices = [("", _("The page as a whole")), *parts]
        cast(forms.ChoiceField, self.fields["paragraph"]).choices = choices
        if chosen:
            self.fields["paragraph"].widget = forms.HiddenInput()
            self.initial["paragraph"] = chosen


class ClarityForm(forms.Form):
    is_clear = forms.TypedChoiceField(
        label=_("Was this page clear?"),
        choices=[("yes", _("Yes")), ("no", _("Not quite"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or not quite.")},
    )
    note = forms.CharField(
        label=_("What could be clearer?"),
        help_text=_("The author reads this without your name."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GiveReadingForm(forms.Form):
    """Both may stay empty: giving an article takes no typing."""

    note = forms.CharField(
        label=_("A word to go with it"),
        help_text=_("Why this one, in your own words. The patient sees it."),
        max_length=500,
        required=False,
    )
    due_on = forms.DateField(
        label=_("To be read by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Give the day as day, month, year, such as 24/11/2026.")},
    )

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return due_on


class WithdrawReadingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you take it back?"),
        help_text=_("Kept in the record. The patient does not see it."),
        max_length=300,
        error_messages={"required": _("Write a few words, so that a colleague understands.")},
    )
