"""Every part of the look on one page, with sample texts: for development and for staff."""

from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from exercises import figures
from portal import icons
from portal.access import everyone, take_member

TOKENS = [
    ("paper", "page"), ("surface", "cards, bars"), ("sunk", "chips, hover"), ("ink", "text"),
    ("ink-2", "second text"), ("edge", "controls"), ("action", "links, buttons"),
    ("hero", "one field a page"), ("go", "one button a page"), ("move", "movement"),
    ("pain", "pain"), ("done", "done, do"), ("warn", "take care"), ("stop", "seek help"),
    ("tile", "behind figures"),
]  # fmt: skip
PAIN = [6, 6, 5, None, 6, 5, 4, 4, None, 4, 3, 3, 2, 2]
LAST_DAY = date(2026, 11, 20)


class SampleForm(forms.Form):
    name = forms.CharField(label="Full name", help_text="As it stands on the referral.")
    born_on = forms.DateField(
        label="Date of birth", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("de", "Deutsch")])
    pain = forms.IntegerField(
        label="Worst pain in this session", help_text="Tap a number.", min_value=0, max_value=10
    )
    reason = forms.ChoiceField(
        label="Why not all of it?",
        choices=[("pain", "Pain"), ("no_time", "No time"), ("unsure", "Unsure how"),
                 ("no_kit", "No kit"), ("forgot", "Forgot"), ("fine", "Feeling fine")],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    kit = forms.MultipleChoiceField(
        label="What is at home",
        choices=[("chair", "Chair"), ("wall", "Wall"), ("band", "Band"), ("towel", "Towel")],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    note = forms.CharField(
        label="Anything to tell Lena?", widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500, required=False,
    )  # fmt: skip
    picture = forms.ImageField(
        label="Picture", help_text="JPEG, PNG or WebP, up to 10 MB.", required=False
    )
    own_device = forms.BooleanField(
        label="This is my own device", help_text="Then you stay signed in on it.",
        required=False,
    )  # fmt: skip


def moves():
    """Sample exercises with their pictures, doses in words."""
    doses = {
        "heel-raise": ["3 sets of 12", "hold for 5 seconds", "both feet"],
        "sit-to-stand": ["2 sets of 8", "slowly down"],
        "bridge": ["3 sets of 10", "hold for 3 seconds"],
    }
    return [
        {
            "name": key.replace("-", " ").capitalize(),
            "key": key,
            "dose": dose,
            "svg": figures.svg(key, title=""),
        }
        for key, dose in doses.items()
    ]


def sample():
    clinic = SimpleNamespace(name="Alder Physiotherapy", phone="01632 960 001")
    days = [LAST_DAY - timedelta(days=13 - n) for n in range(14)]
    return {
        "tokens": TOKENS,
        "icons": sorted(icons.SHAPES),
        "points": list(zip(days, PAIN, strict=True)),
        "patient": SimpleNamespace(
            full_name="Amina Khalil", born_on=date(1984, 3, 9), clinic=clinic
        ),
        "clinic": clinic,
        "today": LAST_DAY,
        "moves": moves(),
        "page": Paginator(range(60), 20).page(2),
        "views": [
            {"url": "#overview", "label": "Overview", "current": True},
            {"url": "#programme", "label": "Programme"},
            {"url": "#questions", "label": "Questions", "count": 2},
        ],
    }


@everyone
def show_design(request):
    signed_in = request.user.is_authenticated
    if not settings.DEVELOPMENT and not (signed_in and take_member(request)):
        raise Http404
    wrong = SampleForm({"name": "", "pain": "", "language": "en"}, prefix="wrong")
    context = {**sample(), "form": SampleForm(), "wrong": wrong}
    return render(request, "portal/show_design.html", context)
