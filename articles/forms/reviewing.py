"""What a second clinician says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.review import CHECKLIST
from portal.forms.fields import OneLine

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("na", _("Does not apply"))]
MONTHS = [("12", _("In 1 year")), ("24", _("In 2 years")), ("36", _("In 3 years"))]


def months_field():
    return forms.TypedChoiceField(
        label=_("Next review"),
        choices=MONTHS,
        coerce=int,
        help_text=_("3 years at most. You and the author are reminded ahead of it."),
    )


class ReviewForm(forms.Form):
    """The 24 questions, each with yes, no or n.a. and a note, then the decision."""

    months = months_field()
    note = forms.CharField(
        label=_("Note to the author"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where you return the text: what should change?"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in CHECKLIST:
            self.fields[question.id] = forms.ChoiceField(
                label=question.text,
                help_text=question.source,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{question.id}_note"] = OneLine(
                label=_("Note on %s") % question.id, required=False, max_length=300
            )

    def questions(self):
        return [(q, self[q.id], self[f"{q.id}_note"]) for q in CHECKLIST]

    def answers(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        told = ((q.id, given.get(q.id, ""), given.get(f"{q.id}_note", "")) for q in CHECKLIST)
        return {key: {"answer": answer, "note": note} for key, answer, note in told if answer}

    def decision(self) -> str:
        return "sign" if self.data.get("decision") == "sign" else "return"

    def clean(self):
        given = super().clean()
        for question in CHECKLIST:
            answer, note = given.get(question.id), given.get(f"{question.id}_note")
            if answer == "no" and not note:
                self.add_error(f"{question.id}_note", _("Say why the answer is no."))
            if not answer and self.decision() == "sign":
                self.add_error(question.id, _("Answer this before you sign."))
        if self.decision() == "return" and not given.get("note"):
            self.add_error("note", _("Say what should change."))
        return given


class CommentForm(forms.Form):
    paragraph = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Remark"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OverrideForm(forms.Form):
    rule = forms.CharField(max_length=8, widget=forms.HiddenInput)
    words = forms.CharField(max_length=300, required=False, strip=False, widget=forms.HiddenInput)
    reason = OneLine(
        label=_("Why it may stay"),
        max_length=480,
        help_text=_("Kept with your name, and shown to everybody who reviews the page."),
    )


class AloneForm(forms.Form):
    """Publishing without a second clinician."""

    name = OneLine(
        label=_("Your name"), max_length=150, help_text=_("Typed out, in place of a signature.")
    )
    reason = OneLine(label=_("Why nobody else can check it"), max_length=300)
    months = months_field()


class RetireForm(forms.Form):
    reason = OneLine(
        label=_("Why it is taken back"),
        max_length=300,
        help_text=_("Shown to staff. Readers are told that it was taken back."),
    )
