from portal.models.audit import Event, EventSeal
from portal.models.clinics import Clinic, Member, User
from portal.models.invitations import Invitation, NoticeShown, PrivacyNotice
from portal.models.notices import Draft, Notice, Question
from portal.models.patients import CareTeam, Episode, Helper, Patient
from portal.models.rows import (
    ClinicRows,
    OwnedQuerySet,
    PatientRows,
    Rows,
    SystemRows,
    UnscopedQuery,
)
from portal.models.topics import Glossary, HelpSet, Synonyms, Topic, Vocabulary

__all__ = [
    "CareTeam",
    "Clinic",
    "ClinicRows",
    "Draft",
    "Episode",
    "Event",
    "EventSeal",
    "Glossary",
    "HelpSet",
    "Helper",
    "Invitation",
    "Member",
    "Notice",
    "NoticeShown",
    "OwnedQuerySet",
    "Patient",
    "PatientRows",
    "PrivacyNotice",
    "Question",
    "Rows",
    "Synonyms",
    "SystemRows",
    "Topic",
    "UnscopedQuery",
    "User",
    "Vocabulary",
]
