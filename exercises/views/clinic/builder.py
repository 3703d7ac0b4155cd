"""The builder: one page, and one small address for each change to an item."""

from __future__ import annotations

from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises import planning
from exercises.actions import building
from exercises.actions.doubting import keep_doubt, settle_doubts
from exercises.actions.undoing import undo_change
from exercises.dose import parse
from exercises.forms import programmes as forms
from exercises.views.clinic import desk
from exercises.views.clinic.answering import (
    Answer,
    builder_page,
    change,
    editor_fragment,
    found_fragment,
    reason_of,
)
from exercises.views.clinic.whose import (
    MARKED,
    item_at,
    own_programme,
    patient_of,
    phase_at,
    slot_at,
    undoable,
)
from portal.access import clinicians


@clinicians
def edit_programme(request, pk):
    programme = own_programme(request, pk, undoable=undoable(request.user))
    patient = patient_of(request)
    if request.headers.get(MARKED):
        if opened := request.GET.get("open"):
            return editor_fragment(request, programme, opened)
        return found_fragment(request, programme)
    return builder_page(request, programme, patient, undo=programme.undoable or "")


# Items -----------------------------------------------------------------------------------------


@require_POST
@clinicians
def add_programme_item(request, pk):
    form = forms.AddItemForm(request.POST, user=request.user, member=request.member, programme=pk)
    slot = form.is_valid() and form.cleaned_data["slot"]
    # One question less: the part already brought its programme, which must be ours to change.
    programme = slot.phase.programme if slot else own_programme(request, pk)
    if programme.clinic_id != request.clinic.pk or programme.retired_at:
        raise Http404

    def act(given, who):
        return building.add_item(slot=given["slot"], exercise=given["exercise"], **who)

    def answer(reply, item):
        said = building.said_of(_("Added %s"), item)
        return reply.done(said, only=[item.slot.phase], focus=f"dose-{item.pk}", undo=said)

    return change(request, programme, form, act, answer)


@require_POST
@clinicians
def edit_programme_item(request, pk):
    item = item_at(request, pk)
    programme = item.slot.phase.programme
    if request.POST.get("keep"):
        return keep_typed(request, item)
    form = forms.ItemForm(request.POST, user=request.user)
    if not form.is_valid():
        return item_in_doubt(request, programme, item, form)

    def act(given, who):
        building.edit_item(item=item, dose=given["dose"], words=form.words(), **who)
        settle(programme, [item.pk], item.doubts, who)
        return item

    def answer(reply, item):
        said = building.said_of(_("Changed %s"), item)
        if not reply.with_script:
            return reply.done(focus=f"item-{item.pk}", undo=said)
        stage = reply.stages(only=item.slot.phase, with_reading=False)[0]
        row = desk.find_row([stage], item.pk)
        parts = {
            f"echo-{item.pk}": reply.part("echo", row=row),
            f"sum-{item.slot.phase_id}": reply.part("sum", stage=stage),
            f"reads-{item.slot.phase_id}": reply.part("reads", stage=stage),
        }
        return reply.done(parts=parts, typed={f"dose-{item.pk}": row.typed}, undo=said)

    return change(request, programme, form, act, answer)


def settle(programme, item_pks, known, who):
    settle_doubts(programme=programme, item_pks=item_pks, by=who["by"], at=who["at"], known=known)


def keep_typed(request, item):
    """A dose half typed: kept for its writer, should the page be closed, and changes nothing."""
    text = request.POST.get("dose", "").strip()
    if text and text != planning.typed(item.dose):
        keep_doubt(item=item, text=text, by=request.member, at=timezone.now())
    return JsonResponse({})


def item_in_doubt(request, programme, item, form):
    """The dose asks a question or is wrong: it is shown beside the field, nothing is lost."""
    typed = form.data.get("dose", "").strip()
    if "dose" in form.errors and typed:
        keep_doubt(item=item, text=typed, by=request.member, at=timezone.now())
    reply = Answer(request, programme)
    if reply.with_script:
        row = desk.doubtful(desk.Row(item, ""), form)
        echo = reply.part("echo", row=row)
        fault = reason_of(form)
        kept = bool(typed) and list(form.errors) == ["dose"]
        return JsonResponse({"parts": {f"echo-{item.pk}": echo}, "refused": fault, "kept": kept})
    stages = reply.stages()
    desk.doubtful(desk.find_row(stages, item.pk), form)
    return builder_page(request, programme, reply.patient, stages=stages, status=422)


@require_POST
@clinicians
def duplicate_programme_item(request, pk):
    item = item_at(request, pk)

    def answer(reply, copy):
        said = building.said_of(_("Copied %s"), item)
        return reply.done(said, only=[item.slot.phase], focus=f"dose-{copy.pk}", undo=said)

    return change(
        request,
        item.slot.phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: building.duplicate_item(item=item, **who),
        answer,
    )


@require_POST
@clinicians
def move_programme_item(request, pk):
    item = item_at(request, pk)
    said = building.said_of(_("Moved %s"), item)
    return change(
        request,
        item.slot.phase.programme,
        forms.MoveForm(request.POST),
        lambda given, who: building.move_item(item=item, steps=given["by"], **who),
        lambda reply, _none: reply.done(
            said, only=[item.slot.phase], focus=f"item-{item.pk}", undo=said
        ),
    )


@require_POST
@clinicians
def order_programme_items(request, pk):
    slot = slot_at(request, pk)

    def answer(reply, _none):
        if request.POST.get("drawn"):  # the list on the screen does not stand like this yet
            return reply.done(_("New order"), only=[slot.phase], undo=_("New order"))
        stage = reply.stages(only=slot.phase, with_reading=False)[0]
        parts = {f"reads-{slot.phase_id}": reply.part("reads", stage=stage)}
        return reply.done(parts=parts, undo=_("New order"))

    return change(
        request,
        slot.phase.programme,
        forms.OrderForm(request.POST),
        lambda given, who: building.order_items(slot=slot, pks=given["items"], **who),
        answer,
    )


@require_POST
@clinicians
def put_programme_item(request, pk):
    item = item_at(request, pk)
    said = building.said_of(_("Moved %s"), item)
    programme, left = item.slot.phase.programme, item.slot.phase
    return change(
        request,
        programme,
        forms.PutForm(request.POST, user=request.user, programme=programme),
        lambda given, who: building.put_item(item=item, slot=given["slot"], **who),
        lambda reply, _none: reply.done(
            said, only=[left, item.slot.phase], focus=f"item-{item.pk}", undo=said
        ),
    )


@require_POST
@clinicians
def remove_programme_item(request, pk):
    item = item_at(request, pk)
    said = building.said_of(_("Removed %s"), item)
    return change(
        request,
        item.slot.phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: building.remove_item(item=item, **who),
        lambda reply, _none: reply.done(said, only=[item.slot.phase], undo=said),
    )


@require_POST
@clinicians
def apply_programme_dose(request, pk):
    phase = phase_at(request, pk)
    form = forms.ApplyForm(request.POST, user=request.user, phase=phase)

    def act(given, who):
        pks = building.apply_dose(phase=phase, dose=given["dose"], items=form.chosen(), **who)
        settle(phase.programme, pks, phase.doubts, who)
        return pks

    def answer(reply, pks):
        said = _("New dose for %s exercises") % len(pks)
        return reply.done(said, only=[phase], undo=said)

    return change(request, phase.programme, form, act, answer)


@require_POST
@clinicians
def undo_programme(request, pk):
    programme = own_programme(request, pk)
    return change(
        request,
        programme,
        forms.ChangeForm(request.POST),
        lambda given, who: undo_change(programme=programme, **who),
        lambda reply, undone: reply.done(undone.words, undo=undone.before),
    )


# The echo ----------------------------------------------------------------------------------------


@clinicians
def read_dose(request):
    """What a typed dose means, in words; asked 150 ms after the last key."""
    parsed = parse(request.GET.get("text", "")[:700])
    one_sided = request.GET.get("one_sided") == "1"
    taken = parsed.status in ("ok", "warn") and not parsed.split
    lacks = parsed.dose.missing_for_assignment(one_sided) if taken else []
    html = render_to_string(
        "exercises/parts/read.html",
        {
            "parsed": parsed,
            "splits": planning.splits(parsed),
            "stages": planning.stages(parsed),
            "words": planning.words(parsed.dose) if taken else "",
            "lacks": [planning.ASKS[what] for what in lacks],
            "taken": taken,
        },
    )
    return JsonResponse(
        {
            "status": "ambiguous" if parsed.split else parsed.status,
            "words": planning.words(parsed.dose) if taken else "",
            "message": parsed.message,
            "question": parsed.question,
            "choices": [
                *({"label": c.label, "text": c.text} for c in parsed.choices),
                *({"label": label, "text": text} for label, text in planning.splits(parsed)),
            ],
            "html": html,
        }
    )
