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
def show_my_exercise(request, item):
    rows = AssignedItem.objects.for_user(request.user).filter(
        slot__phase__assignment__patient=request.patient
    )
    given = get_object_or_404(
        rows.select_related("exercise", "easier", "harder", "replaced_by", "revision__clip").only(
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
        pk=item,
    )
    card = cards_of([str(item)]).get(str(item))
    if card is None:
        raise Http404
    context = {**day.may_say(request), "item": given, "card": card, "ladder": ladder(given)}
    return render(request, "exercises/show_my_exercise.html", context)


def ladder(item) -> list[dict]:
    """The easier and the harder version, where the physio gave one."""
    found = [("easier", item.easier), ("harder", item.harder)]
    return [
        {"kind": kind, "revision": revision, "picture": picture_of(revision)}
        for kind, revision in found
        if revision
    ]
