"""The way from a row to its owner.

Every model says whose it is. A query on an owned row must say for whom it is asked
(`for_user`), come from a row that was itself fetched for somebody (`patient.sessions`), or say
why it may look at everybody (`unscoped`); otherwise it raises before it reaches the database.
"""

from __future__ import annotations

from django.db import models

PRIVACY_CLASSES = ("public", "personal", "health", "secret")


class UnscopedQuery(RuntimeError):
    """A query on owned rows did not say for whom it was asked."""


class OwnedQuerySet(models.QuerySet):
    """A queryset that refuses to run until somebody is named."""

    _scoped = False

    def _clone(self):
        clone = super()._clone()
        clone._scoped = self._scoped
        return clone

    def _require_scope(self):
        if self._scoped or self._hints.get("instance") is not None:
            return
        raise UnscopedQuery(
            f"{self.model.__name__} rows have an owner: ask with .for_user(user), from a row "
            "already fetched, or .unscoped() in an action that explains why."
        )

    def unscoped(self):
        """All rows, for actions, jobs and commands that act for the system, never for views."""
        clone = self._chain()
        clone._scoped = True
        return clone

    def _fetch_all(self):
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, *args, **kwargs):
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self):
        self._require_scope()
        return super().count()

    def exists(self):
        self._require_scope()
        return super().exists()

    def aggregate(self, *args, **kwargs):
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs):
        self._require_scope()
        return super().update(**kwargs)

    def delete(self):
        self._require_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class PatientRowsQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The rows of those patients whose record this user may open."""
        from portal.models.patients import Patient

        allowed = Patient.objects.for_user(user).values("pk")
        return self.filter(**{f"{self.model.belongs_to_patient}__in": allowed}).unscoped()


class ClinicRowsQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """The rows of the clinics this user works in, and the shared rows where there are any."""
        from portal.models.clinics import clinics_of

        path = self.model.belongs_to_clinic
        mine = models.Q(**{f"{path}__in": clinics_of(user)})
        if self.model.may_be_shared:
            mine |= models.Q(**{f"{path}__isnull": True})
        return self.filter(mine).unscoped()


class Rows(models.Model):
    """What every model of the house says: its privacy classes and the units of its numbers."""

    privacy: dict[str, str] = {}
    units: dict[str, str] = {}

    class Meta:
        abstract = True

    @classmethod
    def privacy_of(cls, field_name: str) -> str | None:
        """The privacy class of a field, or None where the model does not say."""
        for base in cls.__mro__:
            for name, fields in vars(base).get("privacy", {}).items():
                if field_name in fields.split():
                    return name
        return None

    @classmethod
    def unit_of(cls, field_name: str) -> str | None:
        for base in cls.__mro__:
            if unit := vars(base).get("units", {}).get(field_name):
                return unit
        return None


class PatientRows(Rows):
    """Rows that belong to one patient; `belongs_to_patient` is the path to them."""

    belongs_to_patient = "patient"

    objects = PatientRowsQuerySet.as_manager()

    class Meta:
        abstract = True


class ClinicRows(Rows):
    """Rows of a clinic; where `may_be_shared`, a row without a clinic is everybody's."""

    belongs_to_clinic = "clinic"
    may_be_shared = False

    objects = ClinicRowsQuerySet.as_manager()

    class Meta:
        abstract = True


class SystemRows(Rows):
    """Rows of the installation: of no clinic, of no patient, holding nothing of theirs."""

    class Meta:
        abstract = True
