"""Whose programme is changed and for whom: found for those who may, else 404."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import CharField, OuterRef, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat
from django.http import Http404

from exercises.models import Item, Phase, Programme, Slot
from exercises.views.clinic.doubts import doubts_at
from portal.access import open_patient
from portal.actions.drafts import KEPT_ASIDE
from portal.audit import note_opened, turned_to
from portal.models import Draft, Patient

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


def part_of(request, model, pk, path: str):
    """A phase, slot, item or reading of a programme this clinic may change, or 404; with what
    this person left in doubt there."""
    rows = model.objects.for_user(request.user).filter(
        **{f"{path}__clinic": request.clinic, f"{path}__retired_at__isnull": True}
    )
    related = [path, "exercise__published"] if model is Item else [path]
    rows = rows.annotate(doubts=doubts_at(request.user, f"{path}_id"))
    found = rows.filter(pk=pk).select_related(*related).first()
    if found is None:
        raise Http404
    return found


def phase_at(request, pk):
    return part_of(request, Phase, pk, "programme")


def slot_at(request, pk):
    return part_of(request, Slot, pk, "phase__programme")


def item_at(request, pk):
    return part_of(request, Item, pk, "slot__phase__programme")


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
