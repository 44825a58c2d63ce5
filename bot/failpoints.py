"""
Named places at which `make torture` kills the service; off unless FAILPOINT is set.

FAILPOINT=send.after:7 means: `kill -9` ourselves when "send.after" is reached for the seventh time.
"""

from __future__ import annotations

import os
import signal

#: Every place, so that the torture finds them all: around each commit, send and acknowledgement.
PLACES = (
    "ack.before",
    "ack.after",
    "commit.before",
    "commit.after",
    "turn.after",
    "send.before",
    "send.after",
    "settle.after",
)

_wanted = ""
_left = 0


def arm(text: str) -> None:
    """Wait for a place ("name:count"); '' waits for none. Raises ValueError for an unknown place."""
    global _wanted, _left
    name, _, count = text.partition(":")
    if name and name not in PLACES:
        raise ValueError(f"FAILPOINT must be one of {', '.join(PLACES)}")
    _wanted, _left = name, int(count or 1)


def reach(name: str) -> None:
    """Pass a place; does nothing when it is not the one that is waited for."""
    global _left
    if name != _wanted:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


arm(os.environ.get("FAILPOINT", ""))
