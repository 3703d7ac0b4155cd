"""How the builder answers a change: parts of the page with script, the whole page without."""

from __future__ import annotations

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from exercises import search
from exercises.actions.undoing import Conflict, UnableToBuild
from exercises.templatetags.figures import drawings
from exercises.views.clinic import desk
from exercises.views.clinic.doubts import show_doubts
from exercises.views.clinic.whose import MARKED, item_at, patient_of
from portal.search import clean

# The page ----------------------------------------------------------------------------------------


def searched(request) -> dict:
    """The results at the side; with nothing asked yet, the first of the shelf."""
    query, region = request.GET.get("q", "")[: search.LONGEST], clean(request.GET.get("region", ""))
    mine = bool(request.GET.get("mine"))
    rows = desk.found(request.user, query=query, region=region, mine=mine, member=request.member)
    return {
        "found": rows[: desk.SHOWN],
        "found_text": desk.found_text(len(rows)),
        "query": query,
        "region": region,
        "mine": mine,
    }


def found_fragment(request, programme):
    context = searched(request)
    answer = render(request, "exercises/parts/found.html", context)
    answer["X-Count-Text"] = quote(context["found_text"])
    return answer


def editor_fragment(request, programme, pk: str):
    """What one item may say besides its dose, as it is opened; the rest of its row is there.
    The first one of a page brings the names of the library along."""
    item = item_of(request, programme, pk)
    reply = Answer(request, programme)
    stage = reply.stages(only=item.slot.phase, with_reading=False)[0]
    row = desk.find_row([stage], item.pk)
    html = reply.part("editor", row=row, stage=stage)
    if request.GET.get("names"):
        html += reply.part("names", names=desk.library_names(request.user).values())
    return HttpResponse(html)


def item_of(request, programme, pk: str):
    """An item of this programme by an id as it stands in an address, or 404."""
    try:
        item = item_at(request, uuid.UUID(pk))
    except ValueError:
        raise Http404 from None
    if item.slot.phase.programme_id != programme.pk:
        raise Http404
    return item


def builder_page(request, programme, patient, *, stages=None, fault="", undo="", status=200):
    """The whole page; `stages` where a row or a form on it holds something in doubt."""
    if stages is None:
        stages = desk.stages(programme, request.user, patient=patient)
        show_doubts(stages)
        desk.open_row(stages, request.GET.get("open", ""))
    side = searched(request)
    context = {
        "programme": programme,
        "patient": patient,
        "stages": stages,
        "pictured": [*desk.pictured(stages), *(e.published for e in side["found"])],
        "points": True,
        "saved": desk.saved_words(programme),
        "regions": search.topics_of("region"),
        "articles": desk.library_articles(request.user),
        "fault": fault,
        "undo": undo,
        "names": desk.library_names(request.user).values() if desk.open_rows(stages) else (),
        **side,
    }
    return render(request, "exercises/edit_programme.html", context, status=status)


# Answering a change ----------------------------------------------------------------------------


class Answer:
    """What a change sends back: parts of the page with script, the page again without."""

    def __init__(self, request, programme):
        self.request, self.programme = request, programme
        self.patient = patient_of(request)
        self.with_script = bool(request.headers.get(MARKED))
        self.figures: dict[str, SafeString] = {}  # what the new parts point at

    def stages(self, only=None, *, with_reading=True):
        found = desk.stages(
            self.programme,
            self.request.user,
            patient=self.patient,
            only=only,
            with_reading=with_reading,
        )
        return show_doubts(found)

    def part(self, name: str, **context) -> str:
        common = {"programme": self.programme, "patient": self.patient}
        return render_to_string(
            f"exercises/parts/{name}.html", {**common, **context}, request=self.request
        )

    def done(self, said="", *, only=None, focus="", undo="", parts=None, typed=None):
        """A change was made. `only` = the phases whose items look different now; None = all.
        `parts` leave the fields of the page as they are, so the focus stays where it is."""
        if not self.with_script:
            url = desk.address_of(self.programme, self.patient)
            messages.success(self.request, said or desk.saved_words(self.programme))
            return redirect(f"{url}#{focus}" if focus else url)
        if parts is None:
            parts = self.plan() if only is None else self.some(only)
        else:
            focus = ""
        return JsonResponse(
            {
                "version": self.programme.version,
                "said": said,
                "saved": desk.saved_words(self.programme),
                "focus": focus,
                "undo": undo,
                "parts": parts,
                "typed": typed or {},
                "figures": self.figures,
            }
        )

    def some(self, phases) -> dict[str, str]:
        """Stages whose items look different now; their reading does not."""
        wanted = {phase.pk for phase in phases}
        only = phases[0] if len(wanted) == 1 else None
        found = self.stages(only=only, with_reading=False)
        shown = [stage for stage in found if stage.phase.pk in wanted]
        self.figures = drawings(desk.pictured(shown), "end")
        parts = {}
        for stage in shown:
            parts |= self.of_stage(stage)
        return parts

    def without_part(self, phase) -> dict[str, str]:
        if not self.with_script:
            return {}
        stages = self.stages(with_reading=False)
        stage = next(one for one in stages if one.phase.pk == phase.pk)
        self.figures = drawings(desk.pictured([stage]), "end")
        return {**self.of_stage(stage), **self.lists(stages)}

    def of_stage(self, stage) -> dict[str, str]:
        return {
            f"phase-{stage.phase.pk}": self.part("phase", stage=stage),
            f"reads-{stage.phase.pk}": self.part("reads", stage=stage),
        }

    def plan(self) -> dict[str, str]:
        stages = self.stages()
        self.figures = drawings(desk.pictured(stages), "end")
        return {
            "plan": self.part("plan", stages=stages),
            "preview": self.part("preview", stages=stages),
            **self.lists(stages),
        }

    def lists(self, stages) -> dict[str, str]:
        """Where stages and parts of the day are offered by name."""
        return {
            "targets": self.part("targets", stages=stages),
            "with": self.part("with", stages=stages),
        }

    def named(self, phase) -> dict[str, str]:
        """A stage or a part of it has another name, or other days: its items stay as they are."""
        if not self.with_script:
            return {}
        stages = self.stages(with_reading=False)
        stage = next(one for one in stages if one.phase.pk == phase.pk)
        found = {
            f"head-{phase.pk}": self.part("phase_head", stage=stage),
            f"sum-{phase.pk}": self.part("sum", stage=stage),
            f"reads-{phase.pk}": self.part("reads", stage=stage),
            **self.lists(stages),
        }
        for part in stage.parts:
            found[f"slotname-{part.slot.pk}"] = self.part("slotname", part=part)
        return found

    def reading(self, phase) -> dict[str, str]:
        if not self.with_script:
            return {}
        stage = self.stages(only=phase)[0]
        return {f"also-{phase.pk}": self.part("also", stage=stage)}

    def refused(self, text: str):
        """Nothing was changed; the reason is said and the page stands as it was."""
        if self.with_script:
            return JsonResponse({"refused": text})
        return builder_page(self.request, self.programme, self.patient, fault=text, status=422)

    def conflict(self):
        """Somebody else was faster: nothing is saved, what was typed is shown to be kept."""
        skip = {"csrfmiddlewaretoken", "version", "for", "slot", "exercise"}
        typed = [v for k, vs in self.request.POST.lists() if k not in skip for v in vs if v.strip()]
        context = {"typed": typed, "url": desk.address_of(self.programme, self.patient)}
        if self.with_script:
            html = self.part("conflict", **context)
            return JsonResponse({"conflict": html})
        context |= {"programme": self.programme}
        return render(self.request, "exercises/programme_conflict.html", context, status=409)


def reason_of(form) -> str:
    return " ".join(text for texts in form.errors.values() for text in texts)


def change(request, programme, form, act, answer):
    """Check the form, make the change, answer it. `act(given, **who)`, `answer(reply, result)`."""
    reply = Answer(request, programme)
    if not form.is_valid():
        return reply.refused(reason_of(form))
    who = {"by": request.member, "at": timezone.now(), "version": form.cleaned_data["version"]}
    before = programme.version
    try:
        result = act(form.cleaned_data, who)
    except Conflict:
        return reply.conflict()
    except UnableToBuild as refusal:
        programme.version = before  # nothing was written
        return reply.refused(str(refusal))
    return answer(reply, result)
