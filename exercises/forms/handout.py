"""How a handout is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.handout import COLUMNS, PAPERS, SIZES, Layout


def choice(label, choices):
    return forms.ChoiceField(label=label, choices=choices.items(), widget=forms.RadioSelect)


class LayoutForm(forms.Form):
    """Opened with the usual layout; asked for with `paper`, `columns` and `size`."""

    size = choice(_("Text size"), SIZES)
    columns = choice(_("Columns"), COLUMNS)
    paper = choice(_("Paper"), PAPERS)

    @property
    def layout(self) -> Layout:
        chosen = self.cleaned_data
        return Layout(chosen["paper"], int(chosen["columns"]), int(chosen["size"]))


def layout_form(asked, *, always: bool = False) -> LayoutForm:
    """`asked`: the query of the page, or what was sent; unbound where nothing was asked yet."""
    names = set(LayoutForm.base_fields)
    usual = Layout()
    initial = {"paper": usual.paper, "columns": str(usual.columns), "size": str(usual.size)}
    return LayoutForm(
        {**initial, **asked.dict()} if always or names & set(asked) else None, initial=initial
    )
