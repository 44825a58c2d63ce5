"""A cheap HTTP client: keep-alive connections that post prepared requests one after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

#: The client must cost far less than what it measures, so it reads no more of HTTP than it must.
_END = b"\r\n\r\n"


class Refused(Exception):
    """The server answered something other than 200."""


def request_of(body: bytes, path: str = "/message") -> bytes:
    """Return a POST of JSON as it goes over the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def post_all(port: int, requests: Sequence[bytes], connections: int) -> float:
    """Post every request over so many connections; return the seconds until the last answer."""
    waiting = iter(requests)
    began = time.perf_counter()
    await asyncio.gather(*(_serve(port, waiting) for _ in range(connections)))
    return time.perf_counter() - began


async def _serve(port: int, waiting: Iterator[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in waiting:
            writer.write(request)
            await _answer(reader)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(_END)
    if not head.startswith(b"HTTP/1.1 200"):
        raise Refused(head.partition(b"\r\n")[0].decode())
    at = head.lower().index(b"content-length:") + 15
    length = int(head[at : head.index(b"\r\n", at)])
    return await reader.readexactly(length) if length else b""


async def get(port: int, path: str) -> bytes:
    """Get one small page over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        return await _answer(reader)
    finally:
        writer.close()
