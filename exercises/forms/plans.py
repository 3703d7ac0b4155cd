"""What a physio says about a patient's plan: given, changed, paused, ended."""

from __future__ import annotations

import uuid
from datetime import date

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from exercises.actions import Limits
from exercises.actions.terms import Terms
from exercises.forms.check_ins import WeeksField
from exercises.forms.named import LadderField
from exercises.forms.programmes import DoseField
from exercises.models import AssignedItem
from portal.forms.fields import DayField, OneLine
from portal.models import Patient

SIDES = [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))]


def scale(label, hint):
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=10, required=False
    )


def flare_field():
    return forms.CharField(
        label=_("If it flares up"),
        help_text=_("What to do in a bad week, in your words. The patient keeps it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": "2000"}),
    )


def limits_in_order(form, given: dict) -> None:
    """Fine lies below acceptable, the clinic's standing in for what is empty."""
    limits = (given.get("pain_fine_max"), given.get("pain_limit"))
    fine, limit = (
        getattr(form.clinic, name) if value is None else value
        for name, value in zip(("pain_fine_max", "pain_limit"), limits, strict=True)
    )
    if fine > limit and any(value is not None for value in limits):
        form.add_error("pain_limit", _t("This is below what is fine. Change one of the two."))


def say_the_clinics(form) -> None:
    for name in ("pain_fine_max", "pain_limit", "morning_rise_limit"):
        usual = getattr(form.clinic, name)
        form.fields[name].help_text = _t("Empty: the clinic’s, %s.") % usual


def limits_of(given: dict) -> Limits:
    return Limits(
        pain_fine_max=given["pain_fine_max"],
        pain_limit=given["pain_limit"],
        morning_rise_limit=given["morning_rise_limit"],
    )


class GiveForm(forms.Form):
    """A programme for one patient. The side is asked only where an item needs it, and nothing
    is selected beforehand."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.ChoiceField(label=_("Affected side"), choices=SIDES, widget=forms.RadioSelect)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: open."))
    note = OneLine(
        label=_("Note for the patient"), max_length=500, required=False, widget=forms.TextInput
    )
    pain_fine_max = scale(_("Pain that is fine, up to"), "")
    pain_limit = scale(_("Pain that is acceptable, up to"), "")
    morning_rise_limit = scale(_("Next morning above the usual, from"), "")

    def __init__(self, *args, clinic, today, programme, needs_side, **kwargs):
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "version": programme.version,
            "starts_on": today,
            "pain_limit": programme.pain_limit,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        if not needs_side:
            del self.fields["side"]
        self.clinic = clinic
        say_the_clinics(self)

    def clean(self):
        given = super().clean()
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _t("This is before the first day."))
        limits_in_order(self, given)
        return given

    def words(self) -> dict:
        """As the action takes them."""
        given = self.cleaned_data
        return {
            "key": given["key"],
            "version": given["version"],
            "side": given.get("side", ""),
            "starts_on": given["starts_on"],
            "ends_on": given["ends_on"],
            "note": given["note"],
            "limits": limits_of(given),
        }


class PlanForm(forms.Form):
    """Every change says from which state of the plan it was made, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = OneLine(
        label=_("Why?"), help_text=_("The patient reads this."), max_length=300,
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
    )  # fmt: skip


class ItemForm(PlanForm):
    """An exercise with its dose in one field, for a place in a plan."""

    exercise = forms.CharField()
    dose = DoseField()
    choice = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)
    note = OneLine(
        label=_("Note for the patient"), max_length=300, required=False, widget=forms.TextInput
    )
    pain_limit = scale(_("Pain that is acceptable with this exercise, up to"), "")
    field_order = ["exercise", "dose", "choice", "reason", "note", "pain_limit", "version"]

    def __init__(self, data=None, *, user, plan, **kwargs):
        if data is not None and data.get("choice"):
            data = data.copy()  # a pressed choice stands for what was typed
            data["dose"] = data["choice"]
        super().__init__(data, **kwargs)
        field = LadderField(user, label=_("Exercise"))
        field.required = True
        self.fields["exercise"] = field
        self.fields["pain_limit"].help_text = nearest_limit(plan)
        self.order_fields(self.field_order)

    def words(self) -> dict:
        names = ("exercise", "dose", "reason", "note", "pain_limit", "version")
        return {name: self.cleaned_data[name] for name in names}


def nearest_limit(plan) -> str:
    """What counts where an exercise has no limit of its own."""
    if plan.pain_limit is None:
        return _t("Empty: the clinic’s, %s.") % plan.patient.clinic.pain_limit
    return _t("Empty: this programme’s, %s.") % plan.pain_limit


class HoldForm(PlanForm):
    """To hold a stage, or to let it go on; which of the two its page says."""

    held = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class PauseForm(PlanForm):
    from_on = DayField(label=_("From"))
    until_on = DayField(
        label=_("Until, the last day of the pause"), required=False,
        help_text=_("Empty: until you let it go on."),
    )  # fmt: skip
    field_order = ["from_on", "until_on", "reason", "version"]

    def clean(self):
        given = super().clean()
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _t("This is before the pause begins."))
        return given


class ResumeForm(PlanForm):
    on = DayField(label=_("Goes on from"))
    field_order = ["on", "reason", "version"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class MovePhaseForm(PlanForm):
    on = DayField(label=_("From"))
    field_order = ["on", "reason", "version"]


class TermsForm(PlanForm):
    """The last day, the limits and the words for a bad week, as they stand."""

    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: open."))
    pain_fine_max = scale(_("Pain that is fine, up to"), "")
    pain_limit = scale(_("Pain that is acceptable, up to"), "")
    morning_rise_limit = scale(_("Next morning above the usual, from"), "")
    flare_plan = flare_field()
    field_order = [
        "ends_on", "pain_fine_max", "pain_limit", "morning_rise_limit", "flare_plan", "reason",
        "version",
    ]  # fmt: skip

    def __init__(self, *args, clinic, plan, **kwargs):
        names = [name for name in self.base_fields if name not in ("reason", "version")]
        now = {name: getattr(plan, name) for name in names}
        super().__init__(*args, initial={**now, "version": plan.version}, **kwargs)
        self.clinic = clinic
        say_the_clinics(self)

    def clean(self):
        given = super().clean()
        limits_in_order(self, given)
        return given

    def words(self) -> dict:
        given = self.cleaned_data
        terms = Terms(given["ends_on"], limits_of(given), given["flare_plan"])
        return {"terms": terms, "reason": given["reason"], "version": given["version"]}


class NamedItems(forms.ModelMultipleChoiceField):
    def label_from_instance(self, item):
        return item.revision.name


class EndForm(PlanForm):
    """Done; what is ticked goes on."""

    keep = NamedItems(
        AssignedItem.objects.none(),
        label=_("Keep these going"),
        help_text=_("Ticked ones stay, open-ended, with the same dose."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    flare_plan = flare_field()
    check_in_weeks = WeeksField()
    field_order = ["keep", "flare_plan", "check_in_weeks", "reason", "version"]

    def __init__(self, *args, user, plan, **kwargs):
        super().__init__(*args, **kwargs)
        rows = AssignedItem.objects.for_user(user).in_force()
        rows = rows.filter(slot__phase__assignment=plan, exercise__withdrawn_at__isnull=True)
        rows = rows.filter(slot__phase__state__in=["current", "held"])
        self.fields["keep"].queryset = rows.select_related("revision").order_by(
            "slot__order", "order"
        )


class TemplateForm(forms.Form):
    name = OneLine(label=_("Name of the programme"), max_length=150)


class WithdrawEverywhereForm(forms.Form):
    """Another exercise in place of one, in every plan."""

    reason = OneLine(
        label=_("Why?"), help_text=_("Every patient concerned reads this."), max_length=300
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replacement"] = LadderField(user, label=_("In its place"))
        self.order_fields(["replacement", "reason"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )


class PatientForm(forms.Form):
    """Whom a plan is carried to; `patients` are those this person may open."""

    to = forms.ModelChoiceField(Patient.objects.none(), label=_("Patient"))

    def __init__(self, *args, patients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = patients.distinct()


class PaperForm(forms.Form):
    """The ticked days of a returned grid, at most twelve weeks."""

    days = forms.CharField(required=False)

    def clean_days(self):
        found = []
        for text in self.data.getlist("day")[:100]:
            try:
                found.append(date.fromisoformat(text))
            except ValueError:
                raise forms.ValidationError(_t("This is not a day of the grid.")) from None
        return found
