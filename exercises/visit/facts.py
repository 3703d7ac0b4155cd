"""What a physio looks at before and during a visit, in one statement.

The patient was fetched for the user before; every part starts from that patient's id. The items
themselves, with their doses, are one query more (`items_of`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime

from exercises.models import AssignedItem
from exercises.plans.facts import as_day, read
from exercises.visit.changes import named, terms_told
from portal.models.prepared import SOMEBODY, PreparedRows, cursor_that_keeps_plans

MOST_CHANGES = 40
MOST_QUESTIONS = 20

STATEMENT = """
SELECT
 (SELECT jsonb_agg(jsonb_build_object(
    'id', e.id, 'reason', e.reason, 'opened', e.opened_on, 'closed', e.closed_at,
    'lead', u.name) ORDER BY e.opened_on DESC, e.closed_at DESC)
  FROM portal_episode e LEFT JOIN portal_member m ON m.id = e.lead_id
  LEFT JOIN portal_user u ON u.id = m.user_id WHERE e.patient_id = %(patient)s),
 (SELECT jsonb_agg(jsonb_build_object(
    'id', a.id, 'name', a.name, 'programme', a.programme_id, 'at', a.given_at, 'by', u.name,
    'starts', a.starts_on, 'ends', a.ends_on, 'ended', a.ended_at, 'end_reason', a.end_reason,
    'limit', a.pain_limit, 'fine', a.pain_fine_max, 'rise', a.morning_rise_limit,
    'side', a.affected_side, 'note', a.note, 'version', a.version,
    'closed', e.closed_at IS NOT NULL, 'flare', a.flare_plan,
    'check_ins', (SELECT jsonb_agg(jsonb_build_object(
       'weeks', k.weeks, 'due', k.due_on, 'how', k.how, 'at', k.answered_at, 'plan', a.name)
       ORDER BY k.due_on) FROM exercises_checkin k WHERE k.assignment_id = a.id),
    'pauses', (SELECT jsonb_agg(jsonb_build_array(b.from_on, b.until_on, b.reason)
       ORDER BY b.from_on) FROM exercises_pause b WHERE b.assignment_id = a.id),
    'phases', (SELECT jsonb_agg(jsonb_build_object(
       'id', p.id, 'order', p."order", 'name', p.name, 'criterion', p.criterion,
       'starts', p.starts_on, 'ends', p.ends_on, 'state', p.state,
       'weeks', jsonb_build_array(p.weeks_min, p.weeks_max),
       'slots', (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'cue', s.cue)
          ORDER BY s."order") FROM exercises_assignedslot s WHERE s.phase_id = p.id))
       ORDER BY p."order") FROM exercises_assignedphase p WHERE p.assignment_id = a.id))
    ORDER BY a.ended_at IS NULL DESC, a.given_at DESC)
  FROM exercises_assignment a
  JOIN portal_member m ON m.id = a.given_by_id JOIN portal_user u ON u.id = m.user_id
  JOIN portal_episode e ON e.id = a.episode_id WHERE a.patient_id = %(patient)s),
 (SELECT jsonb_agg(jsonb_build_object(
    'id', s.id, 'on', s.local_on, 'pain', s.pain_worst, 'before', s.pain_before,
    'after', s.pain_after, 'effort', s.effort, 'note', s.note, 'adverse', s.adverse_event,
    'source', s.source, 'limit', s.limit_in_force, 'ahead', s.clock_ahead, 'by', u.name,
    'said', (SELECT jsonb_agg(jsonb_build_array(
       n.item_id, n.state, n.reason, n.variant, n.reps_by_set, n.load_by_set))
       FROM exercises_entry n WHERE n.session_id = s.id)) ORDER BY s.done_at)
  FROM exercises_session s JOIN portal_user u ON u.id = s.logged_by_id
  WHERE s.patient_id = %(patient)s AND s.local_on >= %(since)s AND s.undone_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM exercises_session c WHERE c.corrects_id = s.id
    AND c.undone_at IS NULL)),
 (SELECT jsonb_agg(to_jsonb(h)) FROM (SELECT
    c.kind, c.item_id AS item, c.before_id AS before, q.name AS phase, c.assignment_id AS plan,
    c.reason, c.terms, c.at, c.seen_at AS seen, u.name AS by
    FROM exercises_change c JOIN exercises_assignment a ON a.id = c.assignment_id
    LEFT JOIN portal_member m ON m.id = c.by_id LEFT JOIN portal_user u ON u.id = m.user_id
    LEFT JOIN exercises_assignedphase q ON q.id = c.phase_id
    WHERE a.patient_id = %(patient)s ORDER BY c.at DESC, c.kind LIMIT %(changes)s) h),
 (SELECT jsonb_agg(jsonb_build_array(d.local_on, d.pain) ORDER BY d.local_on)
  FROM exercises_morning d WHERE d.patient_id = %(patient)s AND d.local_on >= %(since)s),
 (SELECT jsonb_agg(to_jsonb(k)) FROM (SELECT
    q.id, q.text, q.asked_at AS at, q.answer, q.answered_at AS answered, u.name AS by,
    COALESCE(NULLIF(r.plain_name, ''), r.name, '') AS exercise, COALESCE(g.quote, '') AS quote
    FROM portal_question q JOIN portal_user u ON u.id = q.asked_by_id
    LEFT JOIN exercises_itemquestion x ON x.question_id = q.id
    LEFT JOIN exercises_assigneditem i ON i.id = x.item_id
    LEFT JOIN exercises_exerciserevision r ON r.id = i.revision_id
    LEFT JOIN articles_paragraphquestion g ON g.question_id = q.id
    WHERE q.patient_id = %(patient)s
    ORDER BY q.answered_at IS NOT NULL, q.asked_at DESC LIMIT %(questions)s) k),
 (SELECT max(s.local_on) FROM exercises_session s WHERE s.patient_id = %(patient)s
  AND s.undone_at IS NULL)
"""


@dataclass
class Facts:
    """As they stand; ids are text, days are dates, moments are aware, lists never None."""

    episodes: list[dict]
    plans: list[dict]
    sessions: list[dict]
    changes: list[dict]
    mornings: dict[date, int]
    questions: list[dict]
    last_report: date | None
    items: list[AssignedItem] = field(default_factory=list)

    @property
    def episode(self) -> dict | None:
        """The open course of care."""
        return next((e for e in self.episodes if e["closed"] is None), None)

    @property
    def running(self) -> list[dict]:
        return [p for p in self.plans if p["ended"] is None and not p["closed"]]


def facts_of(patient, since: date) -> Facts:
    """What is known of a patient, reports from a day on; two queries."""
    wanted = {
        "patient": patient.pk,
        "since": since,
        "changes": MOST_CHANGES,
        "questions": MOST_QUESTIONS,
    }
    zone = ZoneInfo(patient.time_zone)
    with cursor_that_keeps_plans() as cursor:
        cursor.execute(STATEMENT, wanted)
        episodes, plans, sessions, changes, mornings, questions, last = cursor.fetchone()
    facts = Facts(
        episodes=[dated(e, days=("opened",), moments=("closed",)) for e in read(episodes)],
        plans=[plan_facts(plan, zone) for plan in read(plans)],
        sessions=[dated(s, days=("on",)) | {"said": s["said"] or []} for s in read(sessions)],
        changes=[change_facts(c, zone) for c in read(changes)],
        mornings={as_day(on): pain for on, pain in read(mornings)},
        questions=[dated(q, moments=("at", "answered")) for q in read(questions)],
        last_report=last,
        items=items_of(patient, zone),
    )
    name_changes(facts)
    return facts


def name_changes(facts: Facts) -> None:
    """Each change with its items (`now`, `was`: name and short dose) and the plan's name."""
    items = {str(item.pk): item for item in facts.items}
    plans = {plan["id"]: plan["name"] for plan in facts.plans}
    for change in facts.changes:
        change["plan_name"] = plans.get(change["plan"], "")
        change["now"] = named(items.get(change["item"]))
        change["was"] = named(items.get(change["before"]))
        change["terms"] = terms_told(change["terms"])


def given(patient):
    return (
        AssignedItem.objects.unscoped()
        .filter(slot__phase__assignment__patient=patient)
        .select_related("revision__picture", "exercise", "slot__phase")
        .defer("revision__search", "revision__steps", "revision__synonyms")
        .order_by("slot__phase__order", "slot__order", "order", "given_at")
    )


GIVEN = PreparedRows(given, patient=SOMEBODY)


def items_of(patient, zone) -> list[AssignedItem]:
    """Every item this patient was ever given, with exercise and place, in the plan's order.

    `given_on` and `ended_on` are the patient's own days.
    """
    items = GIVEN.rows(patient=patient.pk)
    for item in items:
        item.given_on, item.ended_on = day_in(zone, item.given_at), day_in(zone, item.ended_at)
    return items


def day_in(zone, at: datetime | None) -> date | None:
    return at.astimezone(zone).date() if at else None


def moment(text) -> datetime | None:
    return parse_datetime(text) if isinstance(text, str) else text


def dated(row: dict, *, days=(), moments=()) -> dict:
    for name in days:
        row[name] = as_day(row[name])
    for name in moments:
        row[name] = moment(row[name])
    return row


def change_facts(change: dict, zone) -> dict:
    dated(change, moments=("at", "seen"))
    change["on"] = day_in(zone, change["at"])
    return change


def plan_facts(plan: dict, zone) -> dict:
    dated(plan, days=("starts", "ends"), moments=("at", "ended"))
    plan["given_on"] = day_in(zone, plan["at"])
    plan["ended_on"] = day_in(zone, plan["ended"])
    plan["pauses"] = [(as_day(a), as_day(b), why) for a, b, why in plan["pauses"] or []]
    plan["check_ins"] = [
        dated(one, days=("due",), moments=("at",)) for one in plan["check_ins"] or []
    ]
    plan["phases"] = [dated(p, days=("starts", "ends")) for p in plan["phases"] or []]
    for phase in plan["phases"]:
        phase["slots"] = phase["slots"] or []
    return plan
