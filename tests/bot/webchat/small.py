"""A web chat with a real database and a real port, and a bot that says what it is asked to."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.channels.channel import Line
from bot.channels.webchat import add_routes
from handlers.messages import Button, Inbound, Kind, Reply, Style, Tone, Wants
from intents.private import mask

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MENU = (
    Button("제가 도움이 필요해요", "s:help", Tone.PRIMARY),
    Button("이웃이 걱정돼요", "s:report", Tone.PRIMARY),
    Button("복지 혜택 찾기", "g:benefits"),
    Button("전화 상담 신청", "s:callback"),
    Button("운영 시간", "g:hours"),
    Button("내 신청 보기", "g:requests"),
)
WELCOME = (
    Reply("안녕하세요. 송산1동 복지망원경이에요. 복지 상담을 도와드려요."),
    Reply(
        "먼저 자동으로 답해 드려요. 24시간 사람이 보는 곳은 아니에요.\n"
        "담당자는 평일 오전 9시부터 오후 6시까지 있어요."
    ),
    Reply("무엇을 도와드릴까요?", MENU),
)
DANGER = Reply(
    "지금 얼마나 힘드실지요. 말씀해 주셔서 고맙습니다.\n"
    "109 자살예방상담 – 24시간, 문자도 돼요.\n다치셨거나 지금 위험하면 119예요.\n"
    "여기에 계속 말씀하셔도 돼요.",
    (
        Button("☎ 109에 전화하기", tone=Tone.DANGER, url="tel:109"),
        Button("119에 전화하기", tone=Tone.DANGER, url="tel:119"),
        Button("사람과 상담", "g:person"),
    ),
    Style.DANGER,
)
RECEIPT = Reply(
    "접수했어요. 번호는 W-2026-0042예요.\n오늘 안에 담당자가 확인하고 연락드릴게요. "
    "궁금하시면 031-870-0000으로 전화해 주세요.",
    (Button("내 신청 보기", "g:requests"), Button("처음으로", "g:home")),
    Style.RECEIPT,
)
SCRIPT: dict[str, tuple[Reply, ...]] = {
    "위험": (DANGER,),
    "접수": (RECEIPT,),
    "전화": (Reply("전화번호를 알려 주세요.", wants=Wants.PHONE),),
    "장소": (Reply("어디인가요? 주소를 몰라도 괜찮아요.", wants=Wants.LOCATION),),
    "사진": (
        Reply("사진이 있으면 보내 주세요.", (Button("없어요", "f:none"),), wants=Wants.PHOTO),
    ),
    "출처": (
        Reply(
            "기초연금은 65세 이상이고 소득이 적은 분이 받아요.",
            (Button("신청하는 곳", "f:where"), Button("준비할 서류", "f:papers")),
            note="출처: 보건복지부, 2026년 기준",
        ),
    ),
    "메뉴": (Reply("무엇을 도와드릴까요?", MENU),),
}


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


@dataclass(frozen=True)
class SmallOffice:
    """송산1동."""

    key: str = "songsan1"
    name: str = "송산1동 행정복지센터"
    phone: str = "031-870-0000"
    url: str = ""


@dataclass(frozen=True)
class SmallContact:
    """A number of the strip."""

    number: str
    name: str


CONTACTS = (
    SmallContact("119", "구조"),
    SmallContact("112", "경찰"),
    SmallContact("109", "마음"),
    SmallContact("129", "복지"),
)


@dataclass
class Server:
    """The chat on a port that stays the same over restarts."""

    path: Path
    port: int = 0
    office: SmallOffice = field(default_factory=SmallOffice)
    state: dict[str, object] = field(
        default_factory=lambda: {"open": True, "line": "상담 가능 · 18시까지", "owner": "bot"}
    )
    mailbox: SmallMailbox = field(init=False)
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        self.mailbox = SmallMailbox(self.path)
        app = web.Application()
        add_routes(
            app,
            self.mailbox,
            self.office,
            lambda: self.state,
            CONTACTS,
            lambda: NOON,
            lambda: secrets.token_urlsafe(32),
        )
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
            self.mailbox.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Page:
    """What a page does, without a browser."""

    server: Server
    http: aiohttp.ClientSession
    ws: aiohttp.ClientWebSocketResponse | None = None

    async def open(
        self, cursor: int = 0, scope: str = "", **hello: object
    ) -> list[dict[str, object]]:
        """Connect, greet, and return the history."""
        self.ws = await self.http.ws_connect(
            f"{self.server.url}/chat/socket", origin=self.server.url, max_msg_size=0
        )
        await self.send({"type": "hello", "cursor": cursor, "scope": scope, **hello})
        lines: list[dict[str, object]] = []
        while True:
            frame = await self.hear("history")
            self.scope, self.reset = str(frame["scope"]), frame["reset"]
            lines += frame["lines"]
            if frame["done"]:
                return lines

    async def send(self, frame: object) -> None:
        assert self.ws is not None
        await self.ws.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def say(self, client_id: str, text: str = "", **fields: object) -> None:
        await self.send({"type": "say", "id": client_id, "text": text, **fields})

    async def hear(self, *kinds: str) -> dict[str, object]:
        """Return the next frame of one of these kinds."""
        assert self.ws is not None
        while True:
            message = await self.ws.receive(timeout=5)
            if message.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"{message.type} {message.data}")
            frame: dict[str, object] = json.loads(message.data)
            if frame["type"] in kinds:
                return frame

    async def close(self) -> None:
        assert self.ws is not None
        await self.ws.close()
