"""Fields several forms share."""

from datetime import timedelta
from functools import cache, lru_cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
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


@cache
def time_zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


@lru_cache(maxsize=16)
def zone_options(chosen: str):
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((name, flatatt({"selected": name == chosen}), label) for name, label in time_zones()),
    )


class ZoneSelect(forms.Select):
    """With hundreds of options: a template for each takes longer than the rest of the page."""

    def render(self, name, value, attrs=None, renderer=None):
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), zone_options(str(value)))


def zone_field():
    return forms.ChoiceField(label=_("Time zone"), choices=time_zones, widget=ZoneSelect)


def check_birthday(day):
    """A date of birth that can be one."""
    today = timezone.localdate()
    if day > today:
        raise forms.ValidationError(_("This day is still to come. Check the year."))
    if day < today - timedelta(days=OLDEST_YEARS * 366):
        raise forms.ValidationError(_("This is too long ago. Check the year."))
    return day
