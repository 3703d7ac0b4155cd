from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import (
    DayField,
    LowerEmail,
    OneLine,
    check_birthday,
    language_field,
    zone_field,
)
from portal.models import Member, Patient


class PatientForm(forms.Form):
    """What the clinic keeps about a patient. `clinic`: where; `patient`: whom, when correcting."""

    full_name = OneLine(label=_("Full name"), max_length=150)
    called = OneLine(label=_("Likes to be called"), max_length=60, required=False)
    born_on = DayField(label=_("Date of birth"))
    record_number = OneLine(
        label=_("Record number"),
        max_length=40,
        required=False,
        help_text=_("The number in your own records."),
    )
    email = LowerEmail(
        label=_("E-mail"),
        required=False,
        help_text=_("For invitations and notices. Never with anything clinical in it."),
    )
    phone = OneLine(label=_("Phone"), max_length=40, required=False)
    language = language_field()
    time_zone = zone_field()
    minutes_a_day = forms.IntegerField(
        label=_("Minutes a day they can give"), min_value=1, max_value=240, required=False
    )

    def __init__(self, *args, clinic, patient=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.clinic, self.patient = clinic, patient

    def clean_born_on(self):
        return check_birthday(self.cleaned_data["born_on"])

    def clean_record_number(self):
        number = self.cleaned_data["record_number"]
        others = self.clinic.patients.filter(record_number=number)
        if number and others.exclude(pk=self.patient and self.patient.pk).exists():
            raise forms.ValidationError(_("Another patient has this record number."))
        return number


class AddPatientForm(PatientForm):
    reason = OneLine(
        label=_("What they come for"),
        max_length=200,
        help_text=_("Opens care. For example: heel pain, left."),
    )
    lead = forms.ModelChoiceField(
        label=_("Lead clinician"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet"),
    )
    anyway = forms.BooleanField(
        label=_("This is another person: add them"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = clinicians_for(user)
        self.fields["lead"].label_from_instance = lambda member: member.user.name
        self.twin = None

    def ask_whether_another(self, refusal):
        """Two patients who look alike are told apart before the second is made (trust 80)."""
        self.twin = refusal.twin
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error(None, str(refusal))


class EditPatientForm(PatientForm):
    """`clinical` False: for a manager who is no clinician, without what tells of health."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, clinical: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not clinical:
            del self.fields["minutes_a_day"]


def clinicians_for(user):
    return Member.objects.for_user(user).current().clinicians().select_related("user", "clinic")


class EpisodeForm(forms.Form):
    reason = OneLine(label=_("What they come for"), max_length=200)
    lead = forms.ModelChoiceField(
        label=_("Lead clinician"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = clinicians_for(user)
        self.fields["lead"].label_from_instance = lambda member: member.user.name


class CloseEpisodeForm(forms.Form):
    reason = OneLine(
        label=_("How it ended"),
        max_length=200,
        help_text=_("For example: goals reached, moved away."),
    )


class CareTeamForm(forms.Form):
    lead = forms.ModelChoiceField(
        label=_("Lead clinician"),
        queryset=None,
        required=False,
        empty_label=_("Nobody"),
    )
    team = forms.ModelMultipleChoiceField(
        label=_("On the team"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--one"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("lead", "team"):
            self.fields[name].queryset = clinicians_for(user)
            self.fields[name].label_from_instance = lambda member: member.user.name


class ReasonForm(forms.Form):
    reason = OneLine(label=_("Why"), max_length=300)


def details_of(patient: Patient) -> dict:
    """What stands in the record, as the form's first values."""
    names = (
        "full_name",
        "called",
        "born_on",
        "record_number",
        "email",
        "phone",
        "language",
        "time_zone",
        "minutes_a_day",
        "version",
    )
    return {name: getattr(patient, name) for name in names}
