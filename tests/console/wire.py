"""A wire between a browser and the service that a test can cut and mend."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from tests.whole import free_port


class Wire:
    """Passes bytes on; while it is cut, nothing connects and what was connected is gone."""

    def __init__(self, target_port: int) -> None:
        self._target, self.port = target_port, free_port()
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def mend(self) -> None:
        """Let connections through."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)

    async def cut(self) -> None:
        """Break everything."""
        assert self._server is not None
        self._server.close()
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _connect(self, near_in: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        far_in, far = await asyncio.open_connection("127.0.0.1", self._target)
        self._ends |= {near, far}
        await asyncio.gather(self._pass(near_in, far), self._pass(far_in, near))
        self._ends -= {near, far}

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while chunk := await source.read(65_536):
                sink.write(chunk)
                await sink.drain()
        sink.close()
