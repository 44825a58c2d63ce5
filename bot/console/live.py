"""Tell open pages that something changed: a number and nothing else; the page asks for its piece."""

from __future__ import annotations

from aiohttp import web

from bot.console.frame import console_of, session_of
from bot.console.guard import HEADERS
from bot.console.ports import CONSOLE
from bot.console.streams import CLOSED, ENDED


async def stream(request: web.Request) -> web.StreamResponse:
    """Stream changes until the page leaves, the session ends or the service stops."""
    streams = console_of(request).streams
    response = web.StreamResponse(
        headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    line = streams.open(session_of(request))
    try:
        told = streams.greeting()
        while told != CLOSED:
            await response.write(told)
            if told == ENDED:
                break
            told = await line.get()
    except ConnectionResetError:
        # the page has gone
        return response
    finally:
        streams.leave(line)
    return response


async def end_streams(app: web.Application) -> None:
    """End all streams, so that stopping the service does not wait for open pages."""
    app[CONSOLE].streams.close()
