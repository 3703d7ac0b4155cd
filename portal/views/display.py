"""The reader's own settings ("Aa"), for everybody, signed in or not."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import display
from portal.access import everyone

THEMES = [
    ("auto", gettext_lazy("As my device")),
    ("light", gettext_lazy("Light")),
    ("dark", gettext_lazy("Dark")),
]
SIZES = [("normal", gettext_lazy("Normal")), ("large", gettext_lazy("Large"))]
TYPEFACES = [
    ("standard", gettext_lazy("Standard")),
    ("hyperlegible", gettext_lazy("Easy to tell apart")),
]


class DisplayForm(forms.Form):
    size = forms.ChoiceField(
        label=gettext_lazy("Text size"), choices=SIZES, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Colours"), choices=THEMES, widget=forms.RadioSelect
    )
    typeface = forms.ChoiceField(
        label=gettext_lazy("Letters"),
        help_text=gettext_lazy("Letters that are hard to mix up, such as I, l and 1."),
        choices=TYPEFACES,
        widget=forms.RadioSelect,
    )


def way_back(request):
    """The page the reader came from, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@everyone
def show_display(request):
    now = display.of(request)
    given = {"theme": now.theme, "size": now.size, "typeface": now.typeface}
    form = DisplayForm(request.POST or None, initial=given)
    back = way_back(request)
    if not form.is_valid():
        return render(request, "portal/show_display.html", {"form": form, "back": back})
    response = redirect(back)
    display.remember(response, display.Display(**form.cleaned_data))
    messages.success(request, _("Text and colours are set for this device."))
    return response
