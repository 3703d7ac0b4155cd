"""A programme from a pasted list: matched, shown, confirmed."""

from __future__ import annotations

import re
from operator import itemgetter

from django.shortcuts import redirect, render
from django.utils import timezone

from exercises import pasting
from exercises.actions import programmes as actions
from exercises.forms import pasting as forms
from exercises.models import Exercise
from exercises.views.clinic import desk
from exercises.views.clinic.programmes import blank
from exercises.views.clinic.whose import patient_of
from portal.access import clinicians
from portal.audit import one_line


@clinicians
def paste_programme(request):
    """One exercise and dose a line: matched, shown, confirmed."""
    if request.method != "POST":
        return redirect("add_programme")
    head = forms.PasteForm(request.POST)
    if "lines" in request.POST:
        return pasted_confirmed(request)
    if not head.is_valid():
        return render(
            request, "exercises/add_programme.html", {"paste_form": head, **blank(request)}
        )
    names = desk.library_names(request.user)
    rows = matched(request.user, head.cleaned_data["text"], names)
    return paste_page(request, head.cleaned_data["name"], rows)


def spoken_names(user) -> dict:
    """{word people use: ids of what it may mean}; where one has it for its name, that alone, then
    for its plain name, then as another word for it."""
    rows = Exercise.objects.for_library(user).order_by("published__name", "pk")
    known = list(
        rows.values_list("pk", "published__name", "published__plain_name", "published__synonyms")
    )
    spoken: dict = {}
    for words_of in (itemgetter(1), itemgetter(2), itemgetter(3)):
        found: dict = {}
        for row in known:
            said = words_of(row)
            for word in [said] if isinstance(said, str) else said:
                if word:
                    found.setdefault(word.lower(), []).append(row[0])
        spoken = {**found, **spoken}
    return spoken


def meant_by(line: str, spoken: dict) -> list:
    return pasting.likely(pasting.split_line(line)[0], spoken)[0]


def matched(user, text: str, names: dict) -> list:
    spoken = spoken_names(user)
    rows = []
    for number, line in enumerate(pasting.lines_of(text)):
        name, dose = pasting.split_line(line)
        pks, sure = pasting.likely(name, spoken)
        initial = {"line": line, "dose": dose, "exercise": pks[0] if sure else ""}
        rows.append(
            forms.PastedLineForm(
                initial=initial, prefix=f"l{number}", user=user, names=names, likely=pks
            )
        )
    return rows


def paste_page(request, name: str, rows: list, *, status=200):
    context = {"name": name, "rows": rows, "for": request.POST.get("for", "")}
    return render(request, "exercises/paste_programme.html", context, status=status)


def pasted_confirmed(request):
    names = desk.library_names(request.user)
    said = request.POST["lines"]
    count = min(int(said), pasting.MOST_LINES) if re.fullmatch("[0-9]{1,3}", said) else 0
    spoken = spoken_names(request.user)
    rows = [
        forms.PastedLineForm(
            request.POST,
            prefix=f"l{n}",
            user=request.user,
            names=names,
            likely=meant_by(request.POST.get(f"l{n}-line", "")[:700], spoken),
        )
        for n in range(count)
    ]
    name = one_line(request.POST.get("name", ""))[:150]
    faulty = [row for row in rows if not row.is_valid()]
    if not name or faulty:
        return paste_page(request, name, rows)
    lines = [
        actions.Pasted(row.cleaned_data["exercise"], row.cleaned_data["dose"])
        for row in rows
        if row.cleaned_data["exercise"]
    ]
    programme = actions.add_programme(name=name, lines=lines, by=request.member, at=timezone.now())
    return redirect(desk.address_of(programme, patient_of(request)))
