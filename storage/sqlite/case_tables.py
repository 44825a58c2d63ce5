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
