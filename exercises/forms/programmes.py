"""What a physio types about a programme and its parts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from django import forms
from django.db.models import Max
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from exercises.actions.building import ItemWords, with_remembered
from exercises.actions.programmes import Head
from exercises.actions.staging import Stage
from exercises.dose import parse, stages_of
from exercises.forms.named import LadderField, exercises_named
from exercises.models import Exercise, Item, Phase, Slot
from exercises.words import ANSWERS, WEEKDAYS
from portal.models import Topic

SIDES = [
    ("", _("as typed")),
    ("each", _("each side")),
    ("left", _("left")),
    ("right", _("right")),
    ("both", _("both together")),
    ("affected", _("affected side, asked when it is given")),
]


class ChangeForm(forms.Form):
    """Every change says which state of the programme it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DoseField(forms.CharField):
    """A dose as typed. Its value is the `Dose`; what is not certain is an error that says why."""

    def __init__(self, **kwargs):
        kwargs = {"label": _("Dose"), "max_length": 600, **kwargs}
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        parsed = parse(text)
        if parsed.status in ("ok", "warn") and not parsed.split:
            return parsed.dose
        if parsed.split:
            raise forms.ValidationError(_t("This holds more than one dose. Choose one."))
        raise forms.ValidationError(parsed.message, code=parsed.status)


class AddItemForm(ChangeForm):
    slot = forms.ModelChoiceField(Slot.objects.none(), label=_("Add to"))
    exercise = forms.ModelChoiceField(Exercise.objects.none(), label=_("Exercise"))

    def __init__(self, *args, user, member, programme, **kwargs):
        super().__init__(*args, **kwargs)
        slots = Slot.objects.for_user(user).filter(phase__programme=programme)
        slots = slots.annotate(last=Max("items__order"))
        self.fields["slot"].queryset = slots.select_related("phase__programme")
        library = Exercise.objects.for_library(user).select_related("published")
        self.fields["exercise"].queryset = with_remembered(library, member)


class ItemForm(ChangeForm):
    """One item: its dose in one field, and what may be said besides."""

    dose = DoseField()
    choice = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)
    side = forms.ChoiceField(label=_("Side"), choices=SIDES, required=False)
    note = forms.CharField(label=_("Note for the patient"), required=False, max_length=300)
    is_short = forms.BooleanField(label=_("Do this if only five minutes"), required=False)
    whole = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, user, **kwargs):
        # A pressed choice stands for what was typed.
        if data.get("choice"):
            data = data.copy()
            data["dose"] = data["choice"]
        super().__init__(data, **kwargs)
        if data.get("whole"):
            names = [data.get(name, "").strip() for name in ("easier", "harder")]
            named = cache(lambda: exercises_named(user, names))
            self.fields["easier"] = LadderField(user, named=named, label=_("Easier"))
            self.fields["harder"] = LadderField(user, named=named, label=_("Harder"))
        # A form without the answers leaves them as they are.
        self.with_answers = any(f"answer_{key}" in data for key in ANSWERS)
        if self.with_answers:
            for key, label in ANSWERS.items():
                self.fields[f"answer_{key}"] = forms.CharField(
                    label=label, required=False, max_length=300
                )

    def clean(self):
        given = super().clean()
        dose, side = given.get("dose"), given.get("side")
        if dose is not None and side and given.get("whole"):
            given["dose"] = replace(dose, side=side)
        return given

    def words(self) -> ItemWords | None:
        given = self.cleaned_data
        if not given["whole"]:
            return None
        answers = None
        if self.with_answers:
            said = {key: given[f"answer_{key}"] for key in ANSWERS}
            answers = {key: text for key, text in said.items() if text}
        return ItemWords(
            given["note"], given["is_short"], given["easier"], given["harder"], answers
        )


class SplitForm(ChangeForm):
    """A text with a dose for each stage. Its value is those stages."""

    dose = forms.CharField(label=_("Dose"), max_length=600)

    def clean_dose(self):
        stages = stages_of(parse(self.cleaned_data["dose"]))
        if not stages:
            raise forms.ValidationError(
                _t("No stages are written here. Write for example: wk 1-2 2x10 daily, then 3x10.")
            )
        if faults := [fault for stage in stages for fault in stage.dose.problems()]:
            raise forms.ValidationError(faults[0])
        return stages


class MoveForm(ChangeForm):
    by = forms.TypedChoiceField(coerce=int, choices=[(-1, "up"), (1, "down")])


class OrderForm(ChangeForm):
    items = forms.CharField(max_length=20_000)

    def clean_items(self):
        return [pk for pk in self.cleaned_data["items"].split(",") if pk]


class PutForm(ChangeForm):
    slot = forms.ModelChoiceField(Slot.objects.none(), label=_("Move to"))

    def __init__(self, *args, user, programme, **kwargs):
        super().__init__(*args, **kwargs)
        slots = Slot.objects.for_user(user).filter(phase__programme=programme)
        self.fields["slot"].queryset = slots.select_related("phase__programme")


class ApplyForm(ChangeForm):
    """One dose for the ticked items, or for all."""

    dose = DoseField(label=_("Dose for several"))
    to = forms.ChoiceField(choices=[("chosen", _("ticked")), ("all", _("all"))])
    items = forms.ModelMultipleChoiceField(Item.objects.none(), required=False)

    def __init__(self, *args, user, phase, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Item.objects.for_user(user).filter(slot__phase=phase)
        self.fields["items"].queryset = inside.select_related("slot", "exercise__published")

    def chosen(self):
        return None if self.cleaned_data["to"] == "all" else list(self.cleaned_data["items"])


class AddPhaseForm(ChangeForm):
    like = forms.ModelChoiceField(Phase.objects.none(), required=False)

    def __init__(self, *args, user, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["like"].queryset = Phase.objects.for_user(user).filter(programme=programme)


class PhaseForm(ChangeForm):
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    weeks_min = forms.IntegerField(
        label=_("Weeks, at least"), min_value=1, max_value=104, required=False
    )
    weeks_max = forms.IntegerField(label=_("at most"), min_value=1, max_value=104, required=False)
    criterion = forms.CharField(label=_("Move on when"), max_length=300, required=False)

    def clean(self):
        given = super().clean()
        least, most = given.get("weeks_min"), given.get("weeks_max")
        if least and most and least > most:
            self.add_error("weeks_max", _t("This is fewer weeks than “at least”."))
        return given

    def stage(self) -> Stage:
        names = ("name", "weeks_min", "weeks_max", "criterion")
        return Stage(**{name: self.cleaned_data[name] for name in names})


class SlotForm(ChangeForm):
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    cue = forms.CharField(label=_("When"), max_length=120, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Only on"),
        coerce=int,
        required=False,
        choices=list(enumerate(WEEKDAYS)),
        widget=forms.CheckboxSelectMultiple,
    )


class AddReadingForm(ChangeForm):
    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Stage"))
    article = forms.ModelChoiceField(Article.objects.none(), label=_("Article"))

    def __init__(self, *args, user, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = Phase.objects.for_user(user).filter(programme=programme)
        self.fields["article"].queryset = Article.objects.for_library(user)


class TopicsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Topic.objects.order_by("kind", "order", "name"), required=False, **kwargs)


class DetailsForm(ChangeForm):
    name = forms.CharField(label=_("Name"), max_length=150)
    summary = forms.CharField(
        label=_("What it is for"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    topics = TopicsField(label=_("Shelves"))
    pain_limit = forms.IntegerField(
        label=_("Pain limit"), help_text=_("Empty: the clinic’s."), min_value=0, max_value=10,
        required=False,
    )  # fmt: skip
    flare_plan = forms.CharField(
        label=_("If it flares up"),
        help_text=_("Your own words for the patient’s bad days."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def head(self) -> Head:
        given = self.cleaned_data
        return Head(
            name=given["name"],
            summary=given["summary"],
            topics=list(given["topics"]),
            pain_limit=given["pain_limit"],
            flare_plan=given["flare_plan"],
        )


# Beginning a programme -------------------------------------------------------------------------


class AddProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    topics = TopicsField(label=_("Shelves"))
