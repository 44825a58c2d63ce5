"""Tell open pages that something changed: a number and nothing else; the page asks for its piece."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.console.frame import console_of, session_of
from bot.console.guard import HEADERS
from bot.console.ports import CONSOLE, Console, DeskHub
from bot.console.presence import WHO
from bot.hub import DESK
from storage import sessions

#: Topic of the hub -> name of the event on the page.
EVENTS = {DESK: "changed", WHO: "who"}
#: (event, number of the case).
Heard = asyncio.Queue[tuple[str, str]]


async def stream(request: web.Request) -> web.StreamResponse:
    """Stream changes until the page leaves, the session ends or the service stops."""
    console, session = console_of(request), session_of(request)
    response = web.StreamResponse(
        headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    heard: Heard = asyncio.Queue(maxsize=100)
    listening = asyncio.create_task(_listen(console.hub, heard))
    console.streams.add(listening)
    try:
        await response.write(b"retry: 3000\nevent: hello\ndata: {}\n\n")
        await _send(response, console, session, heard, listening)
    except ConnectionResetError:
        # the page has gone
        return response
    finally:
        console.streams.discard(listening)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
    return response


async def _listen(hub: DeskHub, heard: Heard) -> None:
    """Gather what is told to each topic under the name of its event."""
    async with asyncio.TaskGroup() as group:
        for topic, event in EVENTS.items():
            group.create_task(_listen_to(hub, topic, event, heard))


async def _listen_to(hub: DeskHub, topic: str, event: str, heard: Heard) -> None:
    async for number in hub.listen(topic):
        with suppress(asyncio.QueueFull):
            heard.put_nowait((event, number))


async def _send(
    response: web.StreamResponse, console: Console, session: str, heard: Heard,
    listening: asyncio.Task[None],
) -> None:  # fmt: skip
    """Send what is heard, else a sign of life; end with the session or the service."""
    while not listening.done():
        try:
            told = await asyncio.wait_for(heard.get(), console.heartbeat_s)
        except TimeoutError:
            told = None
        # asked each time: who was signed out hears nothing more, not even a number
        if await console.store.read(sessions.session_staff, session, console.clock()) is None:
            await response.write(b"event: ended\ndata: {}\n\n")
            return
        await response.write(_event(*told) if told else b": alive\n\n")


def _event(event: str, number: str) -> bytes:
    data = json.dumps({"number": number})
    return f"event: {event}\ndata: {data}\n\n".encode()


async def end_streams(app: web.Application) -> None:
    """End all streams, so that stopping the service does not wait for open pages."""
    for task in list(app[CONSOLE].streams):
        task.cancel()
