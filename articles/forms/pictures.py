"""A picture with the words it needs, asked for at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.pictures import LARGEST_FILE
from portal.forms.fields import OneLine


class PictureForm(forms.Form):
    image = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = OneLine(
        label=_("What the picture shows"),
        max_length=300,
        help_text=_("For people who do not see it."),
        error_messages={"required": _("Say what the picture shows.")},
    )
    caption = OneLine(label=_("Caption"), max_length=300, required=False)
    credit = OneLine(
        label=_("Who made it"),
        max_length=150,
        error_messages={"required": _("Say who made the picture.")},
    )
    licence = OneLine(
        label=_("Licence or permission"),
        max_length=80,
        help_text=_("Such as CC BY 4.0, or “Our own”."),
        error_messages={"required": _("Say by which licence or permission it may be used.")},
    )

    def clean_image(self):
        image = self.cleaned_data["image"]
        if image.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("This picture is over 10 MB. Save it smaller and try again.")
            )
        return image

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("alt", "caption", "credit", "licence")}
