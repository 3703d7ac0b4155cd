"""Sources, pasted or typed."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Source
from articles.sources import LONGEST_PASTE, UnreadableSource, normal_doi, parse_source
from portal.forms.fields import DayField, OneLine

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class PasteForm(forms.Form):
    paste = forms.CharField(
        label=_("Paste a reference"),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A DOI, a line from a list of references, BibTeX or RIS. Nothing is looked up."
        ),
    )

    def clean_paste(self):
        try:
            self.found = parse_source(self.cleaned_data["paste"])
        except UnreadableSource as error:
            raise forms.ValidationError(str(error)) from None
        return self.cleaned_data["paste"]


class SourceForm(forms.Form):
    key = OneLine(
        label=_("Key"),
        max_length=40,
        required=False,
        help_text=_("How texts cite it, as in [^rathleff15]. Left empty, it is made for you."),
    )
    authors = OneLine(label=_("Authors"), max_length=500, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1500, max_value=2100, required=False)
    title = OneLine(label=_("Title"), max_length=500)
    journal = OneLine(label=_("Journal or publisher"), max_length=200, required=False)
    volume = OneLine(label=_("Volume"), max_length=40, required=False)
    pages = OneLine(label=_("Pages"), max_length=40, required=False)
    doi = OneLine(label=_("DOI"), max_length=200, required=False)
    pmid = OneLine(label=_("PMID"), max_length=20, required=False)
    isbn = OneLine(label=_("ISBN"), max_length=20, required=False)
    url = forms.URLField(
        label=_("Web address"), max_length=500, required=False, assume_scheme="https"
    )
    study_type = forms.ChoiceField(
        label=_("Study type"), choices=Source.Study.choices, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind.choices, required=False)
    retraction = forms.ChoiceField(label=_("Retraction"), choices=Source.Retraction.choices)
    checked_on = DayField(label=_("Retraction checked on"), required=False)

    def clean_key(self):
        key = self.cleaned_data["key"].lower().removeprefix("[^").removesuffix("]")
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(_("Letters a to z, digits and hyphens only."))
        return key

    def clean_doi(self):
        given = self.cleaned_data["doi"]
        return (normal_doi(given) or given) if given else ""

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not url.startswith(("http://", "https://")):
            raise forms.ValidationError(_("An address starts with https://"))
        return url

    def clean(self):
        given = super().clean()
        told = given.get("retraction") not in ("", "unknown", None)
        if told and not given.get("checked_on"):
            self.add_error("checked_on", _("Say on which day you checked this."))
        return given

    def columns(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def columns_of(source: Source) -> dict:
    return {name: getattr(source, name) for name in SourceForm.base_fields}
