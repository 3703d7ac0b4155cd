"""What an author types: the start of an article, its draft, its place in the library."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from articles.models import Article
from articles.text import LONGEST_TEXT, TextTooLong, checked
from portal.forms.fields import OneLine
from portal.models import Topic

REGIONS = [
    ("general", _("General")),
    ("heel-foot-ankle", _("Heel, foot and ankle")),
    ("knee", _("Knee")),
    ("back", _("Back")),
    ("hip-balance", _("Hip and balance")),
]
CHECKS, CHOICES = (1, 2, 3), (1, 2, 3)


class Lines(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, *, most: int, longest: int, rows: int = 4, **kwargs):
        self.most, self.longest = most, longest
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (" ".join(line.split()).lstrip("-•* ") for line in (value or "").splitlines())
        return [line for line in lines if line]

    def validate(self, value):
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(
                _("Up to %(most)s lines."), code="most", params={"most": self.most}
            )
        if any(len(line) > self.longest for line in value):
            raise forms.ValidationError(
                _("Each line may have up to %(longest)s characters."),
                code="longest",
                params={"longest": self.longest},
            )


class TextWidget(MarkdownxWidget):
    """The Markdown field; it asks its own article's address for the preview."""

    template_name = "articles/article_text_widget.html"
    preview_url = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.preview_url:
            context["widget"]["attrs"]["data-markdownx-urls-path"] = self.preview_url
        return context


def topic_choices():
    """The shelves, parts of the body first."""
    groups = {"region": [], "condition": []}
    for topic in Topic.objects.order_by("order", "name"):
        groups[topic.kind].append((topic.slug, topic.name))
    labels = ((_("Parts of the body"), "region"), (_("Conditions"), "condition"))
    return [(label, groups[kind]) for label, kind in labels if groups[kind]]


class TopicsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=topic_choices, **kwargs)

    def clean(self, value):
        return list(Topic.objects.filter(slug__in=super().clean(value)))


class AddArticleForm(forms.Form):
    title = OneLine(
        label=_("Title"),
        max_length=150,
        help_text=_("What the page is about, in words a patient would use."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.READING_LANGUAGES)
    help_region = forms.ChoiceField(
        label=_("When to get help"),
        choices=REGIONS,
        help_text=_("Which warning signs stand on the page."),
    )
    topics = TopicsField(label=_("Shelves"), required=False)


class ArticleForm(forms.Form):
    """One draft. `fields()` and `checks()` give what is stored."""

    title = OneLine(label=_("Title"), max_length=150)
    summary = forms.CharField(
        label=_("What you will learn"),
        max_length=600,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("1 to 3 sentences. They stand under the title."),
    )
    key_points = Lines(
        label=_("Key points"),
        most=7,
        longest=200,
        required=False,
        help_text=_("One a line, the most important first."),
    )
    text = MarkdownxFormField(
        label=_("Text"), max_length=LONGEST_TEXT, required=False, strip=False, widget=TextWidget
    )
    help_region = forms.ChoiceField(label=_("When to get help"), choices=REGIONS)
    synonyms = Lines(
        label=_("Other words people search for"),
        most=20,
        longest=80,
        rows=3,
        required=False,
        help_text=_("One a line, such as “sore heel”."),
    )
    interests = OneLine(
        label=_("Conflicts of interest"),
        max_length=300,
        required=False,
        help_text=_("Write “None.” where there is none."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, preview_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.preview_url = preview_url
        for number in CHECKS:
            self.fields.update(check_fields(number))

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        try:
            return checked(text)
        except TextTooLong as error:
            raise forms.ValidationError(str(error)) from None

    def clean_summary(self):
        return " ".join(self.cleaned_data["summary"].split())

    def written(self) -> dict:
        names = ("title", "summary", "key_points", "text", "help_region", "synonyms", "interests")
        return {name: self.cleaned_data[name] for name in names}

    def checks(self) -> list[dict]:
        """The teach-back questions somebody began to write."""
        found = (self.check_of(number) for number in CHECKS)
        return [check for check in found if check["prompt"] or check["choices"]]

    def check_of(self, number: int) -> dict:
        given = self.cleaned_data
        choices = []
        for place in CHOICES:
            text = given.get(f"check{number}_text{place}", "")
            why = given.get(f"check{number}_why{place}", "")
            fits = bool(given.get(f"check{number}_fits{place}"))
            if text or why:
                choices.append({"text": text, "explanation": why, "fits": fits})
        return {
            "prompt": given.get(f"check{number}_prompt", ""),
            "own_words": bool(given.get(f"check{number}_own")),
            "choices": choices,
        }

    def check_groups(self):
        """The questions as the page shows them: (number, prompt, own, [(text, why, fits)])."""
        for number in CHECKS:
            rows = [
                tuple(self[f"check{number}_{part}{place}"] for part in ("text", "why", "fits"))
                for place in CHOICES
            ]
            yield number, self[f"check{number}_prompt"], self[f"check{number}_own"], rows


def line(label) -> forms.Field:
    return OneLine(label=label, required=False, max_length=300)


def check_fields(number: int) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        f"check{number}_prompt": line(_("Question")),
        f"check{number}_own": forms.BooleanField(
            label=_("Answered in own words, without choices"), required=False
        ),
    }
    for place in CHOICES:
        found |= {
            f"check{number}_text{place}": line(_("Choice %s") % place),
            f"check{number}_why{place}": line(_("What it answers to this")),
            f"check{number}_fits{place}": forms.BooleanField(label=_("It fits"), required=False),
        }
    return found


def typed_of(revision) -> dict:
    """A draft as the form shows it."""
    names = ("title", "summary", "key_points", "text", "help_region", "synonyms", "interests")
    given = {name: getattr(revision, name) for name in (*names, "version")}
    for number, check in enumerate(revision.checks.all()[:3], 1):
        given[f"check{number}_prompt"] = check.prompt
        given[f"check{number}_own"] = check.own_words
        for place, choice in enumerate(check.choices[:3], 1):
            given[f"check{number}_text{place}"] = choice.get("text", "")
            given[f"check{number}_why{place}"] = choice.get("explanation", "")
            given[f"check{number}_fits{place}"] = choice.get("fits", False)
    return given


class PlaceForm(forms.Form):
    """Where an article stands: shelves, language, series."""

    topics = TopicsField(label=_("Shelves"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.READING_LANGUAGES)
    translation_of = forms.ModelChoiceField(
        label=_("Translation of"),
        queryset=None,
        required=False,
        empty_label=_("No other article"),
        help_text=_("Readers can change between the two languages."),
    )
    series = OneLine(
        label=_("Series"),
        max_length=80,
        required=False,
        help_text=_("Articles with the same series follow each other."),
    )
    series_order = forms.IntegerField(
        label=_("Place in the series"), min_value=0, max_value=99, required=False
    )

    def __init__(self, *args, article, user, **kwargs):
        super().__init__(*args, **kwargs)
        others = Article.objects.for_library(user).select_related("published")
        field = self.fields["translation_of"]
        field.queryset = others.exclude(pk=article.pk).filter(translation_of=None)
        field.label_from_instance = lambda one: f"{one.published.title} ({one.language})"

    def clean_series_order(self):
        return self.cleaned_data["series_order"] or 0

    def clean(self):
        given = super().clean()
        original = given.get("translation_of")
        if original and original.language == given.get("language"):
            self.add_error("translation_of", _("Both are in the same language."))
        return given


def place_of(article) -> dict:
    return {
        "topics": [topic.slug for topic in article.topics.all()],
        "language": article.language,
        "translation_of": article.translation_of_id,
        "series": article.series,
        "series_order": article.series_order,
    }
