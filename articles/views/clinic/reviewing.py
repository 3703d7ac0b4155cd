"""The second clinician's pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import checking, desk
from articles.actions import reviewing as actions
from articles.forms.reviewing import CommentForm, OverrideForm, ReviewForm
from articles.looking import Look
from articles.models import Comment
from articles.views.clinic.desk import done, draft_of, who
from articles.views.clinic.writing import offsets
from portal.access import authors, reviewers
from portal.actions.drafts import forget_draft, take_draft


@authors
def send_to_review(request, pk):
    draft = draft_of(request, pk, "draft")
    if request.method == "POST":
        said = _("Sent. The text is closed for writing until it is signed or returned.")
        return done(
            request, pk, lambda: actions.send_to_review(revision=draft, **who(request)), said
        )
    report = checking.check(draft, today=timezone.localdate())
    context = {
        "draft": draft,
        "article": draft.article,
        "report": report,
        "marks": offsets(report, draft.text),
        "may_override": request.member.is_reviewer,
        "alone": actions.is_alone(request.member),
        "reviewers": actions.reviewers_for(draft, request.member),
        "missing": actions.missing(draft),
    }
    return render(request, "articles/send_to_review.html", context)


@require_POST
@authors
def take_back(request, pk):
    draft = draft_of(request, pk)
    said = _("The text is a draft again.")
    return done(
        request,
        pk,
        lambda: actions.take_back(revision=draft, **who(request)),
        said,
        to="edit_article",
    )


@reviewers
def review_article(request, pk):
    draft = draft_of(request, pk, "in_review")
    form = ReviewForm(request.POST or None, initial=half_done(request, draft))
    if form.is_valid() and decided(request, draft, form):
        signed = form.decision() == "sign"
        messages.success(request, _("Signed.") if signed else _("Returned to the author."))
        return redirect("publish_article" if signed else "show_clinic_article", pk=pk)
    status = 422 if form.is_bound else 200
    context = page_of(request, draft, form)
    return render(request, "articles/review_article.html", context, status=status)


def half_name(draft) -> str:
    """Where half a review is kept: answers about a text that was changed since are not."""
    return f"review-{draft.pk}-{draft.version}"


def half_done(request, draft) -> dict[str, str]:
    """What the form starts with: the answers given before the reviewer went to write a remark."""
    kept = take_draft(by=request.user, form=half_name(draft))
    given = {name: values[0] for name, values in kept.items() if name in ReviewForm().fields}
    return {"months": "36", **given}


def decided(request, draft, form) -> bool:
    try:
        decide(request, draft, form)
    except actions.UnableToReview as refusal:
        form.add_error(None, str(refusal))
        return False
    forget_draft(by=request.user, form=half_name(draft))
    return True


def decide(request, draft, form):
    told = {"answers": form.answers(), "note": form.cleaned_data["note"]}
    if form.decision() == "sign":
        months, on = form.cleaned_data["months"], timezone.localdate()
        actions.sign_review(revision=draft, **who(request), on=on, months=months, **told)
    else:
        actions.return_review(revision=draft, **who(request), **told)


def page_of(request, draft, form) -> dict:
    report = checking.check(draft, today=timezone.localdate())
    remarks = list(draft.comments.select_related("by__user"))
    look = Look(draft, article=draft.article, clinic=request.clinic)
    return {
        "form": form,
        "draft": draft,
        "half": half_name(draft),
        "article": draft.article,
        "look": look,
        "report": report,
        "marks": offsets(report, draft.text),
        "comments": remarks,
        "paragraphs": [
            {"key": key, "words": words, "count": sum(c.paragraph == key for c in remarks)}
            for key, words in draft.paragraphs
        ],
        "own": request.user.pk in actions.writers_of(draft),
        "signature": desk.signature_of(draft),
        "checks": list(draft.checks.all()),
        "may_override": request.member.is_reviewer,
    }


@authors
def comment_article(request, pk):
    """A remark on one paragraph, named in the address or the form."""
    draft = draft_of(request, pk)
    named = request.GET.get("paragraph", "")
    form = CommentForm(request.POST or None, initial={"paragraph": named})
    if form.is_valid():
        return done(
            request,
            pk,
            lambda: actions.comment(revision=draft, **who(request), **form.cleaned_data),
            _("Your remark is there."),
            to="review_article"
            if request.member.is_reviewer and draft.state == "in_review"
            else "show_clinic_article",
        )
    key = form.data.get("paragraph", named) if form.is_bound else named
    quote = dict(draft.paragraphs).get(key)
    if quote is None:
        raise Http404
    context = {"form": form, "draft": draft, "article": draft.article, "quote": quote}
    return render(request, "articles/comment_article.html", context)


@require_POST
@authors
def resolve_comment(request, pk, comment_pk):
    draft_of(request, pk)
    rows = Comment.objects.for_user(request.user).filter(revision__article=pk, pk=comment_pk)
    comment = rows.first()
    if comment is None:
        raise Http404
    return done(
        request,
        pk,
        lambda: actions.resolve_comment(comment=comment, **who(request)),
        _("Noted."),
    )


@reviewers
def override_finding(request, pk):
    """One finding that blocks, let pass by name."""
    draft = draft_of(request, pk)
    form = OverrideForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        act, told = actions.override_finding, form.cleaned_data
        said = _("The finding may stay. Your name and reason stand in the report.")
        on = timezone.localdate()
        return done(request, pk, lambda: act(revision=draft, **who(request), on=on, **told), said)
    finding = finding_asked(draft, request.POST or request.GET)
    context = {"form": form, "draft": draft, "article": draft.article, "finding": finding}
    return render(request, "articles/override_finding.html", context)


def finding_asked(draft, asked):
    """The finding of this rule and these words that blocks now, or 404."""
    key = (asked.get("rule", ""), asked.get("words", ""))
    for finding in checking.check(draft, today=timezone.localdate()).blocking:
        if (finding.rule, finding.text[:300]) == key:
            return finding
    raise Http404
