"""What is asked about a clip: what it shows, whether it speaks, and for one patient what to do."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from exercises import clips
from exercises.forms.library import Lines
from exercises.forms.programmes import DoseField
from exercises.models import AssignedPhase, AssignedSlot
from portal.forms.fields import OneLine

NOW = (AssignedPhase.State.CURRENT, AssignedPhase.State.HELD)


class ClipForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    clip = forms.FileField(
        label=_("Clip"),
        help_text=_("MP4, MOV or WebM, up to a minute and 100 MB."),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/quicktime,video/webm"}),
    )
    alt = OneLine(
        label=_("What it shows"),
        help_text=_("Read aloud to people who cannot see it: who moves what, and how."),
        max_length=500,
    )
    keep_sound = forms.BooleanField(
        label=_("Keep the sound"),
        help_text=_("Otherwise voices and names in the room are left out."),
        required=False,
    )
    captions = forms.CharField(
        label=_("What is said in it"),
        help_text=_(
            "Needed with sound. One line each; a line may begin with its time: 0:07 Lower."
        ),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_clip(self):
        upload = self.cleaned_data["clip"]
        try:
            clips.check(next(iter(upload.chunks(64)), b"")[:64], upload.size)
        except clips.ClipRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return upload

    def clean(self):
        given = super().clean()
        if given.get("keep_sound") and not given.get("captions", "").strip():
            self.add_error(
                "captions",
                _t("Write what is said, for people who cannot hear it, or leave it out."),
            )
        return given

    def words(self) -> dict:
        """As the action takes them."""
        given = dict(self.cleaned_data)
        return {"upload": given.pop("clip"), **given}


class SlotField(forms.ModelChoiceField):
    def label_from_instance(self, slot):
        parts = (slot.phase.assignment.name, slot.phase.name, slot.name)
        return " – ".join(part for part in parts if part)


class GiveForm(forms.Form):
    """Where in a patient's plan a filmed exercise stands, how much, and why."""

    slot = SlotField(
        AssignedSlot.objects.none(), label=_("Put it into the plan"), empty_label=_("Choose")
    )
    dose = DoseField(help_text=_("As you would type it: 3x12 each side, hold 5s, every other day"))
    reason = OneLine(label=_("Why, for the patient"), max_length=300)

    def __init__(self, *args, user, patient, initial=None, **kwargs):
        initial = {"reason": _t("Filmed with you in the clinic"), **(initial or {})}
        super().__init__(*args, initial=initial, **kwargs)
        slots = AssignedSlot.objects.for_user(user).filter(
            phase__state__in=NOW,
            phase__assignment__patient=patient,
            phase__assignment__ended_at__isnull=True,
            phase__assignment__episode__closed_at__isnull=True,
        )
        self.fields["slot"].queryset = slots.select_related("phase__assignment")


class PatientClipForm(ClipForm, GiveForm):
    name = OneLine(label=_("Name of the exercise"), max_length=120)
    steps = Lines(label=_("What to do"), help_text=_("One step a line."), required=True)
    stop_rules = Lines(label=_("When to stop"), help_text=_("One a line."), required=True, rows=2)
    field_order = ("name", "clip", "alt", "steps", "stop_rules", "keep_sound", "captions")

    def __init__(self, *args, **kwargs):
        rule = _t("Stop if the pain goes above the limit your physio set.")
        super().__init__(*args, initial={"stop_rules": rule}, **kwargs)
        for name in ("slot", "dose", "reason"):
            self.fields[name].required = False
        self.fields["slot"].empty_label = _t("Not yet")

    def clean(self):
        given = super().clean()
        if given.get("slot") and not given.get("dose") and "dose" not in self.errors:
            self.add_error("dose", _t("Type how much and how often."))
        return given
