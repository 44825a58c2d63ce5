"""What is left after a torture: the database as it lies there, opened read-only, and seen as values."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import codec
from storage.sealing import Sealer, load_keys
from storage.sqlite.connection import open_reader
from storage.transaction import Tx

#: Numbers of tickets depend on who came first among all; what is compared is the rest.
#: The particle behind a number follows its last digit.
_NUMBER = re.compile(r"W-\d{4}-\d{4,}(이에요|예요|으로|로|을|를|은|는|이|가|과|와)?")
#: A moment is kept in milliseconds and thought in microseconds.
_FRACTION = re.compile(r"(\d\d:\d\d:\d\d)\.\d+")

#: The marks of the bubbles told: one that holds the number of a ticket has another mark in another run.
_TOLD = re.compile(r'"told":\[([^\]]*)\]')


def plain(text: str) -> str:
    """Return a text without what may differ between two true runs."""
    return _FRACTION.sub(r"\1", _NUMBER.sub("W-#", text))


def comparable(state: str) -> str:
    """Return the state of a talk without what may differ; of the bubbles told how many there are."""
    return plain(_TOLD.sub(lambda told: f'"told":{told[1].count(",")}', state))


@dataclass
class Traces:
    """All that one contact's messages left behind, in comparable form."""

    replies: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    state: str = ""


def open_evidence(data: Path, office: str) -> Tx:
    """Open the tortured database."""
    return Tx(open_reader(data / "welfare.db"), Sealer(load_keys(data / "keys.json")), office)


def contacts_of(tx: Tx) -> dict[int, tuple[str, str]]:
    """Return (channel, key) by contact."""
    rows = tx.all("SELECT id, channel, key_sealed FROM contact")
    return {row["id"]: (row["channel"], tx.sealer.open(row["key_sealed"])) for row in rows}


def traces(tx: Tx) -> dict[tuple[str, str], Traces]:
    """Gather what each contact's messages left; what clock and staff did, cases of nobody too, is left out."""
    who = contacts_of(tx)
    found: dict[tuple[str, str], Traces] = defaultdict(Traces)
    unseal = tx.sealer.open
    for row in tx.all("SELECT * FROM outbox WHERE idem LIKE 'in:%' ORDER BY contact_id, id"):
        text = unseal(row["payload_sealed"])
        found[who[row["contact_id"]]].replies.append(f"{row['kind']} {plain(text)}")
    for row in tx.all("SELECT * FROM ticket WHERE contact_id IS NOT NULL ORDER BY id"):
        mine = found[who[row["contact_id"]]]
        fields = plain(unseal(row["fields_sealed"]))
        told = (row["kind"], row["priority"], row["status"], row["unfinished"], row["reasons"])
        mine.tickets.append(f"{told} {fields}")
    _events(tx, who, found)
    for row in tx.all("SELECT contact_id, state_sealed FROM conversation"):
        found[who[row["contact_id"]]].state = comparable(unseal(row["state_sealed"]))
    for row in tx.all("SELECT contact_id, purpose, version FROM consent"):
        found[who[row[0]]].others[f"consent {row[1]} {row[2]}"] += 1
    sql = (
        "SELECT i.contact_id, i.external_id, d.kind, d.tier FROM danger_hit d"
        " JOIN inbox i ON i.id = d.inbox_id"
    )
    for row in tx.all(sql):
        found[who[row[0]]].others[f"danger hit of {row[1]}: {row[2]} {row[3]}"] += 1
    sql = "SELECT t.contact_id FROM alert a JOIN ticket t ON t.id = a.ticket_id AND t.contact_id IS NOT NULL"
    for row in tx.all(sql):
        found[who[row[0]]].others["alert"] += 1
    missed = tx.all("SELECT reason, text_sealed FROM missed")
    found["", ""].others.update(f"missed {row[0]} {plain(unseal(row[1]))}" for row in missed)
    return found


def _events(tx: Tx, who: dict[int, Any], found: dict[tuple[str, str], Traces]) -> None:
    sql = (
        "SELECT t.contact_id, e.kind, e.text_sealed FROM event e JOIN ticket t ON t.id = e.ticket_id"
        " WHERE e.actor IN ('resident', 'bot') AND t.contact_id IS NOT NULL ORDER BY e.id"
    )
    for row in tx.all(sql):
        text = tx.sealer.open(row["text_sealed"]) if row["text_sealed"] else ""
        found[who[row["contact_id"]]].events.append(f"{row['kind']} {plain(text)}")


def reply_text(payload: str) -> str:
    """Return the words of an outbox row."""
    return codec.load_reply(payload).text


def integrity(data: Path) -> str:
    """Return "ok", or what SQLite says is broken."""
    connection = sqlite3.connect(data / "welfare.db")
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        found += [str(tuple(row)) for row in connection.execute("PRAGMA foreign_key_check")]
    finally:
        connection.close()
    return "; ".join(found) if found != ["ok"] else "ok"
