"""One exercise as it was given to this patient."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from exercises.models import AssignedItem
from exercises.plans import cards_of
from exercises.plans.cards import picture_of
from exercises.views.my import day
from portal.access import patients


@require_GET
@patients
def show_my_exercise(request, pk):
    items = AssignedItem.objects.for_user(request.user).filter(
        slot__phase__assignment__patient=request.patient
    )
    item = get_object_or_404(
        items.select_related("exercise", "easier", "harder", "replaced_by", "revision__clip").only(
            "ended_at",
            "end_reason",
            "exercise__withdrawn_at",
            "exercise__withdraw_reason",
            "easier__name",
            "easier__plain_name",
            "easier__steps",
            "easier__start",
            "easier__figure",
            "harder__name",
            "harder__plain_name",
            "harder__steps",
            "harder__start",
            "harder__figure",
            "replaced_by__id",
            "revision__figure",
            "revision__clip",
        ),
        pk=pk,
    )
    card = cards_of([str(pk)]).get(str(pk))
    if card is None:
        raise Http404
    context = {**day.may_say(request), "item": item, "card": card, "ladder": ladder(item)}
    return render(request, "exercises/show_my_exercise.html", context)


def ladder(item) -> list[dict]:
    """The easier and the harder version, where the physio gave one."""
    found = [("easier", item.easier), ("harder", item.harder)]
    return [
        {"kind": kind, "revision": revision, "picture": picture_of(revision)}
        for kind, revision in found
        if revision
    ]
