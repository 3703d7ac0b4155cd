"""Everything a patient's day is worked out from, in one statement.

Plans, reports, changes and mornings hang together by patient; asked row by row they would be
nine queries, most of whose cost is building them. The answer is one JSON document per kind.
The patient was fetched for the user before; every part below starts from that patient's id.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from portal.models.prepared import cursor_that_keeps_plans

# Reports looked at: every rhythm is at most 14 days, the chart two weeks, the week Monday on.
DAYS_BACK = 21
CHECK_IN_DAYS = 28  # a check-in nobody answered is asked so long
TOLD_DAYS = 3  # so long it is said that somebody looked into a report

STATEMENT = """
SELECT
 (SELECT jsonb_agg(jsonb_build_object(
    'id', a.id, 'name', a.name, 'starts', a.starts_on, 'ends', a.ends_on, 'note', a.note,
    'limit', a.pain_limit, 'fine', a.pain_fine_max, 'rise', a.morning_rise_limit,
    'flare', a.flare_plan, 'by', u.name, 'side', a.affected_side,
    'closed', e.closed_at IS NOT NULL,
    'pauses', (SELECT jsonb_agg(jsonb_build_array(b.from_on, b.until_on, b.reason))
       FROM exercises_pause b WHERE b.assignment_id = a.id
       AND (b.until_on IS NULL OR b.until_on >= %(since)s)),
    'phases', (SELECT jsonb_agg(jsonb_build_object(
       'id', p.id, 'order', p."order", 'name', p.name, 'starts', p.starts_on, 'ends', p.ends_on,
       'state', p.state, 'slots', (SELECT jsonb_agg(jsonb_build_object(
          'id', s.id, 'order', s."order", 'name', s.name, 'cue', s.cue, 'weekdays', s.weekdays,
          'items', (SELECT jsonb_agg(jsonb_build_array(i.id, x.withdrawn_at IS NOT NULL)
             ORDER BY i."order", i.given_at)
             FROM exercises_assigneditem i JOIN exercises_exercise x ON x.id = i.exercise_id
             WHERE i.slot_id = s.id AND i.ended_at IS NULL)) ORDER BY s."order")
          FROM exercises_assignedslot s WHERE s.phase_id = p.id)) ORDER BY p."order")
       FROM exercises_assignedphase p WHERE p.assignment_id = a.id)) ORDER BY a.given_at)
  FROM exercises_assignment a
  JOIN portal_member m ON m.id = a.given_by_id JOIN portal_user u ON u.id = m.user_id
  JOIN portal_episode e ON e.id = a.episode_id
  WHERE a.patient_id = %(patient)s AND a.ended_at IS NULL),
 (SELECT jsonb_agg(jsonb_build_object(
    'id', s.id, 'on', s.local_on, 'at', s.done_at, 'pain', s.pain_worst, 'limit', s.limit_in_force,
    'said', (SELECT jsonb_agg(jsonb_build_array(n.item_id, n.state))
       FROM exercises_entry n WHERE n.session_id = s.id)) ORDER BY s.done_at)
  FROM exercises_session s WHERE s.patient_id = %(patient)s AND s.local_on >= %(since)s
  AND s.undone_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM exercises_session c WHERE c.corrects_id = s.id
    AND c.undone_at IS NULL)),
 (SELECT jsonb_agg(jsonb_build_object(
    'kind', h.kind, 'item', h.item_id, 'before', h.before_id, 'phase', q.name,
    'plan', a.name, 'reason', h.reason, 'at', h.at, 'by', u.name) ORDER BY h.at)
  FROM exercises_change h JOIN exercises_assignment a ON a.id = h.assignment_id
  LEFT JOIN portal_member m ON m.id = h.by_id LEFT JOIN portal_user u ON u.id = m.user_id
  LEFT JOIN exercises_assignedphase q ON q.id = h.phase_id
  WHERE a.patient_id = %(patient)s AND h.seen_at IS NULL),
 (SELECT jsonb_agg(jsonb_build_array(d.local_on, d.pain) ORDER BY d.local_on)
  FROM exercises_morning d WHERE d.patient_id = %(patient)s AND d.local_on >= %(since)s),
 (SELECT count(*) FROM portal_question k WHERE k.patient_id = %(patient)s
  AND k.answered_at IS NOT NULL AND k.answer_seen_at IS NULL),
 (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'weeks', c.weeks, 'plan', a.name)
    ORDER BY c.due_on DESC)
  FROM exercises_checkin c JOIN exercises_assignment a ON a.id = c.assignment_id
  JOIN portal_episode e ON e.id = a.episode_id
  WHERE a.patient_id = %(patient)s AND c.how = '' AND e.closed_at IS NULL
  AND c.due_on <= %(day)s AND c.due_on >= %(asked_since)s),
 (SELECT jsonb_build_object('name', a.name, 'flare', a.flare_plan, 'by', u.name,
    'reason', a.end_reason)
  FROM exercises_assignment a JOIN portal_member m ON m.id = a.ended_by_id
  JOIN portal_user u ON u.id = m.user_id
  WHERE a.patient_id = %(patient)s AND a.ended_at IS NOT NULL
  ORDER BY a.ended_at DESC LIMIT 1),
 (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'on', COALESCE(s.local_on, d.local_on),
    'closed', f.closed_at, 'by', u.name) ORDER BY f.closed_at)
  FROM exercises_flag f LEFT JOIN exercises_session s ON s.id = f.session_id
  LEFT JOIN exercises_morning d ON d.id = f.morning_id
  LEFT JOIN portal_member m ON m.id = f.closed_by_id LEFT JOIN portal_user u ON u.id = m.user_id
  WHERE f.patient_id = %(patient)s AND (f.closed_at >= %(told_since)s OR d.local_on = %(day)s))
"""


@dataclass(frozen=True)
class Facts:
    """As they stand in the database: dates as dates, ids as text, lists never None.

    `check_ins`: those to answer, newest first. `last_ended`: the plan that ended last, or None.
    `flags`: closed lately or of this morning, the open ones last.
    """

    plans: list[dict]
    sessions: list[dict]
    changes: list[dict]
    mornings: dict[date, int]
    answers_unseen: int
    check_ins: list[dict] = field(default_factory=list)
    last_ended: dict | None = None
    flags: list[dict] = field(default_factory=list)

    @property
    def looked_into(self) -> list[dict]:
        """The reports somebody looked into lately: the newest of each person's closings."""
        return list({f["by"]: f for f in self.flags if f["closed"] and f["on"]}.values())

    def marked_morning(self, day: date) -> dict | None:
        """What a morning left for the team: the flag that is open, else the last one closed."""
        mine = [f for f in self.flags if f["kind"] == "morning" and f["on"] == day]
        return mine[-1] if mine else None

    @property
    def flares(self) -> list[dict]:
        """What to do in a bad week: of the plans that run, else of the one that ended last."""
        ended = [self.last_ended] if self.last_ended else []
        found = [plan for plan in self.plans if plan["flare"]]
        return found or [plan for plan in ended if plan["flare"]]


def facts_of(patient, day: date) -> Facts:
    """What is known of this patient on a day of theirs."""
    since = day - timedelta(days=DAYS_BACK)
    wanted = {"patient": patient.pk, "since": since, "day": day}
    wanted["asked_since"] = day - timedelta(days=CHECK_IN_DAYS)
    wanted["told_since"] = day - timedelta(days=TOLD_DAYS)
    with cursor_that_keeps_plans() as cursor:
        cursor.execute(STATEMENT, wanted)
        plans, sessions, changes, mornings, unseen, check_ins, ended, flags = cursor.fetchone()
    return Facts(
        plans=[plan_facts(plan) for plan in read(plans)],
        sessions=[session_facts(session) for session in read(sessions)],
        changes=read(changes),
        mornings={as_day(on): pain for on, pain in read(mornings)},
        answers_unseen=unseen,
        check_ins=read(check_ins),
        last_ended=read(ended) or None,
        flags=[flag_facts(flag) for flag in read(flags)],
    )


def read(document) -> Any:
    """Django leaves JSON as text where a cursor is used by hand. Nothing is an empty list."""
    if document is None:
        return []
    return json.loads(document) if isinstance(document, str) else document


def as_day(text) -> date | None:
    return date.fromisoformat(text) if text else None


def plan_facts(plan: dict) -> dict:
    plan["starts"], plan["ends"] = as_day(plan["starts"]), as_day(plan["ends"])
    plan["pauses"] = [
        (as_day(first), as_day(last), why) for first, last, why in plan["pauses"] or []
    ]
    plan["phases"] = plan["phases"] or []
    for phase in plan["phases"]:
        phase["starts"], phase["ends"] = as_day(phase["starts"]), as_day(phase["ends"])
        phase["slots"] = phase["slots"] or []
        for slot in phase["slots"]:
            slot["items"] = slot["items"] or []
    return plan


def session_facts(session: dict) -> dict:
    session["on"] = as_day(session["on"])
    session["time"] = datetime.fromisoformat(session["at"])
    session["said"] = session["said"] or []
    return session


def flag_facts(flag: dict) -> dict:
    flag["on"] = as_day(flag["on"])
    flag["closed"] = datetime.fromisoformat(flag["closed"]) if flag["closed"] else None
    return flag
