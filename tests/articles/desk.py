"""Helpers of the desk's tests: people of a clinic, a text without findings, a form as a browser
sends it."""

from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from articles.actions import reviewing, writing
from articles.actions.publishing import publish_article
from articles.forms.writing import ArticleForm
from articles.models import Article, Revision
from articles.review import CHECKLIST
from tests import factories

TEXT = """## What has happened

You have a sore heel. The band under your foot is sore.

Call us if it is worse after 3 days.[^rathleff15]

{{help}}
"""
SUMMARY = "What a sore heel is and what you can do today."
YES = {q.id: {"answer": "yes", "note": ""} for q in CHECKLIST}


def desk() -> SimpleNamespace:
    """Alder with an author and a second clinician who reviews; Birch with an author."""
    alder, birch = factories.clinic("Alder"), factories.clinic("Birch")
    told = {"job_title": "Physiotherapist", "registration": "HCPC PH0001"}
    return SimpleNamespace(
        alder=alder,
        birch=birch,
        anna=factories.member(alder, "Anna Ash", author=True, **told),
        rob=factories.member(alder, "Rob Rowan", author=True, reviewer=True, **told),
        kim=factories.member(alder, "Kim Kale"),
        mia=factories.manager(alder, "Mia Moss"),
        eve=factories.member(birch, "Eve Birch", author=True, reviewer=True, **told),
        bob=factories.patient(alder, "Bob Jones"),
    )


def source(clinic, key="rathleff15"):
    from articles.models import Source

    return Source.objects.create(
        clinic=clinic,
        key=key,
        authors="Rathleff MS",
        year=2024,
        title="Loading for heel pain",
        journal="Journal",
        doi="10.1111/sms.12313",
        study_type="trial",
        retraction="none",
        checked_on=timezone.localdate(),
    )


def article(by, **fields) -> Article:
    """An article with a draft that nothing is said against."""
    made = writing.start_article(
        by=by,
        at=timezone.now(),
        title="Sore heel",
        language="en-gb",
        topics=[],
        help_region="general",
    )
    save(draft_of(made), by=by, **fields)
    return made


def draft_of(article_) -> Revision:
    rows = Revision.objects.filter(article=article_, state__in=["draft", "in_review"]).unscoped()
    return rows.select_related("article__clinic", "author__user").get()


def columns(**fields) -> dict:
    return {
        "title": "Sore heel",
        "summary": SUMMARY,
        "key_points": ["It gets better"],
        "text": TEXT.replace("[^rathleff15]", ""),
        "help_region": "general",
        "synonyms": [],
        "interests": "None.",
        **fields,
    }


def save(draft, *, by, version=None, checks=(), button=False, at=None, **fields) -> Revision:
    return writing.save_draft(
        revision=draft,
        by=by,
        at=at or timezone.now(),
        version=draft.version if version is None else version,
        fields=columns(**fields),
        checks=list(checks),
        button=button,
    )


def signed(article_, *, by, reviewer, months=36) -> Revision:
    draft = reviewing.send_to_review(revision=draft_of(article_), by=by, at=timezone.now())
    reviewing.sign_review(
        revision=draft,
        by=reviewer,
        at=timezone.now(),
        on=timezone.localdate(),
        answers=YES,
        note="",
        months=months,
    )
    return draft_of(article_)


def published(by, reviewer, **fields) -> Article:
    made = article(by, **fields)
    draft = signed(made, by=by, reviewer=reviewer)
    publish_article(revision=draft, by=by, at=timezone.now(), on=timezone.localdate())
    made.refresh_from_db()
    return made


def typed(draft, **fields) -> dict:
    """The editor's form as a browser sends it."""
    given = columns(version=draft.version, **fields)
    lines = ("key_points", "synonyms")
    given |= {name: "\n".join(given[name]) for name in lines if isinstance(given[name], list)}
    return {name: value for name, value in given.items() if name in ArticleForm.base_fields}


def address(name, *pks) -> str:
    return reverse(name, args=[getattr(pk, "pk", pk) for pk in pks])


def client(who):
    from django.test import Client

    made = Client()
    factories.sign_in(made, who)
    return made


def blocking(draft):
    from articles.checking import check

    return check(draft, today=timezone.localdate()).blocking
