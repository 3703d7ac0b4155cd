"""A query built once gives what the queryset gives, whoever asks and on whichever day."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Exists
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.access import namesakes
from portal.models import Clinic, Helper, Patient
from portal.models.prepared import SOMEBODY, SOMEWHERE, Prepared, PreparedRows
from portal.models.rows import UnscopedQuery
from portal.standing import my_patients
from tests import factories

pytestmark = pytest.mark.django_db


def people():
    town = factories.town()
    today = timezone.localdate()
    factories.helper(town.carol, person=town.bob.user)
    factories.helper(town.frank, person=town.bob.user, until_on=today - timedelta(days=1))
    factories.helper(town.bob, "Pat Today", until_on=today)
    return town


def test_the_patients_of_each_person_are_those_of_the_one_sentence():
    town = people()
    everybody = [p.user for p in Patient.objects.unscoped().select_related("user")]
    everybody += [h.user for p in (town.bob, town.carol, town.frank) for h in p.helpers.all()]
    for person in (*everybody, town.alice.user, town.mia.user):
        expected = list(Patient.objects.as_patient(person).order_by("created_at"))
        assert my_patients(person) == expected, person.name


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/London", "Pacific/Pago_Pago"])
def test_help_ends_with_the_patients_own_day(zone):
    """At any moment one of these places has another day than London."""
    town = people()
    pat = town.bob.helpers.get(user__name="Pat Today")
    Patient.objects.unscoped().filter(pk=town.bob.pk).update(time_zone=zone)
    there = timezone.now().astimezone(ZoneInfo(zone)).date()
    for last, patients in ((there, [town.bob]), (there - timedelta(days=1), [])):
        Helper.objects.unscoped().filter(pk=pat.pk).update(until_on=last)
        assert my_patients(pat.user) == patients
        assert list(Patient.objects.for_user(pat.user)) == patients


def test_standing_says_staff_care_and_notice():
    town = factories.town()
    bob = my_patients(town.bob.user)[0]
    assert (bob.reader_is_staff, bob.in_care, bob.notice_due) == (False, True, False)
    factories.privacy_notice(town.alder)
    factories.member(town.birch, person=town.bob.user)
    town.bob.episodes.update(closed_at=timezone.now())
    bob = my_patients(town.bob.user)[0]
    assert (bob.reader_is_staff, bob.in_care, bob.notice_due) == (True, False, True)


def test_the_help_of_a_helper_is_at_hand():
    town = people()
    own, helped = my_patients(town.bob.user)
    assert (own.my_help, helped.my_help[0].user_id) == ([], town.bob.user_id)


def test_the_server_keeps_the_plan_and_counts_still_see_the_query():
    town = people()
    connection.connection.prepare_threshold = 2
    for _n in range(4):
        my_patients(town.bob.user)
    with CaptureQueriesContext(connection) as asked:
        my_patients(town.bob.user)
    assert sum("portal_privacynotice" in query["sql"] for query in asked.captured_queries) == 1
    with connection.cursor() as cursor:
        cursor.execute("select sum(generic_plans + custom_plans) from pg_prepared_statements "
                       "where statement like '%%portal_privacynotice%%'")  # fmt: skip
        assert cursor.fetchone()[0] >= 2


def test_a_row_made_by_hand_is_the_row_of_the_queryset():
    town = people()
    expected = Patient.objects.unscoped().select_related("clinic").get(pk=town.bob.pk)
    found = my_patients(town.bob.user)[0]
    for row, same in ((found, expected), (found.clinic, expected.clinic)):
        values = [(f.attname, getattr(row, f.attname)) for f in row._meta.concrete_fields]
        assert values == [(f.attname, getattr(same, f.attname)) for f in same._meta.concrete_fields]
        assert not row._state.adding


def test_a_value_that_is_missing_is_no_silent_answer():
    asked = Prepared(lambda pk: Patient.objects.unscoped().filter(pk=pk).values_list("pk"),
                     pk=SOMEBODY)  # fmt: skip
    with pytest.raises(KeyError):
        asked.rows(other=1)


@pytest.mark.django_db(transaction=True)
def test_a_column_that_got_another_type_is_asked_for_anew():
    """As while a release is brought in: the old processes go on."""
    town = factories.town()
    width = "ALTER TABLE portal_clinic ALTER COLUMN answers_within TYPE varchar(%s)"
    was = Clinic._meta.get_field("answers_within").max_length
    release = connection.copy()
    for _time in range(4):  # often enough that its plan is kept
        assert my_patients(town.bob.user) == [town.bob]
    try:
        release.cursor().execute(width, [was + 1])
        assert my_patients(town.bob.user) == [town.bob]
    finally:
        release.cursor().execute(width, [was])
        release.close()


def test_a_kept_statement_is_planned_once_for_all_values():
    town = people()
    for patient in (town.bob, town.carol, town.frank) * 4:
        my_patients(patient.user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements")
        generic, custom = cursor.fetchone()
    assert generic > 0
    assert custom == 0


def patients_of(clinic):
    rows = Patient.objects.unscoped().filter(clinic=clinic).select_related("clinic", "user")
    return rows.defer("clinic__name").annotate(namesake=Exists(namesakes())).order_by("full_name")


def loaded(row) -> dict:
    """What is at hand of a row, and of those joined in it."""
    if row is None:
        return {}
    joined = {name: loaded(other) for name, other in row._state.fields_cache.items()}
    return {**row.__dict__, "_state": joined}


def test_kept_rows_are_those_of_the_queryset_with_what_is_joined_in_them():
    """A patient without an account has nobody joined; what was left out is asked for when read."""
    town = people()
    Patient.objects.create(clinic=town.alder, full_name="Bob Jones", born_on=factories.BORN_ON)
    asked = PreparedRows(patients_of, clinic=SOMEWHERE)
    for clinic in (town.alder, town.birch, town.alder):
        found = asked.rows(clinic=clinic.pk)
        assert list(map(loaded, found)) == list(map(loaded, patients_of(clinic.pk)))
        assert all(row.pk and not row._state.adding for row in found)
    bob, again, _carol = found
    assert (bob.namesake, again.namesake, _carol.namesake) == (True, True, False)
    assert {bob.user, again.user} == {town.bob.user, None}
    assert "name" not in bob.clinic.__dict__
    assert bob.clinic.name == town.alder.name
    assert asked.rows(clinic=SOMEBODY) == []
    assert asked.first(clinic=SOMEBODY) is None


def test_rows_of_an_owner_are_asked_for_somebody():
    asked = PreparedRows(lambda pk: Patient.objects.filter(pk=pk), pk=SOMEBODY)
    with pytest.raises(UnscopedQuery):
        asked.rows(pk=SOMEBODY)


def test_a_value_that_has_no_place_in_the_statement_is_refused():
    """An id of another type than the column's would stay as it was built for ever."""
    asked = Prepared(lambda pk: Permission.objects.filter(pk=pk).values_list("pk"), pk=SOMEBODY)
    with pytest.raises(TypeError, match="pk"):
        asked.rows(pk=1)


def test_one_thread_may_ask_while_another_still_builds(monkeypatch):
    """As the first pages after a start do; simulated by asking in the middle of building."""
    town, found = people(), []
    asked = PreparedRows(patients_of, clinic=SOMEWHERE)
    expected = asked.rows(clinic=town.alder.pk)
    whole = SQLCompiler.as_sql

    def in_the_middle(self, *words, **named):
        monkeypatch.setattr(SQLCompiler, "as_sql", whole)
        found.extend(asked.rows(clinic=town.alder.pk))
        return whole(self, *words, **named)

    monkeypatch.setattr(SQLCompiler, "as_sql", in_the_middle)
    asked.prepare()
    assert found == expected != []
