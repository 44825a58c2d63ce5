"""The tables of the knowledge that staff edit; `schema.py` lays them."""

from __future__ import annotations

#: A draft may hold a resident's words before two people have looked at them: sealed. A version was read by two
#: people and is told to everybody: plain. `content` of a version is '' where the entry was taken back.
KNOWLEDGE = """
CREATE TABLE knowledge_draft (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, entry TEXT NOT NULL, content_sealed BLOB,
  status TEXT NOT NULL DEFAULT 'draft', version INTEGER NOT NULL DEFAULT 1, hands TEXT NOT NULL,
  changed_at INTEGER NOT NULL, expires_on TEXT, sent_by INTEGER REFERENCES staff, sent_at INTEGER,
  reviewed_by INTEGER REFERENCES staff, reviewed_at INTEGER, said TEXT NOT NULL DEFAULT '',
  publish_at INTEGER, result TEXT, ended_at INTEGER) STRICT;
CREATE UNIQUE INDEX knowledge_draft_open ON knowledge_draft (office, entry) WHERE ended_at IS NULL;
CREATE TABLE knowledge_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, entry TEXT NOT NULL, content TEXT NOT NULL,
  written_by INTEGER REFERENCES staff, reviewed_by INTEGER REFERENCES staff,
  published_at INTEGER NOT NULL, expires_on TEXT, note TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX knowledge_version_of ON knowledge_version (office, entry, id);
ALTER TABLE missed ADD COLUMN settled_as TEXT;
ALTER TABLE missed ADD COLUMN draft_id INTEGER REFERENCES knowledge_draft;
CREATE INDEX missed_by_draft ON missed (draft_id) WHERE draft_id IS NOT NULL
"""
