"""The tables of the desk: finding, passing on, counting, signing in; `schema.py` lays them."""

from __future__ import annotations

FINDING = """
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

PASSING_ON = """
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

COUNTING = """
CREATE TABLE daily_count (
  office TEXT NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (office, day, name)) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_opening ON ticket (office, opened_at);
CREATE INDEX ticket_by_closing ON ticket (office, closed_at) WHERE closed_at IS NOT NULL;
"""

SIGNING_IN = """
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
