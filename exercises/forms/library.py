"""What an author types about an exercise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.pictures import LARGEST_FILE
from exercises.actions.library import WRITTEN
from exercises.dose import Dose
from exercises.figures import FIGURES
from exercises.forms.programmes import DoseField, LadderField, TopicsField
from exercises.models import Exercise, ExerciseRevision
from exercises.planning import typed
from exercises.words import ANSWERS, CAUTIONS, GOALS, KIT, LEVELS, POSITIONS

LONGEST_LINE = 300
MOST_LINES = 20


class Lines(forms.CharField):
    """A list typed one to a line; its value is the list."""

    def __init__(self, *, rows=4, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"required": False, "max_length": 6000, "widget": widget, **kwargs})

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line.lstrip("-•* ").strip() for line in lines]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_t("At most %s lines.") % MOST_LINES)
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_t("One line is over %s characters.") % LONGEST_LINE)
        return lines


class Words(forms.CharField):
    """Short words parted by commas; its value is the list."""

    def __init__(self, *, longest, **kwargs):
        self.longest = longest
        super().__init__(**{"required": False, "max_length": 600, **kwargs})

    def clean(self, value):
        words = [" ".join(word.split()) for word in super().clean(value).split(",")]
        words = list(dict.fromkeys(word for word in words if word))
        if any(len(word) > self.longest for word in words):
            raise forms.ValidationError(_t("One word is over %s characters.") % self.longest)
        return words


class Cautions(Lines):
    """One caution a line, `tag: sentence`; its value is the list the model keeps."""

    def clean(self, value):
        found = []
        for line in super().clean(value):
            tag, parted, text = line.partition(":")
            tag = tag.strip().lower()
            if not parted or tag not in CAUTIONS or not text.strip():
                raise forms.ValidationError(
                    _t("“%s”: begin with one of the tags below, a colon, then a sentence.") % line
                )
            found.append({"tag": tag, "text": text.strip()})
        return found


def boxes(choices, label, **kwargs):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def figure_choices():
    return [("", _t("No drawing")), *((key, key.replace("-", " ")) for key in sorted(FIGURES))]


class AddExerciseForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)


class EditExerciseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120)
    plain_name = forms.CharField(
        label=_("Name for patients"),
        help_text=_("What the movement is, in everyday words. Empty: the name."),
        max_length=120,
        required=False,
    )
    purpose = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    start = forms.CharField(
        label=_("Starting position"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    steps = Lines(label=_("Steps"), help_text=_("One step a line."), rows=5)
    cues = Lines(label=_("Cues"), help_text=_("What to think of. One a line."))
    mistakes = Lines(label=_("Common mistakes"), help_text=_("One a line."))
    stop_rules = Lines(label=_("When to stop"), help_text=_("One a line."))
    dose = DoseField(
        label=_("Usual dose"),
        help_text=_("As you would type it: 3x12 each side, hold 5s, every other day"),
        required=False,
    )
    one_sided = forms.BooleanField(label=_("Done with one side at a time"), required=False)
    is_balance = forms.BooleanField(label=_("Trains balance"), required=False)
    topics = TopicsField(label=_("Shelves"))
    goals = boxes(GOALS, _("Goals"))
    position = forms.ChoiceField(
        label=_("Position"), choices=[("", "—"), *POSITIONS.items()], required=False
    )
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, choices=LEVELS.items(), initial=2)
    kit = boxes(KIT, _("Kit"))
    muscles = Words(label=_("Muscles"), help_text=_("Parted by commas."), longest=40)
    synonyms = Words(
        label=_("Other names"), help_text=_("Found by search. Parted by commas."), longest=80
    )
    cautions = Cautions(
        label=_("Who must take care"),
        help_text=_("One a line, such as “falls: Hold on with both hands.” Tags: %s")
        % ", ".join(CAUTIONS),
    )
    figure = forms.ChoiceField(label=_("Drawing"), choices=figure_choices, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for ladder, label in (("easier", _("Easier version")), ("harder", _("Harder version"))):
            self.fields[ladder] = LadderField(user, label=label)
        for key, label in ANSWERS.items():
            self.fields[f"answer_{key}"] = forms.CharField(
                label=_t("Answer to “%s”") % label, max_length=400, required=False
            )

    @property
    def answer_fields(self):
        return [self[f"answer_{key}"] for key in ANSWERS]

    def written(self) -> dict:
        """The columns to save; an empty answer is left out."""
        given = self.cleaned_data
        answers = {key: given[f"answer_{key}"] for key in ANSWERS if given[f"answer_{key}"]}
        columns = {name: given[name] for name in WRITTEN if name != "answers"}
        return {
            **columns,
            "answers": answers,
            "easier": given["easier"],
            "harder": given["harder"],
        }

    def dose_given(self) -> Dose:
        return self.cleaned_data["dose"] or Dose()


def as_typed(revision: ExerciseRevision, topics) -> dict:
    """A revision as its author would have typed it."""
    lines = {
        name: "\n".join(getattr(revision, name))
        for name in ("steps", "cues", "mistakes", "stop_rules")
    }
    words = {name: ", ".join(getattr(revision, name)) for name in ("muscles", "synonyms")}
    same = {
        name: getattr(revision, name)
        for name in WRITTEN
        if name not in {*lines, *words, "cautions", "answers"}
    }
    return {
        **same,
        **lines,
        **words,
        "cautions": "\n".join(f"{c['tag']}: {c['text']}" for c in revision.cautions),
        **{f"answer_{key}": text for key, text in revision.answers.items()},
        "easier": name_of(revision.easier),
        "harder": name_of(revision.harder),
        "dose": typed(revision.dose),
        "topics": [topic.pk for topic in topics],
        "version": revision.version,
    }


def name_of(exercise: Exercise | None) -> str:
    return exercise.published.name if exercise and exercise.published else ""


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=_("Photo"), help_text=_("JPEG, PNG or WebP, up to 10 MB."), allow_empty_file=False
    )
    alt = forms.CharField(
        label=_("What it shows"),
        help_text=_("Read aloud to people who cannot see it."),
        max_length=300,
    )

    def clean_picture(self):
        upload = self.cleaned_data["picture"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError(
                _t("This picture is over 10 MB. Save it smaller and try again.")
            )
        return upload


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replacement"] = LadderField(user, label=_("What to use instead"))
