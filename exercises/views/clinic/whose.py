"""Whose programme is changed and for whom: found for those who may, else 404."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import CharField, OuterRef, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat
from django.http import Http404

from exercises.models import Item, Phase, PhaseReading, Programme, Slot
from exercises.views.clinic.doubts import doubts_at
from portal.access import open_patient
from portal.actions.drafts import KEPT_ASIDE
from portal.audit import note_opened, turned_to
from portal.models import Draft, Patient, User
from portal.models.prepared import SOMEBODY, SOMETHING, SOMEWHERE, PreparedRows

MARKED = "X-Fragment"


def own_programme(request, pk, **also) -> Programme:
    """A programme this clinic may change, or 404; shared ones are copied first. `also` is asked
    with it."""
    rows = Programme.objects.for_user(request.user).filter(clinic=request.clinic).annotate(**also)
    programme = rows.filter(pk=pk, retired_at__isnull=True).first()
    if programme is None:
        raise Http404
    return programme


def undoable(user) -> Subquery:
    """This person's last change of a programme in words, where nobody changed it since."""
    place = Concat(Value(KEPT_ASIDE), Cast(OuterRef("pk"), CharField()), Value("-"))
    kept = Draft.objects.for_user(user).filter(form__startswith=place)
    mine = kept.annotate(at=KT("fields__version__0")).filter(
        at=Cast(OuterRef("version"), TextField())
    )
    return Subquery(mine.values(said=KT("fields__said__0"))[:1])


def part_at(user, clinic, part, *, model, path: str, also=()):
    """A part of a programme; `path` leads from it to the programme."""
    may_change = {f"{path}__clinic": clinic, f"{path}__retired_at__isnull": True}
    return (
        model.objects.for_user(User(pk=user))
        .filter(pk=part, **may_change)
        .annotate(doubts=doubts_at(user, f"{path}_id"))
        .select_related(path, *also)
    )


def kept(model, path: str, *also: str, part: UUID | int = SOMETHING) -> PreparedRows:
    build = partial(part_at, model=model, path=path, also=also)
    return PreparedRows(build, user=SOMEBODY, clinic=SOMEWHERE, part=part)


PHASE = kept(Phase, "programme")
SLOT = kept(Slot, "phase__programme")
ITEM = kept(Item, "slot__phase__programme", "exercise__published")
READING = kept(PhaseReading, "phase__programme", part=SOMETHING.int)


def part_of(request, asked: PreparedRows, pk):
    """A phase, slot, item or reading of a programme this clinic may change, or 404; with what
    this person left in doubt there."""
    found = asked.first(user=request.user.pk, clinic=request.clinic.pk, part=pk)
    if found is None:
        raise Http404
    return found


def phase_at(request, pk):
    return part_of(request, PHASE, pk)


def slot_at(request, pk):
    return part_of(request, SLOT, pk)


def item_at(request, pk):
    return part_of(request, ITEM, pk)


def reading_at(request, pk):
    return part_of(request, READING, pk)


def patient_of(request):
    """For whom the builder is open; that it was opened is written down by the page itself."""
    pk = request.GET.get("for") if request.method == "GET" else request.POST.get("for")
    if not pk:
        return None
    try:
        if request.method == "GET" and not request.headers.get(MARKED):
            patient = open_patient(request, pk)
            turned_to(request, patient)
            return patient
        mine = Patient.objects.for_user(request.user).filter(clinic=request.clinic)
        patient = mine.filter(pk=pk).first()
    except (ValueError, ValidationError):
        raise Http404 from None
    if patient is None:
        raise Http404
    note_opened(request, patient)
    return patient
