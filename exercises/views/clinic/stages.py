"""The builder's stages, parts of the day and reading: one small address for each change."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises.actions import building, staging
from exercises.actions.doubting import settle_doubts
from exercises.actions.splitting import split_item
from exercises.forms import programmes as forms
from exercises.views.clinic.answering import change
from exercises.views.clinic.whose import item_at, own_programme, phase_at, reading_at, slot_at
from portal.access import clinicians


@require_POST
@clinicians
def add_programme_phase(request, pk):
    programme = own_programme(request, pk, last=Max("phases__order"))
    form = forms.AddPhaseForm(request.POST, user=request.user, programme=programme)
    return change(
        request,
        programme,
        form,
        lambda given, who: staging.add_phase(programme=programme, like=given["like"], **who),
        lambda reply, phase: reply.done(
            _("Stage added"), focus=f"phase-{phase.pk}", undo=_("Stage added")
        ),
    )


@require_POST
@clinicians
def edit_programme_phase(request, pk):
    phase = phase_at(request, pk)
    form = forms.PhaseForm(request.POST)
    return change(
        request,
        phase.programme,
        form,
        lambda given, who: staging.edit_phase(phase=phase, stage=form.stage(), **who),
        lambda reply, _none: reply.done(
            focus=f"phase-{phase.pk}",
            parts=reply.named(phase),
            undo=staging.said_of_stage(_("Changed %s"), phase),
        ),
    )


@require_POST
@clinicians
def split_programme_item(request, pk):
    """One text with a dose for each stage: the stages are made, with the item in each."""
    item = item_at(request, pk)

    def act(given, who):
        phases = split_item(item=item, stages=given["dose"], **who)
        settle_doubts(
            programme=item.slot.phase.programme,
            item_pks=[item.pk],
            by=who["by"],
            at=who["at"],
            known=item.doubts,
        )
        return phases

    return change(
        request,
        item.slot.phase.programme,
        forms.SplitForm(request.POST),
        act,
        lambda reply, _phases: reply.done(
            focus=f"dose-{item.pk}", undo=building.said_of(_("Made stages of %s"), item)
        ),
    )


@require_POST
@clinicians
def move_programme_phase(request, pk):
    phase = phase_at(request, pk)
    return change(
        request,
        phase.programme,
        forms.MoveForm(request.POST),
        lambda given, who: staging.move_phase(phase=phase, steps=given["by"], **who),
        lambda reply, _none: reply.done(
            staging.said_of_stage(_("Moved %s"), phase),
            focus=f"phase-{phase.pk}",
            undo=staging.said_of_stage(_("Moved %s"), phase),
        ),
    )


@require_POST
@clinicians
def remove_programme_phase(request, pk):
    phase = phase_at(request, pk)
    said = staging.said_of_stage(_("Removed %s"), phase)
    return change(
        request,
        phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: staging.remove_phase(phase=phase, **who),
        lambda reply, _none: reply.done(said, undo=said),
    )


@require_POST
@clinicians
def add_programme_slot(request, pk):
    phase = phase_at(request, pk)
    return change(
        request,
        phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: staging.add_slot(phase=phase, **who),
        lambda reply, slot: reply.done(
            _("Part added"), focus=f"slot-{slot.pk}", undo=_("Part added")
        ),
    )


@require_POST
@clinicians
def edit_programme_slot(request, pk):
    slot = slot_at(request, pk)

    def act(given, who):
        given.pop("version")
        return staging.edit_slot(slot=slot, **given, **who)

    return change(
        request,
        slot.phase.programme,
        forms.SlotForm(request.POST),
        act,
        lambda reply, _none: reply.done(
            focus=f"slot-{slot.pk}",
            parts=reply.named(slot.phase),
            undo=_("Changed %s") % (slot.name or _("a part")),
        ),
    )


@require_POST
@clinicians
def remove_programme_slot(request, pk):
    slot = slot_at(request, pk)
    said = _("Removed %s") % (slot.name or _("a part"))
    return change(
        request,
        slot.phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: staging.remove_slot(slot=slot, **who),
        lambda reply, _none: reply.done(said, parts=reply.without_part(slot.phase), undo=said),
    )


@require_POST
@clinicians
def add_programme_reading(request, pk):
    programme = own_programme(request, pk)
    form = forms.AddReadingForm(request.POST, user=request.user, programme=programme)

    def act(given, who):
        phase, article = given["phase"], given["article"]
        phase.programme = programme
        staging.add_phase_reading(phase=phase, article=article, **who)
        return phase

    return change(
        request,
        programme,
        form,
        act,
        lambda reply, phase: reply.done(
            _("Reading added"), parts=reply.reading(phase), undo=_("Reading added")
        ),
    )


@require_POST
@clinicians
def remove_phase_reading(request, pk):
    reading = reading_at(request, pk)
    said = _("Removed reading")
    return change(
        request,
        reading.phase.programme,
        forms.ChangeForm(request.POST),
        lambda given, who: staging.remove_phase_reading(reading=reading, **who),
        lambda reply, _none: reply.done(said, parts=reply.reading(reading.phase), undo=said),
    )
