"""Publishing, and taking back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import checking, desk
from articles.actions import publishing as actions
from articles.actions.reviewing import is_alone, missing
from articles.actions.writing import UnableToWrite
from articles.forms.reviewing import AloneForm, RetireForm
from articles.views.clinic.desk import done, own_article, who
from articles.views.clinic.writing import offsets
from portal.access import authors


@authors
def publish_article(request, pk):
    """Two ways: what a second clinician signed, or alone where there is no second one."""
    draft = desk.in_work(own_article(request, pk))
    if draft is None:
        return redirect("show_clinic_article", pk=pk)
    signature = desk.signature_of(draft)
    alone = draft.state == "draft" and is_alone(request.member)
    form = AloneForm(request.POST or None, initial={"months": "36"}) if alone else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            publish(request, draft, form)
        except UnableToWrite as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Published."))
            return redirect("show_clinic_article", pk=pk)
    context = {"signature": signature, "alone": alone, "form": form, **page_of(request, draft)}
    return render(request, "articles/publish_article.html", context)


def page_of(request, draft) -> dict:
    report = checking.check(draft, today=timezone.localdate())
    return {
        "draft": draft,
        "article": draft.article,
        "report": report,
        "marks": offsets(report, draft.text),
        "missing": missing(draft),
        "may_override": request.member.is_reviewer,
    }


def publish(request, draft, form):
    on = timezone.localdate()
    if form is None:
        return actions.publish_article(revision=draft, **who(request), on=on)
    return actions.publish_alone(revision=draft, **who(request), on=on, **form.cleaned_data)


@authors
def retire_article(request, pk):
    article = own_article(request, pk)
    if not article.published_id or article.retired_at:
        raise Http404
    form = RetireForm(request.POST or None)
    if form.is_valid():
        act = actions.retire_article
        said = _("Taken back. The physios who gave it are told.")
        return done(
            request, pk, lambda: act(article=article, **who(request), **form.cleaned_data), said
        )
    use = desk.use_of(article, request.user)
    context = {"form": form, "article": article, "title": article.published.title, "use": use}
    return render(request, "articles/retire_article.html", context)


@require_POST
@authors
def set_article_public(request, pk):
    article = own_article(request, pk)
    is_public = request.POST.get("public") == "1"
    said = (
        _("Anybody can read it now.") if is_public else _("Only the clinic’s patients read it now.")
    )
    act = actions.set_article_public
    return done(
        request, pk, lambda: act(article=article, is_public=is_public, **who(request)), said
    )
