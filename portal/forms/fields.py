"""Fields several forms share."""

from datetime import timedelta
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OLDEST_YEARS = 120


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OneLine(forms.CharField):
    """A text that stays on one line: no line break gets into a letter's head or a log."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class LowerEmail(forms.EmailField):
    def to_python(self, value):
        return super().to_python(value).lower()


def language_field(**kwargs):
    return forms.ChoiceField(label=_("Language"), choices=settings.READING_LANGUAGES, **kwargs)


def time_zones():
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


def check_birthday(day):
    """A date of birth that can be one."""
    today = timezone.localdate()
    if day > today:
        raise forms.ValidationError(_("This day is still to come. Check the year."))
    if day < today - timedelta(days=OLDEST_YEARS * 366):
        raise forms.ValidationError(_("This is too long ago. Check the year."))
    return day
