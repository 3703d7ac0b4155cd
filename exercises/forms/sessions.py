"""What a patient reports, as a page or another device sends it; one set of rules for both."""

from __future__ import annotations

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.actions import Report, Said
from exercises.models import Entry, Reason
from exercises.plans.reporting import days_to_report

MOST_ITEMS = 100
MOST_SETS = 20
HOW = ("all", "partly", "none")
NUMBERS = [(number, str(number)) for number in range(11)]
STATES = [
    (Entry.State.DONE, gettext_lazy("Done")),
    (Entry.State.PARTLY, gettext_lazy("Partly")),
    (Entry.State.NOT, gettext_lazy("Not done")),
]
_none_chosen = lazy(lambda: _("Choose a number from 0 to 10, or leave it open."), str)


class Scale(forms.TypedChoiceField):
    """0 to 10, nothing chosen beforehand; open stays None, never 0."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=NUMBERS,
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _none_chosen()},
            **{"required": False, **kwargs},
        )


class DeviceTime(forms.Field):
    """An instant as a device writes it, with its offset; empty = not said."""

    def to_python(self, value):
        text = str(value or "").strip()[:40]
        if not text:
            return None
        try:
            at = parse_datetime(text)
        except ValueError:
            at = None
        if at is None or timezone.is_naive(at) or not 2000 <= at.year <= 2200:
            raise ValidationError(_("This time cannot be read. Send it with its time zone."))
        return at


class SessionForm(forms.Form):
    """One session: which items, how each went, and how it felt."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    time_zone = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    done_at = DeviceTime(required=False, widget=forms.HiddenInput)
    slot = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    pain_before = Scale(label=gettext_lazy("Pain before you began"))
    pain_worst = Scale(
        label=gettext_lazy("The worst pain in this session"),
        help_text=gettext_lazy("0 is no pain, 10 is the worst you can think of."),
    )
    pain_after = Scale(label=gettext_lazy("Pain afterwards"))
    effort = Scale(label=gettext_lazy("How hard was it?"))
    note = forms.CharField(
        label=gettext_lazy("Anything your physio should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": "2000"}),
    )
    adverse_event = forms.CharField(
        label=gettext_lazy("Did anything go wrong, such as a fall or an injury?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-count": "1000"}),
    )

    def __init__(self, data=None, *, items=(), how="all", usual_zone="UTC", **kwargs):
        """`items`: ids offered; what was posted counts where there is a post."""
        super().__init__(data, **kwargs)
        self.usual_zone = usual_zone
        self.how = how if how in HOW else "all"
        self.items = [str(pk) for pk in items]
        if self.is_bound:
            self.how = data.get("how") if data.get("how") in HOW else "partly"
            self.items = known_ids(lists(data, "items"))
        for pk in self.items:
            self.add_item(pk)

    def add_item(self, pk: str) -> None:
        first = self.initial.get(f"state_{pk}")
        self.fields[f"state_{pk}"] = forms.ChoiceField(
            choices=STATES, required=False, initial=first, widget=forms.RadioSelect
        )
        self.fields[f"reason_{pk}"] = forms.ChoiceField(choices=Reason.choices, required=False)
        self.fields[f"variant_{pk}"] = forms.ChoiceField(
            choices=Entry.Variant.choices, required=False
        )
        self.fields[f"reps_{pk}"] = forms.CharField(required=False, max_length=100)
        self.fields[f"load_{pk}"] = forms.CharField(required=False, max_length=160)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day not in days_to_report(timezone.localdate()):
            raise ValidationError(_("A report is for today or one of the six days before."))
        return day

    def clean(self):
        cleaned = super().clean()
        if self.items and not self.errors and not self.said():
            raise ValidationError(_("Say of at least one exercise how it went."), code="nothing")
        if not self.items:
            raise ValidationError(
                _("There is no exercise in this report. Open today's page again."), code="nothing"
            )
        return cleaned

    def said(self) -> tuple[Said, ...]:
        """What is said of each exercise; one left open is not spoken of."""
        told = []
        for pk in self.items:
            state = self.state_of(pk)
            if state:
                told.append(self.said_of(pk, state))
        return tuple(told)

    def state_of(self, pk: str) -> str:
        if self.how == "all":
            return Entry.State.DONE
        if self.how == "none":
            return Entry.State.NOT
        return self.cleaned_data.get(f"state_{pk}", "")

    def said_of(self, pk: str, state: str) -> Said:
        get = self.cleaned_data.get
        reason = get(f"reason_{pk}", "") if state != Entry.State.DONE else ""
        return Said(
            item_id=uuid.UUID(pk),
            state=state,
            reason=reason,
            variant=get(f"variant_{pk}") or Entry.Variant.PLANNED,
            reps=whole_numbers(get(f"reps_{pk}", "")),
            load=decimals(get(f"load_{pk}", "")),
        )

    def report(self, **fields) -> Report:
        get = self.cleaned_data.get
        return Report(
            **{
                "id": get("id"),
                "done_at": get("done_at"),
                "time_zone": get("time_zone") or self.usual_zone,
                "slot_id": get("slot"),
                "said": self.said(),
                "pain_before": get("pain_before"),
                "pain_worst": get("pain_worst"),
                "pain_after": get("pain_after"),
                "effort": get("effort"),
                "note": (get("note") or "").strip(),
                "adverse_event": (get("adverse_event") or "").strip(),
                **fields,
            }
        )


class ReasonForm(SessionForm):
    """Not today, because …: one reason for all of them."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why not today?"),
        choices=[choice for choice in Reason.choices if choice[0]],
        required=False,
        widget=forms.RadioSelect,
    )

    def said_of(self, pk: str, state: str) -> Said:
        return Said(
            item_id=uuid.UUID(pk), state=state, reason=self.cleaned_data.get("reason") or ""
        )


def session_form(data=None, **kwargs) -> SessionForm:
    how = data.get("how") if data else kwargs.get("how")
    return (ReasonForm if how == "none" else SessionForm)(data, **kwargs)


TEXTS = ("note", "adverse_event")
TICKS = ("reason", "effort", "pain_before", "pain_worst", "pain_after")
TICKS_OF_ITEMS = ("state_", "reason_", "variant_")


def put_back(fields: dict[str, list[str]], today) -> dict[str, str]:
    """What half a report holds, as the first values of a form. Text always; what was chosen only
    on the day it was chosen, so that no number of another day stands in today's report."""
    same_day = fields.get("on") == [today.isoformat()]
    return {
        name: values[0]
        for name, values in fields.items()
        if name in TEXTS or (same_day and (name in TICKS or name.startswith(TICKS_OF_ITEMS)))
    }


def lists(data, name: str) -> list[str]:
    return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])


def known_ids(texts) -> list[str]:
    """Those that are ids, each once, in the order given."""
    found = []
    for text in texts[:MOST_ITEMS]:
        try:
            found.append(str(uuid.UUID(str(text))))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def whole_numbers(text: str) -> tuple[int, ...]:
    """ "12,12,10" as numbers; what is none of them is left out."""
    parts = [part.strip() for part in text.split(",")][:MOST_SETS]
    return tuple(int(part) for part in parts if part.isdecimal() and int(part) <= 1000)


def decimals(text: str) -> tuple[Decimal, ...]:
    found = []
    for part in [part.strip() for part in text.split(",")][:MOST_SETS]:
        try:
            value = Decimal(part)
        except InvalidOperation:
            continue
        if value.is_finite() and 0 <= value < 10000:
            found.append(value.quantize(Decimal("0.01")))
    return tuple(found)


def flat(body: dict) -> dict:
    """A session as JSON, in the names the page's form uses."""
    data: dict[str, Any] = {key: body.get(key) for key in PLAIN if body.get(key) is not None}
    data |= {"how": "partly", "slot": body.get("slot") or "", "items": []}
    said = body.get("said")
    for entry in said if isinstance(said, list) else []:
        if not isinstance(entry, dict):
            continue
        pk = str(entry.get("item"))
        data["items"].append(pk)
        data[f"state_{pk}"] = entry.get("state", "done")
        data[f"reason_{pk}"] = entry.get("reason", "")
        data[f"variant_{pk}"] = entry.get("variant", "")
        for name in ("reps", "load"):
            values = entry.get(name)
            data[f"{name}_{pk}"] = ",".join(map(str, values)) if isinstance(values, list) else ""
    return data


PLAIN = (
    "id",
    "time_zone",
    "done_at",
    "pain_before",
    "pain_worst",
    "pain_after",
    "effort",
    "note",
    "adverse_event",
)


class PainForm(forms.Form):
    """One number from 0 to 10, given."""

    pain = Scale(label=gettext_lazy("Pain, 0 to 10"), required=True)


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "data-count": "2000"}),
        error_messages={"required": gettext_lazy("Write your question first.")},
    )


class IdForm(forms.Form):
    """An id in an address; anything else is no page."""

    pk = forms.UUIDField()
