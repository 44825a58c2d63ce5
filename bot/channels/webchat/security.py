"""Headers for every answer, and the check that a write comes from our own page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aiohttp import web

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


def content_policy(host: str) -> str:
    """
    Return the Content-Security-Policy: nothing from elsewhere, nothing inline.

    Safari before 15.4 does not count a WebSocket to our own host as 'self', so it is named.
    """
    socket = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        f"connect-src 'self'{socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )


def guard(response: web.StreamResponse, host: str = "") -> None:
    """Set the security headers; whatever is not static is not kept by any cache."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", content_policy(host))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = (
        "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), interest-cohort=()"
    )
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers.setdefault("Cache-Control", "no-store")


def is_ours(request: web.Request, office_url: str) -> bool:
    """
    Say whether our own page sent this: its Origin is the host that was asked, or the office's.

    A proxy may end TLS, so schemes are not compared. Browsers send Origin with every WebSocket and
    every POST; without one only Sec-Fetch-Site can vouch.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    host = _host(origin)
    return bool(host) and host in {request.host.lower(), _host(office_url)}


def is_secure(request: web.Request, office_url: str) -> bool:
    """Say whether the person came by https, directly or through a proxy that says so."""
    return (
        request.secure
        or request.headers.get("X-Forwarded-Proto", "").split(",")[0].strip() == "https"
        or (
            bool(office_url)
            and office_url.startswith("https:")
            and _host(office_url) == request.host
        )
    )


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in ("http", "https") else ""
