"""Tell open pages that something changed: a number and nothing else; the page asks for its piece."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.console.frame import console_of, session_of
from bot.console.guard import HEADERS
from bot.console.ports import CONSOLE, Console, DeskHub
from storage import staff as staff_table


async def stream(request: web.Request) -> web.StreamResponse:
    """Stream changes until the page leaves, the session ends or the service stops."""
    console, session = console_of(request), session_of(request)
    response = web.StreamResponse(
        headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    heard: asyncio.Queue[str] = asyncio.Queue(maxsize=100)
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


async def _listen(hub: DeskHub, heard: asyncio.Queue[str]) -> None:
    async for number in hub.listen():
        with suppress(asyncio.QueueFull):
            heard.put_nowait(number)


async def _send(
    response: web.StreamResponse, console: Console, session: str, heard: asyncio.Queue[str],
    listening: asyncio.Task[None],
) -> None:  # fmt: skip
    """Send what is heard, else a sign of life; end with the session or the service."""
    while not listening.done():
        try:
            number = await asyncio.wait_for(heard.get(), console.heartbeat_s)
        except TimeoutError:
            at = console.clock()
            if await console.store.read(staff_table.session_staff, session, at) is None:
                await response.write(b"event: ended\ndata: {}\n\n")
                return
            await response.write(b": alive\n\n")
            continue
        data = json.dumps({"number": number})
        await response.write(f"event: changed\ndata: {data}\n\n".encode())


async def end_streams(app: web.Application) -> None:
    """End all streams, so that stopping the service does not wait for open pages."""
    for task in list(app[CONSOLE].streams):
        task.cancel()
