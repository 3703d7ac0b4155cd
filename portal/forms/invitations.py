from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import password_rules
from portal.forms.fields import DayField, LowerEmail, OneLine
from portal.models import Helper, User

ROLES = [
    ("clinician", _("Clinician: opens records, assigns, answers questions")),
    ("manager", _("Manager: team, settings, who looked at what")),
    ("author", _("Author: writes articles and exercises")),
    ("reviewer", _("Reviewer: checks what others wrote")),
]


class BirthYearForm(forms.Form):
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        min_value=1900,
        max_value=2100,
        help_text=_("Four numbers, for example 1961."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}
        ),
        error_messages={
            "required": _("Enter the year of birth."),
            "invalid": _("Enter the year as four numbers, for example 1961."),
            "min_value": _("Enter the year as four numbers, for example 1961."),
            "max_value": _("Enter the year as four numbers, for example 1961."),
        },
    )


class JoiningMemberForm(forms.Form):
    """The password of somebody who joins a clinic; for an account that has none strong enough."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_(
            "12 characters or more. Three or four words in a row are easy to keep in mind."
        ),
        max_length=password_rules.LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password(self):
        from allauth.account.adapter import get_adapter

        password = self.cleaned_data["password"]
        name = self.cleaned_data.get("name", self.invitation.name)
        words = password_rules.words_of(name, self.invitation.clinic.name)
        password_rules.check(password, words=words, staff=True)
        person = User(email=self.invitation.email, name=name)
        return get_adapter().clean_password(password, user=person)


class NewMemberForm(JoiningMemberForm):
    """Name and first password of somebody new."""

    name = OneLine(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "password")


class InviteMemberForm(forms.Form):
    name = OneLine(label=_("Name"), max_length=150)
    email = LowerEmail(label=_("E-mail"))
    job_title = OneLine(
        label=_("Role at the clinic"),
        max_length=80,
        required=False,
        help_text=_("For example: Physiotherapist. Patients see it."),
    )
    registration = OneLine(label=_("Registration"), max_length=80, required=False)
    roles = forms.MultipleChoiceField(
        label=_("May do"),
        choices=ROLES,
        initial=["clinician"],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--one"}),
        error_messages={"required": _("Choose at least one.")},
    )


class InviteHelperForm(forms.Form):
    name = OneLine(label=_("Their name"), max_length=150)
    email = LowerEmail(label=_("Their e-mail"))
    relation = forms.ChoiceField(label=_("Who they are"), choices=Helper.Relation.choices)
    may_log = forms.TypedChoiceField(
        label=_("They may"),
        choices=[("0", _("look")), ("1", _("look, and report sessions"))],
        coerce=lambda value: value == "1",
        initial="0",
        widget=forms.RadioSelect(attrs={"class": "choices--one"}),
    )
    until_on = DayField(label=_("Until"), required=False, help_text=_("Empty: until you end it."))

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose a day that is still to come."))
        return day
