"""The WebSocket of a page: hear its frames, show it its lines. Decides nothing, stores nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.webchat import frames, render, visitor
from bot.channels.webchat.desk import CHANNEL, Desk
from bot.channels.webchat.doors import Doors
from bot.channels.webchat.limits import Pace
from bot.channels.webchat.security import guard, is_ours, is_secure
from bot.logs import log
from handlers.messages import Inbound, Kind, Place

#: The page gives a connection up after 45 s of silence; proxies often after 60.
BEAT_S = 20.0
#: aiohttp itself closes above this (1009); between `frames.LARGEST_BYTES` and it we can say why.
HARD_LIMIT_BYTES = 1024 * 1024
#: Windows of one visitor. More are left-overs of a bad network; the oldest is let go.
MOST_WINDOWS = 10
#: Close code for it: the page then waits until somebody looks at it.
REPLACED = 4001
#: Lines of history in one frame.
PAGE_LINES = 100


@dataclass(eq=False, slots=True)
class Window:
    """One open page of a visitor."""

    key: str
    ws: web.WebSocketResponse
    #: Highest received line that was sent here.
    cursor: int = 0
    live: asyncio.Task[None] | None = None
    closing: asyncio.Task[None] | None = None
    state: bytes = b""

    async def send(self, kind: str, **fields: object) -> None:
        """Send one frame; a connection that is gone says so where it is read."""
        with suppress(ConnectionError, RuntimeError):
            await self.ws.send_str(msgspec.json.encode({"type": kind, **fields}).decode())

    def dismiss(self, code: int) -> None:
        """
        Close the connection in a task of its own.

        Closing waits for the other side, which may be long gone; and it ends the loop that reads,
        which then must not return before the close frame is out.
        """
        if self.closing is None:
            self.closing = asyncio.create_task(_close(self.ws, code))


@dataclass(slots=True)
class Sockets:
    """All open pages; one for each application."""

    desk: Desk
    doors: Doors = field(default_factory=Doors)
    pace: Pace = field(default_factory=Pace)
    _windows: dict[str, list[Window]] = field(default_factory=dict)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Serve GET /chat/socket."""
        url = self.desk.office.url
        if not is_ours(request, url):
            refused = web.Response(status=403, text="origin")
            guard(refused, request.host)
            return refused
        await self.doors.wait(self.doors.connects, request)
        token = visitor.read_token(request.cookies)
        ws = web.WebSocketResponse(
            heartbeat=BEAT_S, max_msg_size=HARD_LIMIT_BYTES, compress=False, timeout=2.0
        )
        if token is None:
            token = self.desk.new_token()
            visitor.give_token(ws, token, secure=is_secure(request, url))
        await ws.prepare(request)
        window = Window(visitor.contact_key(token), ws)
        self._let_in(window)
        try:
            await self._serve(window, request)
        finally:
            await self._let_out(window)
        return ws

    async def close(self, _app: web.Application) -> None:
        """Close every page with "service restart"; they come back by themselves."""
        everyone = [each for windows in self._windows.values() for each in windows]
        for each in everyone:
            each.dismiss(WSCloseCode.SERVICE_RESTART)
        await asyncio.gather(*(each.closing for each in everyone if each.closing))

    def _let_in(self, window: Window) -> None:
        windows = self._windows.setdefault(window.key, [])
        windows.append(window)
        while len(windows) > MOST_WINDOWS:
            oldest = windows.pop(0)
            oldest.dismiss(REPLACED)

    async def _let_out(self, window: Window) -> None:
        windows = self._windows.get(window.key, [])
        if window in windows:
            windows.remove(window)
        if not windows:
            self._windows.pop(window.key, None)
        if window.live is not None:
            window.live.cancel()
            await asyncio.gather(window.live, return_exceptions=True)
        if window.closing is not None:
            await window.closing

    async def _serve(self, window: Window, request: web.Request) -> None:
        """Hear frames until the connection ends; a fault of ours ends it, and the page comes back."""
        async for message in window.ws:
            if message.type is WSMsgType.ERROR:
                break
            await self._slow_down(window)
            raw = message.data if message.type is WSMsgType.TEXT else ""
            try:
                frame = frames.parse(raw)
            except frames.NotUnderstood as why:
                log.info("chat_frame", action="refused", why=why.why, size=len(message.data))
                await window.send("refused", id=why.client_id, why=why.why)
                continue
            if not await _guarded(window, self._hear(window, frame)):
                break
            # after it: what was said is kept at once, what waits is what comes next
            await self.doors.wait(self.doors.messages, request)

    async def _slow_down(self, window: Window) -> None:
        wait_s = self.pace.wait_s(window.key, asyncio.get_running_loop().time())
        if wait_s:
            await asyncio.sleep(wait_s)

    async def _hear(self, window: Window, frame: frames.Frame) -> None:
        match frame:
            case frames.Say():
                await self._say(window, frame)
            case frames.Hello():
                await self._greet(window, frame)
            case frames.Seen(cursor=cursor):
                upto = min(cursor, window.cursor)
                if upto:
                    await self.desk.mailbox.acknowledge(CHANNEL, window.key, upto)
            case frames.Beat():
                await window.send("beat")

    async def _say(self, window: Window, said: frames.Say) -> None:
        at = self.desk.clock()
        text = frames.cleaned(said.text)
        place = Place(said.place.latitude, said.place.longitude) if said.place else None
        kept = await self.desk.mailbox.accept(
            Inbound(
                office=self.desk.office.key,
                channel=CHANNEL,
                contact_key=window.key,
                external_id=visitor.external_id(window.key, said.id),
                at=at,
                kind=_kind(said),
                text=text,
                press=said.press,
                place=place,
                attachments=said.attachments,
            )
        )
        # a number that must not be kept is not left standing on the page either
        await window.send("said", id=said.id, text=kept if kept != text else "")
        mine = render.own(said.id, kept, said.attachments, at)
        for other in list(self._windows.get(window.key, ())):
            if other is not window:
                await other.send("lines", lines=[mine])

    async def _greet(self, window: Window, hello: frames.Hello) -> None:
        """Send the history, begin an empty talk, then follow what comes."""
        known = visitor.scope(window.key)
        after = hello.cursor if hello.scope == known else 0
        if window.live is not None:
            window.live.cancel()
        past = await self.desk.mailbox.history(CHANNEL, window.key, after)
        window.cursor = max([after, *(each.outbox_id for each in past)])
        await self._send_history(window, render.lines(past), reset=after == 0)
        if hello.start_id:
            await self._start(window, hello.start_id, hello.start)
            await window.send("started", id=hello.start_id)
        elif not past and after == 0:
            # The same id for ever: two windows that open at once begin one talk.
            await self._start(window, "start", "")
        await self._send_state(window)
        window.live = asyncio.create_task(self._follow(window))

    async def _send_history(self, window: Window, past: list[render.Json], *, reset: bool) -> None:
        pages = [past[i : i + PAGE_LINES] for i in range(0, len(past), PAGE_LINES)] or [[]]
        for number, page in enumerate(pages):
            await window.send(
                "history",
                scope=visitor.scope(window.key),
                # Clocks of old phones are wrong; the page shows the office's time.
                now_ms=int(self.desk.clock().timestamp() * 1000),
                reset=reset and number == 0,
                lines=page,
                done=number == len(pages) - 1,
            )

    async def _start(self, window: Window, start_id: str, payload: str) -> None:
        await self.desk.mailbox.accept(
            Inbound(
                office=self.desk.office.key,
                channel=CHANNEL,
                contact_key=window.key,
                external_id=visitor.external_id(window.key, start_id),
                at=self.desk.clock(),
                kind=Kind.START,
                text=payload,
            )
        )

    async def _follow(self, window: Window) -> None:
        """Send new lines as they come, and a beat of our own so that silence means a dead line."""
        beat = asyncio.create_task(self._beat(window))
        try:
            await _guarded(window, self._send_arrivals(window))
        finally:
            beat.cancel()

    async def _send_arrivals(self, window: Window) -> None:
        async for _ in self.desk.mailbox.arrivals(CHANNEL, window.key):
            lines = await self.desk.mailbox.history(CHANNEL, window.key, window.cursor)
            # After 0 the history has own lines too; the page has those.
            fresh = [each for each in lines if each.outbox_id > window.cursor]
            if fresh:
                window.cursor = max(each.outbox_id for each in fresh)
                await window.send("lines", lines=render.lines(fresh))
            await self._send_state(window)

    async def _beat(self, window: Window) -> None:
        while not window.ws.closed:
            await asyncio.sleep(BEAT_S)
            await window.send("beat")
            await _guarded(window, self._send_state(window))

    async def _send_state(self, window: Window) -> None:
        """Say who has the turn and whether the office is open, when it changed."""
        state = dict(self.desk.status())
        if self.desk.owner_of is not None:
            state["owner"] = await self.desk.owner_of(window.key)
        encoded = msgspec.json.encode(state)
        if encoded != window.state:
            window.state = encoded
            await window.send("state", **state)


def _kind(said: frames.Say) -> Kind:
    if said.press:
        return Kind.BUTTON
    if said.place is not None:
        return Kind.LOCATION
    return Kind.PHOTO if said.attachments else Kind.TEXT


async def _close(ws: web.WebSocketResponse, code: int) -> None:
    with suppress(ConnectionError, RuntimeError):
        await ws.close(code=code)


async def _guarded(window: Window, work: Awaitable[None]) -> bool:
    """
    Do the work; on any fault close the connection, so that the page asks and sends again.

    This is a loop of the kind that may catch everything: one visitor's fault must not reach
    another, and a traceback may hold a text (P23), so only its class is logged.
    """
    try:
        await work
    except Exception as fault:  # noqa: BLE001 - the reason stands above
        log.error("chat_socket", action="failed", fault=type(fault).__name__)
        window.dismiss(WSCloseCode.INTERNAL_ERROR)
        return False
    return True
