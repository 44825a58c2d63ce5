"""The tables that every other one stands on: messages, tickets, delivery, staff, clock; `schema.py` lays them."""

from __future__ import annotations

MESSAGES_AND_TICKETS = """
CREATE TABLE contact (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, channel TEXT NOT NULL,
  key_digest BLOB NOT NULL, key_sealed BLOB NOT NULL, created_at INTEGER NOT NULL,
  blocked_at INTEGER, news_at INTEGER, flagged_until INTEGER,
  UNIQUE (office, channel, key_digest)) STRICT;
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, channel TEXT NOT NULL, external_id TEXT NOT NULL,
  contact_id INTEGER REFERENCES contact, kind TEXT NOT NULL, payload_sealed BLOB NOT NULL,
  sent_at INTEGER NOT NULL, received_at INTEGER NOT NULL, done_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0, set_aside_at INTEGER, fault TEXT,
  outcome TEXT, decided_by TEXT, ticket_id INTEGER REFERENCES ticket,
  UNIQUE (office, channel, external_id)) STRICT;
CREATE INDEX inbox_waiting ON inbox (contact_id, id) WHERE done_at IS NULL AND set_aside_at IS NULL;
CREATE INDEX inbox_by_contact ON inbox (contact_id, id);
CREATE TABLE conversation (
  contact_id INTEGER PRIMARY KEY REFERENCES contact, office TEXT NOT NULL,
  state_sealed BLOB NOT NULL, flow TEXT, owner TEXT NOT NULL DEFAULT 'bot',
  ticket_id INTEGER REFERENCES ticket, quiet_until INTEGER, updated_at INTEGER NOT NULL) STRICT;
CREATE INDEX conversation_open_flow ON conversation (office, flow, updated_at) WHERE flow IS NOT NULL;
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, number TEXT NOT NULL, serial INTEGER NOT NULL,
  year INTEGER NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'new',
  stage TEXT NOT NULL DEFAULT 'received', priority INTEGER NOT NULL, reasons TEXT NOT NULL DEFAULT '[]',
  channel TEXT NOT NULL, contact_id INTEGER REFERENCES contact, fields_sealed BLOB NOT NULL,
  phone_digest BLOB, place_digest BLOB, unfinished INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER NOT NULL, due_at INTEGER, promised_from INTEGER, promised_until INTEGER,
  claimed_by INTEGER REFERENCES staff, claimed_at INTEGER, first_reply_at INTEGER,
  waiting_since INTEGER, closed_at INTEGER, outcome TEXT, outcome_words_sealed BLOB,
  changed_at INTEGER NOT NULL,
  UNIQUE (office, number), UNIQUE (office, year, serial),
  CHECK ((status = 'closed') = (outcome IS NOT NULL))) STRICT;
CREATE INDEX ticket_queue ON ticket (office, priority DESC, opened_at) WHERE status <> 'closed';
CREATE INDEX ticket_by_status ON ticket (office, status, priority DESC, opened_at);
CREATE INDEX ticket_by_contact ON ticket (contact_id, opened_at DESC);
CREATE INDEX ticket_by_phone ON ticket (office, phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX ticket_by_place ON ticket (office, place_digest) WHERE place_digest IS NOT NULL;
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, ticket_id INTEGER NOT NULL REFERENCES ticket,
  at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, text_sealed BLOB) STRICT;
CREATE INDEX event_by_ticket ON event (ticket_id, id);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, contact_id INTEGER NOT NULL REFERENCES contact,
  channel TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'say', payload_sealed BLOB NOT NULL,
  idem TEXT NOT NULL, lane INTEGER NOT NULL DEFAULT 1, status TEXT NOT NULL,
  not_before INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, lease_until INTEGER,
  in_doubt INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, sent_at INTEGER,
  platform_id TEXT, fault TEXT, ticket_id INTEGER REFERENCES ticket, staff_id INTEGER REFERENCES staff,
  UNIQUE (office, idem)) STRICT;
CREATE INDEX outbox_ready ON outbox (channel, lane, not_before, id) WHERE status = 'ready';
CREATE INDEX outbox_sending ON outbox (lease_until) WHERE status = 'sending';
CREATE INDEX outbox_open ON outbox (contact_id, id) WHERE status IN ('ready', 'sending');
CREATE INDEX outbox_by_contact ON outbox (contact_id, id);
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, key TEXT NOT NULL, contact_id INTEGER REFERENCES contact,
  ticket_id INTEGER REFERENCES ticket, status TEXT NOT NULL, mime TEXT, content_sealed BLOB,
  size_bytes INTEGER, created_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, fault TEXT,
  UNIQUE (office, key)) STRICT;
CREATE INDEX attachment_pending ON attachment (id) WHERE status = 'pending';
CREATE TABLE consent (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, contact_id INTEGER REFERENCES contact,
  ticket_id INTEGER REFERENCES ticket, purpose TEXT NOT NULL, version TEXT NOT NULL,
  given_at INTEGER NOT NULL, withdrawn_at INTEGER) STRICT;
CREATE INDEX consent_by_contact ON consent (contact_id);
CREATE TABLE alert (
  ticket_id INTEGER PRIMARY KEY REFERENCES ticket, office TEXT NOT NULL, raised_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL, round INTEGER NOT NULL DEFAULT 0, acked_at INTEGER,
  acked_by INTEGER REFERENCES staff) STRICT;
CREATE INDEX alert_open ON alert (office, next_at) WHERE acked_at IS NULL;
CREATE TABLE danger_hit (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, inbox_id INTEGER REFERENCES inbox, at INTEGER NOT NULL,
  kind TEXT NOT NULL, tier TEXT NOT NULL, about TEXT NOT NULL, why TEXT NOT NULL, verdict TEXT) STRICT;
CREATE TABLE missed (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, text_sealed BLOB NOT NULL, digest BLOB NOT NULL,
  reason TEXT NOT NULL, entry TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL, settled_at INTEGER) STRICT;
CREATE INDEX missed_open ON missed (office, at) WHERE settled_at IS NULL;
CREATE TABLE job_run (
  office TEXT NOT NULL, job TEXT NOT NULL, due_at INTEGER NOT NULL, ran_at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '', PRIMARY KEY (office, job, due_at)) STRICT;
CREATE TABLE staff (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, login TEXT NOT NULL, name_sealed BLOB NOT NULL,
  role TEXT NOT NULL, password_hash TEXT, telegram_digest BLOB, on_duty INTEGER NOT NULL DEFAULT 1,
  alert_order INTEGER NOT NULL DEFAULT 1, failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER,
  created_at INTEGER NOT NULL, disabled_at INTEGER, UNIQUE (office, login)) STRICT;
CREATE TABLE staff_session (
  token_digest BLOB PRIMARY KEY, office TEXT NOT NULL, staff_id INTEGER NOT NULL REFERENCES staff,
  created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, ended_at INTEGER) STRICT;
CREATE INDEX staff_session_by_staff ON staff_session (staff_id);
CREATE TABLE sign_in_link (
  token_digest BLOB PRIMARY KEY, office TEXT NOT NULL, staff_id INTEGER NOT NULL REFERENCES staff,
  expires_at INTEGER NOT NULL, used_at INTEGER) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
  action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, previous BLOB NOT NULL,
  hash BLOB NOT NULL) STRICT;
CREATE INDEX audit_by_time ON audit (office, at);
CREATE TABLE day_override (
  office TEXT NOT NULL, day TEXT NOT NULL, frames TEXT NOT NULL, reason TEXT NOT NULL,
  set_by INTEGER REFERENCES staff, set_at INTEGER NOT NULL, PRIMARY KEY (office, day)) STRICT;
CREATE TABLE setting (
  office TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, set_at INTEGER NOT NULL,
  PRIMARY KEY (office, name)) STRICT;
CREATE TABLE form_submit (
  office TEXT NOT NULL, token TEXT NOT NULL, at INTEGER NOT NULL, result TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (office, token)) STRICT;
"""

PAGE_LINKS = """
CREATE TABLE page_link (
  token_digest BLOB PRIMARY KEY, office TEXT NOT NULL, payload_sealed BLOB,
  expires_at INTEGER NOT NULL, used_at INTEGER) STRICT
"""

#: A ticket's page and every turn of its contact ask for its files; and a row that goes (retention,
#: erasure) is looked for in each table that points at it. Most rows of the hot tables have no ticket.
LOOK_UPS = """
CREATE INDEX attachment_by_ticket ON attachment (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX attachment_by_contact ON attachment (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX inbox_by_ticket ON inbox (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX outbox_by_ticket ON outbox (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX consent_by_ticket ON consent (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX danger_hit_by_inbox ON danger_hit (inbox_id) WHERE inbox_id IS NOT NULL;
"""
