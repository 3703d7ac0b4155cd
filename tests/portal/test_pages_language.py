"""A page says the language it is written in, whatever the phone speaks."""

import re

import pytest
from django.conf import settings
from django.utils.translation import trans_real

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["ar", "de-DE,de;q=0.9", "he", "en-US", ""])
def test_english_words_are_tagged_and_laid_out_as_english(client, asked):
    html = client.get("/accounts/login/", headers={"accept-language": asked}).content.decode()
    assert "Sign in" in html
    tag = re.search(r"<html[^>]*>", html)[0]
    assert 'lang="en-gb"' in tag
    assert 'dir="ltr"' in tag


def test_every_language_of_the_pages_has_its_words():
    for code, _name in settings.LANGUAGES:
        catalogue = trans_real.translation(code)
        assert code == settings.LANGUAGE_CODE or catalogue.gettext("Sign in") != "Sign in", code
