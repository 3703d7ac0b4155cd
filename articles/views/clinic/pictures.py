"""Adding pictures: with their words, within the clinic's room."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions import pictures as actions
from articles.actions.rendering import picture_facts
from articles.forms.pictures import PictureForm
from articles.models import Picture
from articles.pictures import PictureRefused
from articles.text import figure_mark
from articles.views.clinic.desk import limited, spoken, who
from portal.access import authors

SHOWN = 24


@spoken
@authors
@limited("upload", most=20, seconds=60)
def upload_picture(request):
    """A page of its own; the editor asks for the mark alone, as `image_code`, and gets a fault
    as words with the same status, because it would paste a page of error into the text."""
    form = PictureForm(request.POST or None, request.FILES or None)
    picture = stored(request, form) if form.is_valid() else None
    if request.method == "POST" and wants_mark(request):
        said = mark_of(picture) if picture else " ".join(faults(form))
        return JsonResponse({"image_code": said, "done": picture is not None})
    if picture:
        messages.success(request, _("Added. Copy its mark into your text."))
        return redirect("upload_picture")
    rows = Picture.objects.for_user(request.user).filter(clinic=request.clinic)[:SHOWN]
    context = {
        "form": form,
        "pictures": [(row, mark_of(row), picture_facts(row)) for row in rows],
        "used": actions.used_by(request.member),
        "most": {"count": actions.MOST_PICTURES, "bytes": actions.MOST_BYTES},
    }
    status = 422 if form.is_bound else 200
    return render(request, "articles/upload_picture.html", context, status=status)


def wants_mark(request) -> bool:
    return "text/html" not in request.headers.get("Accept", "") or "X-Mark" in request.headers


def stored(request, form):
    upload = form.cleaned_data["image"].read()
    try:
        return actions.upload_picture(upload=upload, **who(request), **form.words())
    except PictureRefused as refusal:
        form.add_error("image", str(refusal))
        return None


def mark_of(picture) -> str:
    src = picture_facts(picture)["src"]
    words = {name: getattr(picture, name) for name in ("caption", "credit", "licence")}
    return figure_mark(src, picture.alt, **words)


def faults(form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


@require_POST
@authors
def remove_picture(request, picture_pk):
    rows = Picture.objects.for_user(request.user).filter(clinic=request.clinic)
    picture = rows.filter(pk=picture_pk).first()
    if picture is None:
        raise Http404
    try:
        actions.remove_picture(picture=picture, **who(request))
    except PictureRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed."))
    return redirect("upload_picture")
