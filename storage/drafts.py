"""Drafts of the knowledge; every change is made to the version that its writer saw, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from storage import missed
from storage.records.knowledge import Draft, DraftStatus
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


def _draft(tx: Tx, row: Row) -> Draft:
    sealed, result = row["content_sealed"], row["result"]
    return Draft(
        row["id"], row["entry"], tx.sealer.open(sealed) if sealed else "", DraftStatus(row["status"]),
        row["version"], tuple(json.loads(row["hands"])), from_ms(row["changed_at"]),
        _day(row["expires_on"]), row["sent_by"], row["reviewed_by"], _moment(row["reviewed_at"]),
        row["said"], _moment(row["publish_at"]), json.loads(result) if result else None,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else from_ms(ms)


def _select(tx: Tx, rest: str, *params: object) -> list[Draft]:
    sql = f"SELECT * FROM knowledge_draft WHERE office = ? {rest}"  # noqa: S608 - our own words
    rows = tx.all(sql, (tx.office, *params))
    return [_draft(tx, row) for row in rows]


def get(tx: Tx, draft_id: int) -> Draft | None:
    """Return a draft, ended or not."""
    return next(iter(_select(tx, "AND id = ?", draft_id)), None)


def open_ones(tx: Tx) -> list[Draft]:
    """List what was not published or dropped, the newest change first."""
    return _select(tx, "AND ended_at IS NULL ORDER BY changed_at DESC, id DESC")


def of_entry(tx: Tx, entry: str) -> Draft | None:
    """Return the open draft of an entry; there is one at most."""
    return next(iter(_select(tx, "AND entry = ? AND ended_at IS NULL", entry)), None)


def to_try(tx: Tx) -> Draft | None:
    """Return the draft that has waited longest for its trial."""
    rest = (
        "AND ended_at IS NULL AND status IN ('waiting', 'approved') AND result IS NULL"
        " ORDER BY changed_at, id LIMIT 1"
    )
    return next(iter(_select(tx, rest)), None)


def due(tx: Tx, at: datetime) -> list[Draft]:
    """List what was approved, tried, and whose time has come."""
    return _select(
        tx,
        "AND ended_at IS NULL AND status = 'approved' AND result IS NOT NULL AND publish_at <= ?"
        " ORDER BY publish_at, id",
        to_ms(at),
    )


def begin(tx: Tx, entry: str, content: str, staff_id: int, at: datetime) -> int:
    """Begin a draft; raises IntegrityError when the entry has an open one."""
    return tx.insert(
        "INSERT INTO knowledge_draft (office, entry, content_sealed, hands, changed_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (tx.office, entry, tx.sealer.seal(content), json.dumps([staff_id]), to_ms(at)),
    )


def _change(tx: Tx, draft: Draft, sets: str, status: str, *params: object) -> bool:
    """Change the version that was seen, while it has one of these statuses; the version counts on."""
    return bool(
        tx.changed(
            f"UPDATE knowledge_draft SET {sets}, version = version + 1 WHERE office = ? AND id = ?"  # noqa: S608 - our own words
            f" AND version = ? AND ended_at IS NULL AND instr(?, status)",
            (*params, tx.office, draft.id, draft.version, status),
        )
    )


def write(
    tx: Tx, draft: Draft, content: str, expires_on: date | None, staff_id: int, at: datetime
) -> bool:
    """Keep other words; only while it is nobody's to review."""
    hands = json.dumps(sorted({*draft.hands, staff_id}))
    return _change(
        tx, draft, "content_sealed = ?, expires_on = ?, hands = ?, changed_at = ?, result = NULL", "draft",
        tx.sealer.seal(content), expires_on and expires_on.isoformat(), hands, to_ms(at),
    )  # fmt: skip


def send(tx: Tx, draft: Draft, staff_id: int, at: datetime) -> bool:
    """Hand it to a second person."""
    return _change(
        tx, draft, "status = 'waiting', sent_by = ?, sent_at = ?, changed_at = ?, said = '', result = NULL",
        "draft", staff_id, to_ms(at), to_ms(at),
    )  # fmt: skip


def approve(
    tx: Tx, draft: Draft, staff_id: int, publish_at: datetime, said: str, at: datetime
) -> bool:
    """Let it be published from a moment on; never by one of those who wrote at it."""
    if staff_id in draft.hands:
        return False
    return _change(
        tx, draft, "status = 'approved', reviewed_by = ?, reviewed_at = ?, publish_at = ?, said = ?, changed_at = ?",
        "waiting", staff_id, to_ms(at), to_ms(publish_at), said, to_ms(at),
    )  # fmt: skip


def bring_back(tx: Tx, draft_id: int, staff_id: int, reviewed_by: int | None, at: datetime) -> None:
    """Let a draft of words that two people stood for before be published as soon as it was tried."""
    tx.execute(
        "UPDATE knowledge_draft SET status = 'approved', sent_by = ?, sent_at = ?, reviewed_by = ?,"
        " publish_at = ?, version = version + 1 WHERE office = ? AND id = ?",
        (staff_id, to_ms(at), reviewed_by, to_ms(at), tx.office, draft_id),
    )


def give_back(tx: Tx, draft: Draft, said: str, at: datetime) -> bool:
    """Let it be written at again, with a word why; an approval is gone."""
    return _change(
        tx, draft,
        "status = 'draft', said = ?, changed_at = ?, reviewed_by = NULL, reviewed_at = NULL,"
        " publish_at = NULL, result = NULL",
        "waiting approved", said, to_ms(at),
    )  # fmt: skip


def keep_result(tx: Tx, draft: Draft, result: Mapping[str, Any] | None) -> bool:
    """Keep what a trial found, if the words are still those that were tried; None has them tried again."""
    now = get(tx, draft.id)
    if now is None or now.content != draft.content or now.status is DraftStatus.DRAFT:
        return False
    text = None if result is None else json.dumps(result, ensure_ascii=False)
    return bool(
        tx.changed(
            "UPDATE knowledge_draft SET result = ? WHERE office = ? AND id = ? AND ended_at IS NULL",
            (text, tx.office, draft.id),
        )
    )


def end(tx: Tx, draft: Draft, status: DraftStatus, at: datetime) -> bool:
    """End it as published or dropped; its words are kept nowhere but in the version."""
    ended = _change(
        tx, draft, "status = ?, ended_at = ?, changed_at = ?, content_sealed = NULL",
        "draft waiting approved", str(status), to_ms(at), to_ms(at),
    )  # fmt: skip
    if ended and status is DraftStatus.DROPPED:
        missed.open_again(tx, draft.id)
    return ended
