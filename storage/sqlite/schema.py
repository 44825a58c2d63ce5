"""
The schema, as numbered migrations of sqlite-utils; never edited after a release.

Columns named `*_sealed` hold what `storage.sealing` sealed; `*_digest` are keyed digests for
look-up; `*_at` are UTC milliseconds. Every table that belongs to an office begins with it. Ids that
serve as cursors (inbox, outbox, event, audit) are AUTOINCREMENT: never given again after a deletion,
or a page that has seen row 7 would never see the new row 7.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlite_utils
from sqlite_utils import Migrations

from storage.sqlite import case_tables, knowledge_tables

migrations = Migrations("welfare-telescope")

FIRST = """
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


@migrations()
def m0001_first(db: Any) -> None:
    """Lay the tables for messages, tickets, delivery, staff and the clock."""
    for statement in FIRST.split(";\n"):
        if statement.strip():
            db.execute(statement)


SECOND = """
CREATE TABLE page_link (
  token_digest BLOB PRIMARY KEY, office TEXT NOT NULL, payload_sealed BLOB,
  expires_at INTEGER NOT NULL, used_at INTEGER) STRICT
"""


@migrations()
def m0002_page_link(db: Any) -> None:
    """Add one-time links by which a talk goes on, on the office's own page."""
    db.execute(SECOND)


#: A ticket's page and every turn of its contact ask for its files; and a row that goes (retention,
#: erasure) is looked for in each table that points at it. Most rows of the hot tables have no ticket.
THIRD = """
CREATE INDEX attachment_by_ticket ON attachment (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX attachment_by_contact ON attachment (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX inbox_by_ticket ON inbox (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX outbox_by_ticket ON outbox (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX consent_by_ticket ON consent (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX danger_hit_by_inbox ON danger_hit (inbox_id) WHERE inbox_id IS NOT NULL;
"""


@migrations()
def m0003_look_ups(db: Any) -> None:
    """Index what is looked up by ticket, by contact and by message."""
    _lay(db, THIRD)


@migrations()
def m0004_answers(db: Any) -> None:
    """Add answers kept ready, replies sent at a set time, files of staff."""
    _lay(db, case_tables.ANSWERS)


@migrations()
def m0004_households(db: Any) -> None:
    """Add households, keys by which likely duplicates are found, merges that can be undone."""
    _lay(db, case_tables.HOUSEHOLDS)


@migrations()
def m0004_tasks(db: Any) -> None:
    """Add tasks with a due time, and referrals to other organisations."""
    _lay(db, case_tables.TASKS)


@migrations()
def m0004_surveys(db: Any) -> None:
    """Add the one question after a talk or a call: did it help?"""
    _lay(db, case_tables.SURVEYS)


def _lay(db: Any, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


SIXTH = """
CREATE TABLE search_token (
  office TEXT NOT NULL, token_digest BLOB NOT NULL,
  ticket_id INTEGER NOT NULL REFERENCES ticket ON DELETE CASCADE,
  PRIMARY KEY (office, token_digest, ticket_id)) STRICT, WITHOUT ROWID;
CREATE INDEX search_token_by_ticket ON search_token (ticket_id);
ALTER TABLE ticket ADD COLUMN search_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ticket_by_search_version ON ticket (search_version);
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, staff_id INTEGER NOT NULL REFERENCES staff,
  name_sealed BLOB NOT NULL, query TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE INDEX saved_view_by_staff ON saved_view (staff_id);
"""


@migrations()
def m0006_finding(db: Any) -> None:
    """Add the look-up of sealed tickets, and views that staff save."""
    _lay(db, SIXTH)


SEVENTH = """
ALTER TABLE staff ADD COLUMN capacity INTEGER;
CREATE TABLE team (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
  ended_at INTEGER) STRICT;
CREATE TABLE team_member (
  team_id INTEGER NOT NULL REFERENCES team, staff_id INTEGER NOT NULL REFERENCES staff,
  PRIMARY KEY (team_id, staff_id)) STRICT;
CREATE INDEX team_member_by_staff ON team_member (staff_id);
CREATE TABLE offer (
  ticket_id INTEGER PRIMARY KEY REFERENCES ticket ON DELETE CASCADE, office TEXT NOT NULL,
  from_staff INTEGER NOT NULL REFERENCES staff, to_staff INTEGER REFERENCES staff,
  to_team INTEGER REFERENCES team, at INTEGER NOT NULL,
  CHECK ((to_staff IS NULL) <> (to_team IS NULL))) STRICT;
CREATE INDEX ticket_by_owner ON ticket (claimed_by) WHERE claimed_by IS NOT NULL;
"""


@migrations()
def m0007_passing_on(db: Any) -> None:
    """Add teams, offers of a ticket to somebody else, and how much one account takes."""
    _lay(db, SEVENTH)


EIGHTH = """
CREATE TABLE daily_count (
  office TEXT NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (office, day, name)) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_opening ON ticket (office, opened_at);
CREATE INDEX ticket_by_closing ON ticket (office, closed_at) WHERE closed_at IS NOT NULL;
"""


@migrations()
def m0008_counting(db: Any) -> None:
    """Add what is counted of messages before they are destroyed."""
    _lay(db, EIGHTH)


NINTH = """
ALTER TABLE staff_session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE staff_session ADD COLUMN remote TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN totp_sealed BLOB;
ALTER TABLE staff ADD COLUMN totp_on_at INTEGER;
ALTER TABLE staff ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recovery_code (
  code_digest BLOB PRIMARY KEY, office TEXT NOT NULL, staff_id INTEGER NOT NULL REFERENCES staff,
  used_at INTEGER) STRICT;
CREATE INDEX recovery_code_by_staff ON recovery_code (staff_id);
"""


@migrations()
def m0009_signing_in(db: Any) -> None:
    """Add where a session is, a second factor, and recovery codes."""
    _lay(db, NINTH)


@migrations()
def m0010_knowledge(db: Any) -> None:
    """Add drafts and versions of the knowledge, and what was made of a missed question."""
    _lay(db, knowledge_tables.KNOWLEDGE)


def pending(connection: sqlite3.Connection) -> list[str]:
    """Name the migrations that an existing database still needs; none for a new one."""
    database = sqlite_utils.Database(connection)
    if not migrations.applied(database):
        return []
    return [migration.name for migration in migrations.pending(database)]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema; each migration is one transaction."""
    migrations.apply(sqlite_utils.Database(connection))
