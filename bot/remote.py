"""Where a request comes from, also behind the proxy that stands in front of us."""

from __future__ import annotations

from collections.abc import Collection

#: A proxy on this machine, as docs/howto/run-behind-tls.md sets it up.
LOCAL = frozenset({"127.0.0.1", "::1"})


def remote_of(remote: str | None, forwarded: str | None, proxies: Collection[str]) -> str:
    """
    Return the address that a request comes from, as it was written.

    Only the last entry of X-Forwarded-For was written by our proxy; those before it by anybody.
    """
    told = remote or ""
    if told in proxies and forwarded:
        told = forwarded.rpartition(",")[2].strip()
    return told
