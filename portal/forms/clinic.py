from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import DayField, LowerEmail, OneLine, language_field, zone_field
from portal.forms.invitations import ROLES
from portal.models import Clinic, Member

COUNTRIES = [
    ("GB", _("United Kingdom")),
    ("IE", _("Ireland")),
    ("AT", _("Austria")),
    ("AU", _("Australia")),
    ("BE", _("Belgium")),
    ("CA", _("Canada")),
    ("CH", _("Switzerland")),
    ("CZ", _("Czechia")),
    ("DE", _("Germany")),
    ("DK", _("Denmark")),
    ("EG", _("Egypt")),
    ("ES", _("Spain")),
    ("FI", _("Finland")),
    ("FR", _("France")),
    ("IN", _("India")),
    ("IT", _("Italy")),
    ("JO", _("Jordan")),
    ("KE", _("Kenya")),
    ("LU", _("Luxembourg")),
    ("MA", _("Morocco")),
    ("NL", _("Netherlands")),
    ("NO", _("Norway")),
    ("NZ", _("New Zealand")),
    ("PL", _("Poland")),
    ("PT", _("Portugal")),
    ("SA", _("Saudi Arabia")),
    ("SE", _("Sweden")),
    ("US", _("United States")),
    ("ZA", _("South Africa")),
]


class ClinicForm(forms.Form):
    name = OneLine(label=_("Name"), max_length=120)
    phone = OneLine(label=_("Phone"), max_length=40, required=False)
    email = LowerEmail(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    hours = OneLine(label=_("Opening hours"), max_length=200, required=False)
    answers_within = OneLine(label=_("Questions are answered within"), max_length=80)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)
    emergency_number = OneLine(label=_("Emergency number"), max_length=20)
    advice_number = OneLine(label=_("Urgent advice number"), max_length=40, required=False)
    language = language_field()
    time_zone = zone_field()
    pain_fine_max = forms.IntegerField(
        label=_("Pain that is fine, up to"), min_value=0, max_value=10
    )
    pain_limit = forms.IntegerField(
        label=_("Pain that is acceptable, up to"), min_value=0, max_value=10
    )
    morning_rise_limit = forms.IntegerField(
        label=_("Next morning worse, from this many points above the usual"),
        min_value=1,
        max_value=10,
    )
    care_team_only = forms.BooleanField(
        label=_("Only the care team opens a patient’s record"), required=False
    )
    shows_change_labels = forms.BooleanField(
        label=_("Show staff the change labels of questionnaires"), required=False
    )
    staff_idle_minutes = forms.IntegerField(
        label=_("Staff are signed out after this many minutes without use"),
        min_value=1,
        max_value=15,
    )
    patient_idle_minutes = forms.IntegerField(
        label=_("Patients on a shared device, after this many minutes"), min_value=1, max_value=30
    )
    own_device_days = forms.IntegerField(
        label=_("Patients on their own device, after this many days without use"),
        min_value=1,
        max_value=180,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        given = super().clean()
        fine, limit = given.get("pain_fine_max"), given.get("pain_limit")
        if fine is not None and limit is not None and fine > limit:
            self.add_error("pain_limit", _("This cannot be lower than the pain that is fine."))
        return given

    def groups(self):
        """The fields as the page shows them: (heading, explanation, fields)."""
        parts = [
            (_("How patients reach you"), "", "name phone email address hours answers_within"),
            (
                _("Where you are"),
                _("The numbers stand on every page of advice."),
                "country emergency_number advice_number language time_zone",
            ),
            (
                _("Limits"),
                _(
                    "The clinic’s own rule. A programme or an exercise may have its own; "
                    "the nearest wins. The portal repeats it and never changes a dose."
                ),
                "pain_fine_max pain_limit morning_rise_limit",
            ),
            (_("Access"), "", "care_team_only shows_change_labels"),
            (
                _("Sessions"),
                _("These can be shorter than the usual, not longer."),
                "staff_idle_minutes patient_idle_minutes own_device_days",
            ),
        ]
        return [
            (title, text, [self[name] for name in names.split()]) for title, text, names in parts
        ]


def settings_of(clinic: Clinic) -> dict:
    return {name: getattr(clinic, name) for name in ClinicForm.base_fields}


class NoticeForm(forms.Form):
    text = forms.CharField(
        label=_("Privacy notice"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 18})
    )


class MemberForm(forms.Form):
    job_title = OneLine(label=_("Role at the clinic"), max_length=80, required=False)
    registration = OneLine(label=_("Registration"), max_length=80, required=False)
    roles = forms.MultipleChoiceField(
        label=_("May do"),
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--one"}),
        error_messages={"required": _("Choose at least one.")},
    )

    def changes(self) -> dict:
        given = self.cleaned_data
        return {
            "job_title": given["job_title"],
            "registration": given["registration"],
            **{f"is_{role}": role in given["roles"] for role, _label in ROLES},
        }


def roles_of(member: Member) -> list[str]:
    return [role for role, _label in ROLES if getattr(member, f"is_{role}")]


class RecordFilter(forms.Form):
    """Which part of the record to show."""

    who = OneLine(label=_("Who"), required=False, max_length=150)
    whose = OneLine(label=_("Whose record"), required=False, max_length=150)
    action = OneLine(label=_("What"), required=False, max_length=40)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def narrow(self, events):
        given = self.cleaned_data if self.is_valid() else {}
        if who := given.get("who"):
            events = events.filter(actor_name__icontains=who)
        if whose := given.get("whose"):
            events = events.filter(patient__full_name__icontains=whose)
        if action := given.get("action"):
            events = events.filter(action__icontains=action)
        if since := given.get("since"):
            events = events.filter(at__date__gte=since)
        if until := given.get("until"):
            events = events.filter(at__date__lte=until)
        return events
