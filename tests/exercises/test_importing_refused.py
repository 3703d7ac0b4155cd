"""A file of the starter library that leaves a question open brings nothing in."""

import pytest
import yaml
from django.utils import timezone

from exercises.actions import importing
from exercises.models import Exercise

pytestmark = pytest.mark.django_db


def changed_folder(tmp_path, **words):
    for path in importing.STARTER.glob("*.yaml"):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem == "bridge":
            file |= words
        (tmp_path / path.name).write_text(yaml.safe_dump(file), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words", [{"dose": "3x12 or 2x15"}, {"figure": "no-such-figure"}, {"harder": "no-such-slug"}]
)
def test_a_file_that_leaves_a_question_open_stops_the_import(tmp_path, words):
    with pytest.raises(importing.UnableToImport, match="bridge"):
        importing.import_exercises(at=timezone.now(), folder=changed_folder(tmp_path, **words))
    assert not Exercise.objects.unscoped().exists()
