"""
Slow a flood from one address down, whoever it pretends to be; nothing that was said is dropped.

A new visitor costs nothing to invent, so the pace of a visitor alone stops nobody. Many people share
an address (a phone company's, an office's), so the limits are far above what a hundred of them type,
and nobody waits longer than LONGEST_S.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from time import monotonic

from aiohttp import web

from bot.channels.webchat.limits import Pace
from bot.remote import LOCAL, remote_of

#: Longest wait of one connection or message; a minute would look like a dead line.
LONGEST_S = 5.0
#: A house with 200 phones reconnects within some seconds after a power cut.
CONNECTS = (120, 20.0)
#: A hundred people who write a message every two seconds.
MESSAGES = (300, 50.0)
#: Decoding a photo takes a fifth of a second of a core.
PHOTOS = (30, 2.0)


def _pace(limit: tuple[int, float]) -> Pace:
    return Pace(*limit, longest_s=LONGEST_S)


@dataclass(slots=True)
class Doors:
    """The paces of all addresses; one for each application."""

    #: Whose X-Forwarded-For is believed.
    proxies: Collection[str] = LOCAL
    connects: Pace = field(default_factory=lambda: _pace(CONNECTS))
    messages: Pace = field(default_factory=lambda: _pace(MESSAGES))
    photos: Pace = field(default_factory=lambda: _pace(PHOTOS))

    async def wait(self, pace: Pace, request: web.Request) -> None:
        """Wait until it is this address's turn."""
        address = address_of(request.remote, request.headers.get("X-Forwarded-For"), self.proxies)
        wait_s = pace.wait_s(address, monotonic())
        if wait_s:
            await asyncio.sleep(wait_s)


def address_of(remote: str | None, forwarded: str | None, proxies: Collection[str]) -> str:
    """Return the address that a request comes from; of IPv6 the network, for one person has all of it."""
    told = remote_of(remote, forwarded, proxies)
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return ":".join(address.exploded.split(":")[:4])
    return str(getattr(address, "ipv4_mapped", None) or address)
