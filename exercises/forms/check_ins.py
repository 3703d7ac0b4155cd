"""One question after the end of a plan, and the weeks after which it is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from exercises.models import CheckIn

# Weeks after the end. Source: project convention; relapses show up over months, not days.
WEEKS = (2, 6, 12, 26)


class WeeksField(forms.TypedMultipleChoiceField):
    """After how many weeks to ask how it goes; none is chosen beforehand."""

    def __init__(self):
        super().__init__(
            choices=[(n, ngettext_lazy("%d week", "%d weeks") % n) for n in WEEKS],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Ask how it goes after"),
            help_text=_(
                "One question, one tap: better, the same or worse. Care stays open until then."
            ),
        )


class CheckInForm(forms.Form):
    how = forms.ChoiceField(
        choices=CheckIn.How.choices,
        error_messages={
            "required": _("Choose one of the three."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
