"""The tables of work on a case, by migration; `schema.py` lays them."""

from __future__ import annotations

#: Answers that staff keep ready hold no personal data; what is written to a resident is sealed.
#: A file of staff belongs to its case from the start and to its resident once it was sent.
ANSWERS = """
CREATE TABLE canned_answer (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, used INTEGER NOT NULL DEFAULT 0,
  edited_by INTEGER REFERENCES staff, edited_at INTEGER NOT NULL, retired_at INTEGER) STRICT;
CREATE INDEX canned_answer_kept ON canned_answer (office, title) WHERE retired_at IS NULL;
CREATE TABLE scheduled_reply (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, ticket_id INTEGER NOT NULL REFERENCES ticket,
  staff_id INTEGER NOT NULL REFERENCES staff, payload_sealed BLOB NOT NULL,
  send_at INTEGER NOT NULL, created_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT) STRICT;
CREATE INDEX scheduled_reply_due ON scheduled_reply (office, send_at) WHERE ended_at IS NULL;
CREATE INDEX scheduled_reply_by_ticket ON scheduled_reply (ticket_id);
ALTER TABLE attachment ADD COLUMN staff_id INTEGER REFERENCES staff;
ALTER TABLE attachment ADD COLUMN name_sealed BLOB;
ALTER TABLE attachment ADD COLUMN given_at INTEGER;
CREATE INDEX attachment_not_given ON attachment (ticket_id, staff_id)
  WHERE staff_id IS NOT NULL AND given_at IS NULL
"""

#: `ticket_key` finds tickets by sealed fields (digests only); `ticket_merge` is what undoing needs.
HOUSEHOLDS = """
CREATE TABLE household (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, made_by INTEGER REFERENCES staff,
  made_at INTEGER NOT NULL) STRICT;
CREATE TABLE household_person (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, household_id INTEGER NOT NULL REFERENCES household,
  details_sealed BLOB NOT NULL, added_by INTEGER REFERENCES staff, added_at INTEGER NOT NULL) STRICT;
CREATE INDEX household_person_of ON household_person (household_id);
CREATE TABLE ticket_key (
  ticket_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE, office TEXT NOT NULL,
  kind TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (ticket_id, kind, digest)) STRICT;
CREATE INDEX ticket_key_found ON ticket_key (office, kind, digest);
CREATE TABLE ticket_apart (
  first_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  office TEXT NOT NULL, said_by INTEGER REFERENCES staff, said_at INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id)) STRICT;
CREATE INDEX ticket_apart_second ON ticket_apart (second_id);
CREATE TABLE ticket_merge (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL,
  ticket_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  into_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE, before TEXT NOT NULL, merged_by INTEGER REFERENCES staff,
  merged_at INTEGER NOT NULL, told_at INTEGER, undone_at INTEGER) STRICT;
CREATE INDEX ticket_merge_of ON ticket_merge (ticket_id);
CREATE INDEX ticket_merge_into ON ticket_merge (into_id);
ALTER TABLE ticket ADD COLUMN household_id INTEGER REFERENCES household;
ALTER TABLE ticket ADD COLUMN merged_into INTEGER REFERENCES ticket;
CREATE INDEX ticket_by_household ON ticket (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX ticket_by_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL
"""

#: What is told to another organisation, and which one, is health data by itself: sealed.
TASKS = """
CREATE TABLE task (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, ticket_id INTEGER NOT NULL REFERENCES ticket,
  kind TEXT NOT NULL, words_sealed BLOB NOT NULL, due_at INTEGER NOT NULL,
  every_days INTEGER NOT NULL DEFAULT 0, assigned_to INTEGER REFERENCES staff,
  made_by INTEGER REFERENCES staff, made_at INTEGER NOT NULL, rung_at INTEGER,
  ended_at INTEGER, ended_by INTEGER REFERENCES staff, outcome TEXT, result_sealed BLOB) STRICT;
CREATE INDEX task_open ON task (office, due_at) WHERE ended_at IS NULL;
CREATE INDEX task_by_ticket ON task (ticket_id);
CREATE TABLE referral (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, ticket_id INTEGER NOT NULL REFERENCES ticket,
  details_sealed BLOB NOT NULL, ground TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'asked',
  made_by INTEGER NOT NULL REFERENCES staff, made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  answer_sealed BLOB) STRICT;
CREATE INDEX referral_by_ticket ON referral (ticket_id)
"""

SURVEYS = """
CREATE TABLE satisfaction (
  ticket_id INTEGER PRIMARY KEY REFERENCES ticket ON DELETE CASCADE, office TEXT NOT NULL,
  asked_at INTEGER NOT NULL, answer TEXT, answered_at INTEGER) STRICT
"""
