"""The conversation and the timeline of a ticket as one list of lines."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from bot import codec
from bot.console.labels import Labels
from handlers.messages import Inbound, Kind, Reply, Style
from storage import events, inbox, outbox
from storage import staff as staff_table
from storage.records.ticket import Ticket
from storage.transaction import Tx

SHOWN = 200
#: Lines of the timeline that the conversation shows already.
_SHOWN_AS_BUBBLE = frozenset({"replied", *(f"resident_{kind}" for kind in Kind)})


@dataclass(frozen=True, slots=True)
class Photo:
    """A file in the conversation; `id` stands in addresses instead of its key."""

    id: str
    key: str

    @property
    def is_pdf(self) -> bool:
        """Whether it is a document of staff: handed over, never shown in place."""
        return self.key.endswith(".pdf")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `side` is resident, bot, staff, note or event."""

    side: str
    who: str
    at: datetime
    text: str
    buttons: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    state: str = ""
    state_name: str = ""
    edited: bool = False
    danger: bool = False
    small: str = ""
    #: Words before they were edited.
    before: str = ""
    deleted: bool = False
    #: Number of the merged case whose sender this was said by, or to.
    tag: str = ""
    #: Row of the outbox that may be sent again, 0 for none.
    again: int = 0
    #: When it came to us: platforms have clocks of their own, some of whole seconds.
    arrived: datetime | None = None


def photo_id(key: bytes, attachment: str) -> str:
    """Name a file in an address without saying where it came from."""
    return hmac.new(key, attachment.encode(), hashlib.sha256).hexdigest()[:24]


def read_talk(
    tx: Tx, ticket: Ticket, names: dict[int, str], labels: Labels, key: bytes,
    under: Iterable[Ticket] = (),
) -> list[Line]:  # fmt: skip
    """
    Read what was said with this ticket's contact and what was done about the ticket.

    The words of whoever told by a case merged into it (`under`) stand among them, under its number.
    """
    lines = [_event(tx, event, names, labels) for event in events.timeline(tx, ticket.id)
             if event.kind not in _SHOWN_AS_BUBBLE or ticket.contact_id is None]  # fmt: skip
    heard: set[int] = set()
    for one in (ticket, *under):
        if one.contact_id is not None and one.contact_id not in heard:
            heard.add(one.contact_id)
            tag = "" if one is ticket else one.number
            lines += _said(tx, one.contact_id, tag, names, labels, key)
    # by arrival, so that an answer stands below its question whatever the platform's clock says;
    # what was written comes before what was answered within the same millisecond
    return sorted(lines, key=lambda line: (line.arrived or line.at, line.side != "resident"))


def _said(
    tx: Tx, contact: int, tag: str, names: dict[int, str], labels: Labels, key: bytes
) -> list[Line]:
    """Read the talk with one person; `tag` is the number of the merged case by which they told."""
    replies = [(row, _reply(row.payload)) for row in outbox.sent_to(tx, contact, limit=SHOWN)]
    lines = [_ours(row, reply, names, labels, key) for row, reply in replies]
    said = {b.value: b.label for _row, reply in replies for b in reply.buttons if b.value}
    lines += _theirs(inbox.received(tx, contact, SHOWN), said, labels, key)
    return [replace(line, who=f"{line.who} · {tag}", tag=tag) for line in lines] if tag else lines


def _reply(payload: str) -> Reply:
    try:
        return codec.load_reply(payload)
    except msgspec.MsgspecError:
        return Reply("(읽을 수 없는 말풍선)")


def _ours(
    row: outbox.Sent, reply: Reply, names: dict[int, str], labels: Labels, key: bytes
) -> Line:
    state = _state(row)
    who = "자동 응답" if row.staff_id is None else names.get(row.staff_id, "담당자")
    return Line(
        "bot" if row.staff_id is None else "staff", who, row.at, reply.text,
        tuple(b.label for b in reply.buttons), _photos(reply.attachments, key), state,
        labels("state", state), danger=reply.style is Style.DANGER, small=reply.note,
        again=row.id if row.status == "dead" and state != "blocked" else 0,
    )  # fmt: skip


def _state(row: outbox.Sent) -> str:
    """Say what is known of a bubble's fate: sent only when the platform said so."""
    if row.status == "dead" and "block" in row.fault:
        return "blocked"
    if row.in_doubt and row.status != "sent":
        return "doubt" if row.status == "dead" else "doubt_trying"
    return row.status


def _theirs(
    rows: Iterable[inbox.Received], said: dict[str, str], labels: Labels, key: bytes
) -> list[Line]:
    by_id: dict[str, Line] = {}
    for row in rows:
        if row.payload == codec.ERASED:
            by_id[row.external_id] = Line("resident", "주민", row.at, "", deleted=True)
            continue
        try:
            inbound = codec.load_inbound(row.payload)
        except msgspec.MsgspecError:
            by_id[row.external_id] = Line("resident", "주민", row.at, "(읽을 수 없는 메시지)")
            continue
        if inbound.kind is Kind.EDIT and inbound.edits in by_id:
            by_id[inbound.edits] = _edited(by_id[inbound.edits], inbound.text)
        else:
            line = _their_line(inbound, row.at, said, labels, key)
            by_id[row.external_id] = replace(line, arrived=row.arrived_at)
    return list(by_id.values())


def _edited(line: Line, text: str) -> Line:
    """Put the new words in the place of the old, which stay to be looked at."""
    if line.deleted:
        return line
    return replace(line, text=text, edited=True, before=line.before or line.text)


def _their_line(
    inbound: Inbound, at: datetime, said: dict[str, str], labels: Labels, key: bytes
) -> Line:
    photos = _photos(inbound.attachments, key)
    if inbound.kind is Kind.BUTTON:
        label = inbound.text or said.get(inbound.press, "")
        return Line(
            "resident", "주민", at, label or "버튼을 눌렀습니다", small="버튼", photos=photos
        )
    if inbound.kind in (Kind.TEXT, Kind.EDIT):
        return Line(
            "resident", "주민", at, inbound.text, photos=photos, edited=inbound.kind is Kind.EDIT
        )
    what = labels("sent", inbound.kind)
    return Line("resident", "주민", at, inbound.text or what, photos=photos, small=what)


def _photos(keys: Iterable[str], key: bytes) -> tuple[Photo, ...]:
    return tuple(Photo(photo_id(key, attachment), attachment) for attachment in keys)


def photos_of(received: Iterable[Photo], lines: Iterable[Line]) -> dict[str, str]:
    """Return id -> key of every file that came with this ticket or stands in its conversation."""
    said = (photo for line in lines for photo in line.photos)
    return {photo.id: photo.key for photo in (*received, *said)}


def actor_name(actor: str, names: dict[int, str], labels: Labels) -> str:
    """Name who did it."""
    kind, _, number = actor.partition(":")
    if kind == "staff" and number.isdecimal():
        return names.get(int(number), "담당자")
    return labels("actor", kind)


def _event(tx: Tx, event: events.Event, names: dict[int, str], labels: Labels) -> Line:
    who = actor_name(event.actor, names, labels)
    if event.kind == "note":
        return Line("note", who, event.at, event.text)
    text = event.text
    if event.kind == "closed":
        outcome, _, words = event.text.partition(": ")
        text = labels("outcome", outcome) + (f" · {words}" if words else "")
    elif event.kind == "alert_rung":
        text = _called(tx, event.text, labels)
    return Line("event", who, event.at, labels("event", event.kind), small=text)


def _called(tx: Tx, login: str, labels: Labels) -> str:
    """Name whose turn it was to answer an alert."""
    found = staff_table.by_login(tx, login)
    return found.name if found else labels("called", login)
