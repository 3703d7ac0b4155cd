from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.fields import LowerEmail, OneLine, language_field
from portal.models import User


class AccountForm(forms.Form):
    name = OneLine(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = language_field()


class NewEmailForm(forms.Form):
    email = LowerEmail(
        label=_("New e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email == self.user.email:
            raise forms.ValidationError(_("This is your address already."))
        return email


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("From the letter we just sent."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the code.")},
    )


class DeviceForm(forms.Form):
    device = forms.ChoiceField(
        choices=[("own", _("Yes, it is mine")), ("shared", _("No, others use it too"))],
        required=False,
    )
