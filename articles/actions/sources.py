"""Sources as records: one serves many articles of the clinic."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.actions.writing import UnableToWrite
from articles.models import Source
from articles.sources import source_key
from portal import audit
from portal.models import Member

FIELDS = (
    *("authors", "year", "title", "journal", "volume", "pages", "doi", "pmid", "isbn", "url"),
    *("study_type", "kind", "retraction", "checked_on"),
)


class UnableToCite(UnableToWrite):
    """Says in words why a source cannot be stored so."""


@transaction.atomic
def add_source(*, by: Member, at, fields: dict, key: str = "") -> Source:
    """This will store a source of the clinic; without a key it gets one, such as rathleff15. The
    same DOI twice is once."""
    mine = Source.objects.filter(clinic=by.clinic).unscoped()
    same = mine.filter(doi__iexact=fields["doi"]).first() if fields.get("doi") else None
    if same and not key:
        return same
    taken = set(mine.values_list("key", flat=True))
    key = key or source_key(fields, taken)
    source = Source(clinic=by.clinic, key=key, created_at=at, **{n: fields[n] for n in FIELDS})
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise UnableToCite(_("Another source has this key. Choose another one.")) from None
    audit.record("added source", by=by.user, at=at, clinic=by.clinic, about=source)
    return source


@transaction.atomic
def edit_source(*, source: Source, by: Member, at, fields: dict, was: dict) -> Source:
    """This will correct a source. Its key stays, because texts cite it. `was`: the fields as the
    form showed them; where they changed since, nothing is overwritten."""
    now = Source.objects.unscoped().select_for_update().get(pk=source.pk)
    if now.clinic_id != by.clinic_id:
        raise UnableToCite(_("Shared sources are kept by the operator."))
    if any(getattr(now, name) != was[name] for name in FIELDS):
        raise UnableToCite(_("Somebody else changed this source meanwhile. Load the page again."))
    for name in FIELDS:
        setattr(now, name, fields[name])
    now.save(update_fields=list(FIELDS))
    audit.record("changed source", by=by.user, at=at, clinic=by.clinic, about=now)
    return now
