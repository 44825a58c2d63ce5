"""A mailbox with a real database, and a bot that says what it is asked to."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.channel import Line
from handlers.messages import Button, Inbound, Kind, Reply, Style, Tone, Wants
from intents.private import mask
from tests.bot.webchat.script import SCRIPT, WELCOME

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass
class SmallMailbox:
    """A Mailbox over SQLite that answers from a script, or says back what it was told."""

    path: Path
    delay_s: float = 0.0
    broken: bool = False
    accepted: list[Inbound] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    _bells: dict[str, set[asyncio.Event]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._db = sqlite3.connect(self.path)
        self._db.executescript(
            "create table if not exists line (ord integer primary key, contact, who, ext, reply, at,"
            " outbox integer default 0, attachments, unique (contact, who, ext));"
            "create table if not exists file (key primary key, mime, content)"
        )

    async def accept(self, inbound: Inbound) -> str:
        if self.broken:
            raise OSError("disk full")
        words = inbound.text or ("위치" if inbound.kind is Kind.LOCATION else "")
        if inbound.kind is Kind.START:
            words = ""
        if self._keep(inbound.contact_key, "me", inbound.external_id, words, inbound.attachments):
            self.accepted.append(inbound)
            task = asyncio.create_task(self._answer(inbound))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return mask(inbound.text, keep_phone=True).text

    async def _answer(self, inbound: Inbound) -> None:
        await asyncio.sleep(self.delay_s)
        for number, reply in enumerate(self._replies(inbound)):
            self.put(inbound.contact_key, reply, f"{inbound.external_id}/{number}")

    def _replies(self, inbound: Inbound) -> tuple[Reply, ...]:
        if inbound.kind is Kind.START or inbound.press == "g:home":
            return WELCOME
        if inbound.kind is Kind.TEXT and inbound.text in SCRIPT:
            return SCRIPT[inbound.text]
        if inbound.attachments:
            return (Reply("사진을 잘 받았어요."),)
        if inbound.press:
            return (Reply(f"[{inbound.press}] {inbound.text}"),)
        return (Reply(f"들었어요: {inbound.text[:50]}"),)

    def put(self, contact: str, reply: Reply, name: str, who: str = "bot") -> None:
        """Put a line into a transcript and ring."""
        self._keep(contact, who, name, reply, reply.attachments)
        for bell in self._bells.get(contact, ()):
            bell.set()

    def _keep(
        self, contact: str, who: str, ext: str, said: Reply | str, keys: tuple[str, ...]
    ) -> bool:
        reply = said if isinstance(said, Reply) else Reply(said)
        fields = {
            "text": reply.text,
            "buttons": [[b.label, b.value, b.tone, b.url] for b in reply.buttons],
            "style": reply.style,
            "wants": reply.wants,
            "erases": reply.erases,
            "note": reply.note,
        }
        with self._db:
            done = self._db.execute(
                "insert or ignore into line (contact, who, ext, reply, at, attachments) values (?,?,?,?,?,?)",
                (contact, who, ext, json.dumps(fields), NOON.isoformat(), json.dumps(keys)),
            )
            if done.rowcount and who != "me":
                self._db.execute("update line set outbox = ord where ord = ?", (done.lastrowid,))
        return bool(done.rowcount)

    async def history(self, channel: str, contact_key: str, after: int = 0) -> list[Line]:
        rows = self._db.execute(
            "select ord, who, at, outbox, ext, reply, attachments from line"
            " where contact = ? and (? = 0 or outbox > ?) order by ord",
            (contact_key, after, after),
        )
        return [_line(*row) for row in rows]

    async def acknowledge(self, channel: str, contact_key: str, outbox_id: int) -> None:
        self.acknowledged.append(outbox_id)

    async def arrivals(self, channel: str, contact_key: str) -> AsyncIterator[None]:
        bell = asyncio.Event()
        self._bells.setdefault(contact_key, set()).add(bell)
        try:
            while True:
                yield
                await bell.wait()
                bell.clear()
        finally:
            self._bells[contact_key].discard(bell)

    async def keep_attachment(self, mime: str, content: bytes) -> str:
        key = secrets.token_hex(8)
        with self._db:
            self._db.execute("insert into file values (?,?,?)", (key, mime, content))
        return key

    async def attachment(
        self, channel: str, contact_key: str, key: str
    ) -> tuple[str, bytes] | None:
        owned = self._db.execute(
            "select 1 from line where contact = ? and attachments like ?",
            (contact_key, f'%"{key}"%'),
        ).fetchone()
        row = self._db.execute("select mime, content from file where key = ?", (key,)).fetchone()
        return (row[0], row[1]) if owned and row else None

    def close(self) -> None:
        self._db.close()

    def texts(self) -> list[str]:
        """Everything that people said, in order, once each."""
        return [i.text for i in self.accepted if i.kind is not Kind.START]


def _line(
    order: int, who: str, at: str, outbox: int, ext: str, reply: str, attachments: str
) -> Line:
    kept = json.loads(reply)
    return Line(
        order=order,
        who=who,
        at=datetime.fromisoformat(at),
        outbox_id=outbox,
        external_id=ext if who == "me" else "",
        reply=Reply(
            kept["text"],
            tuple(Button(b[0], b[1], Tone(b[2]), b[3]) for b in kept["buttons"]),
            Style(kept["style"]),
            Wants(kept["wants"]),
            kept["note"],
            tuple(json.loads(attachments)),
            kept["erases"],
        ),
        name="상담 담당자" if who == "staff" else "",
    )
