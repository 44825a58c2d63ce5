"""
The oracle: decide on everything that Telegram and the page took, once, in order, without a single fault.

The true run must have left the same: each contact the same replies in the same order, the same
tickets, events, consents, hits and state. Whatever is missing was lost; whatever is there twice was
doubled. The moments are those of the true run, so that hours and promised windows agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import codec
from bot.channels.telegram.keyboards import USED
from bot.channels.telegram.parse import Desk, parse
from bot.intake import keep_message
from bot.office import Known
from bot.turn import take_turn
from handlers.messages import Inbound
from storage import staff
from storage.records.staff import Role
from storage.sealing import Keys, Sealer, load_keys
from storage.sqlite.connection import open_writer
from storage.sqlite.schema import migrate
from storage.times import from_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the tortured inbox."""

    id: int
    contact: tuple[str, str]
    external_id: str
    received_at: int
    done_at: int | None
    inbound: Inbound


def told_by(updates: list[dict[str, Any]], desk: Desk) -> dict[str, Inbound]:
    """Return what Telegram's updates say, by external id, in the order of the updates."""
    said = (u for u in updates if u.get("callback_query", {}).get("data") != USED)
    return {one.external_id: one for update in said for one in parse(update, desk)}


def desk_of(office: str, token: str, data: Path) -> Desk:
    """Return what the service parses updates with."""
    key = hashlib.sha256(b"telegram ids" + load_keys(data / "keys.json").lookup).digest()
    return Desk(office, int(token.partition(":")[0]), datetime.now(UTC), key)  # noqa: TID251


def kept_in(tx: Tx, contacts: dict[int, tuple[str, str]]) -> list[Kept]:
    """Read the tortured inbox."""
    rows = tx.all("SELECT * FROM inbox ORDER BY id")
    return [
        Kept(
            row["id"], contacts[row["contact_id"]], row["external_id"], row["received_at"],
            row["done_at"], codec.load_inbound(tx.sealer.open(row["payload_sealed"])),
        )
        for row in rows
    ]  # fmt: skip


def replay(kept: list[Kept], told: dict[str, Inbound], known: Known, office: str, path: Path) -> Tx:
    """Decide on all of it in a fresh database; return that."""
    connection = open_writer(path)
    migrate(connection)
    connection.execute("PRAGMA synchronous=OFF")
    tx = Tx(connection, Sealer(Keys.new()), office)
    contacts: dict[str, int] = {}
    connection.execute("BEGIN")
    # whether anybody is at hand decides what residents are told: as there, by Telegram
    who = staff.add_staff(tx, "officer", "김담당", Role.OFFICER, datetime.fromtimestamp(0, UTC))
    staff.bind_telegram(tx, who, "officer")
    for moment, decided, row in _in_order(kept):
        at = from_ms(moment)
        if decided:
            take_turn(tx, contacts[row.external_id], known, at)
        else:
            inbound = told.get(row.external_id, row.inbound)
            contacts[row.external_id] = keep_message(tx, inbound, at).contact_id
    connection.execute("COMMIT")
    return tx


def _in_order(kept: list[Kept]) -> Iterator[tuple[int, bool, Kept]]:
    steps = [(row.received_at, False, row.id, row) for row in kept]
    # a mutant may mark a message before it is kept: what it did is for the checks to find
    steps += [
        (max(row.done_at, row.received_at), True, row.id, row)
        for row in kept
        if row.done_at is not None
    ]
    for moment, decided, _, row in sorted(steps, key=lambda step: step[:3]):
        yield moment, decided, row
