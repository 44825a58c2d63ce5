"""What stands around the reply box: files chosen for the next reply, replies that wait for their time."""

from __future__ import annotations

from dataclasses import dataclass

from bot import codec
from bot.console.labels import day_and_time, size_words
from bot.console.talk import photo_id
from storage import merges, scheduled, staff_files
from storage.records.staff import Staff
from storage.records.ticket import Ticket
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply that waits for its time."""

    id: int
    when: str
    who: str
    text: str
    files: int
    #: Number of the merged case whose sender gets it; '' for this case's own.
    to: str


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that I chose for my next reply."""

    id: str
    name: str
    size: str


def waiting_of(tx: Tx, ticket: Ticket, names: dict[int, str]) -> tuple[Waiting, ...]:
    """Read the replies that wait, also those for people whose case was merged into this one."""
    cases = (ticket, *merges.under(tx, ticket.id))
    items = [item for case in cases for item in scheduled.waiting_of(tx, case.id)]
    return tuple(_waiting(item, ticket, names) for item in sorted(items, key=lambda i: i.send_at))


def _waiting(item: scheduled.Scheduled, ticket: Ticket, names: dict[int, str]) -> Waiting:
    reply = codec.load_reply(item.payload)
    who, when = names.get(item.staff_id, ""), day_and_time(item.send_at)
    to = item.number if item.number != ticket.number else ""
    return Waiting(item.id, when, who, reply.text, len(reply.attachments), to)


def files_of(tx: Tx, ticket: Ticket, staff: Staff, key: bytes) -> tuple[ChosenFile, ...]:
    """Read the files that this person chose."""
    return tuple(
        ChosenFile(photo_id(key, f.key), f.name, size_words(f.size_bytes))
        for f in staff_files.chosen(tx, ticket.id, staff.id)
    )
