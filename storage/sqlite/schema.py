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

from storage.sqlite import (
    case_tables,
    desk_tables,
    first_tables,
    knowledge_tables,
    promise_tables,
)

migrations = Migrations("welfare-telescope")


def _lay(db: Any, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0001_first(db: Any) -> None:
    """Lay the tables for messages, tickets, delivery, staff and the clock."""
    _lay(db, first_tables.MESSAGES_AND_TICKETS)


@migrations()
def m0002_page_link(db: Any) -> None:
    """Add one-time links by which a talk goes on, on the office's own page."""
    _lay(db, first_tables.PAGE_LINKS)


@migrations()
def m0003_look_ups(db: Any) -> None:
    """Index what is looked up by ticket, by contact and by message."""
    _lay(db, first_tables.LOOK_UPS)


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


@migrations()
def m0006_finding(db: Any) -> None:
    """Add the look-up of sealed tickets, and views that staff save."""
    _lay(db, desk_tables.FINDING)


@migrations()
def m0007_passing_on(db: Any) -> None:
    """Add teams, offers of a ticket to somebody else, and how much one account takes."""
    _lay(db, desk_tables.PASSING_ON)


@migrations()
def m0008_counting(db: Any) -> None:
    """Add what is counted of messages before they are destroyed."""
    _lay(db, desk_tables.COUNTING)


@migrations()
def m0009_signing_in(db: Any) -> None:
    """Add where a session is, a second factor, and recovery codes."""
    _lay(db, desk_tables.SIGNING_IN)


@migrations()
def m0010_knowledge(db: Any) -> None:
    """Add drafts and versions of the knowledge, and what was made of a missed question."""
    _lay(db, knowledge_tables.KNOWLEDGE)


@migrations()
def m0011_promises(db: Any) -> None:
    """Add where an alert begins, and indexes for what is due and who waits."""
    _lay(db, promise_tables.PROMISES)


def pending(connection: sqlite3.Connection) -> list[str]:
    """Name the migrations that an existing database still needs; none for a new one."""
    database = sqlite_utils.Database(connection)
    if not migrations.applied(database):
        return []
    return [migration.name for migration in migrations.pending(database)]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema; each migration is one transaction."""
    migrations.apply(sqlite_utils.Database(connection))
