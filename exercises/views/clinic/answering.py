"""How the builder answers a change: parts of the page with script, the whole page without."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from exercises import search
from exercises.actions.undoing import Conflict, UnableToBuild
from exercises.models import Item, Phase, Programme, Slot
from exercises.templatetags.figures import drawings
from exercises.views.clinic import desk
from exercises.views.clinic.doubts import show_doubts
from portal.access import open_patient
from portal.audit import note_opened
from portal.models import Patient
from portal.search import clean

MARKED = "X-Fragment"


# Whose ---------------------------------------------------------------------------------------


def own_programme(request, pk) -> Programme:
    """A programme this clinic may change, or 404; shared ones are copied first."""
    rows = Programme.objects.for_user(request.user).filter(clinic=request.clinic)
    programme = rows.filter(pk=pk, retired_at__isnull=True).first()
    if programme is None:
        raise Http404
    return programme


def part_of(request, model, pk, path: str):
    """A phase, slot, item or reading of a programme this clinic may change, or 404."""
    rows = model.objects.for_user(request.user).filter(
        **{f"{path}__clinic": request.clinic, f"{path}__retired_at__isnull": True}
    )
    related = [path, "exercise__published"] if model is Item else [path]
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
            return open_patient(request, pk)
        mine = Patient.objects.for_user(request.user).filter(clinic=request.clinic)
        patient = mine.filter(pk=pk).first()
    except (ValueError, ValidationError):
        raise Http404 from None
    if patient is None:
        raise Http404
    note_opened(request, patient)
    return patient


# The page ----------------------------------------------------------------------------------------


def searched(request, *, with_names: bool = False) -> dict:
    """The results at the side. With nothing asked yet one query gives them and all names."""
    query, region = request.GET.get("q", "")[: search.LONGEST], clean(request.GET.get("region", ""))
    mine = bool(request.GET.get("mine"))
    names: list[str] = []
    if with_names and not (query or region or mine):
        rows = desk.whole_shelf(request.user)
        names = [e.published.name for e in rows if e.published]
    else:
        rows = desk.found(
            request.user, query=query, region=region, mine=mine, member=request.member
        )
    return {
        "found": rows[: desk.SHOWN],
        "found_text": desk.found_text(len(rows)),
        "names": names,
        "query": query,
        "region": region,
        "mine": mine,
    }


def found_fragment(request, programme):
    context = searched(request)
    answer = render(request, "exercises/parts/found.html", context)
    answer["X-Count-Text"] = quote(context["found_text"])
    return answer


def builder_page(request, programme, patient, *, stages=None, fault="", undo="", status=200):
    """The whole page; `stages` where a row or a form on it holds something in doubt."""
    if stages is None:
        stages = desk.stages(programme, request.user, patient=patient)
        show_doubts(stages)
    side = searched(request, with_names=True)
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

    def stages(self, only=None):
        found = desk.stages(self.programme, self.request.user, patient=self.patient, only=only)
        return show_doubts(found)

    def part(self, name: str, **context) -> str:
        common = {"programme": self.programme, "patient": self.patient}
        return render_to_string(
            f"exercises/parts/{name}.html", {**common, **context}, request=self.request
        )

    def done(self, said="", *, only=None, focus="", undo="", parts=None, typed=None):
        """A change was made. `only` = the one phase that looks different now; None = all."""
        if not self.with_script:
            url = desk.address_of(self.programme, self.patient)
            if undo:
                url += ("&" if "?" in url else "?") + "undo=1"
            messages.success(self.request, said or desk.saved_words(self.programme))
            return redirect(f"{url}#{focus}" if focus else url)
        if parts is None:
            parts = self.plan() if only is None else self.one(only)
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

    def one(self, phase) -> dict[str, str]:
        stage = self.stages(only=phase)[0]
        self.figures = drawings(desk.pictured([stage]), "end")
        return {
            f"phase-{phase.pk}": self.part("phase", stage=stage),
            f"reads-{phase.pk}": self.part("reads", stage=stage),
        }

    def plan(self) -> dict[str, str]:
        stages = self.stages()
        self.figures = drawings(desk.pictured(stages), "end")
        return {
            "plan": self.part("plan", stages=stages),
            "preview": self.part("preview", stages=stages),
            "targets": self.part("targets", stages=stages),
        }

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
