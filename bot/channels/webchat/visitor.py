"""Who a browser is: a random cookie, and the contact key that follows from it. Keeps no record itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from aiohttp import web

COOKIE = "visitor"
#: 180 days: a report takes months, and people come back to the same talk.
COOKIE_AGE_S = 180 * 24 * 3600
#: 32 random bytes are 43 characters of base64url or 64 of hex.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43,86}")
#: Enough of the contact key to keep the ids of two visitors apart.
_SCOPE_LENGTH = 16


def read_token(cookies: Mapping[str, str]) -> str | None:
    """Return the visitor's token, or None when there is none that we could have given."""
    token = cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def give_token(response: web.StreamResponse, token: str, *, secure: bool) -> None:
    """
    Set the cookie for another 180 days.

    A response to a navigation must not give a *new* token: with SameSite=Strict a visit by a link
    from another site comes without the cookie, and a new one would cut the person off from the
    talk. New tokens are given at the socket only, which the page itself opens.
    """
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_AGE_S,
        path="/",
        httponly=True,
        secure=secure,
        samesite="Strict",
    )


def forget(response: web.StreamResponse, *, secure: bool) -> None:
    """Take the cookie away: the next visit from this device begins an empty talk."""
    response.del_cookie(COOKIE, path="/", httponly=True, secure=secure, samesite="Strict")


def contact_key(token: str) -> str:
    """Return the key of the contact; the token cannot be found from it."""
    return sha256(b"webchat:" + token.encode("ascii")).hexdigest()


def scope(key: str) -> str:
    """Return the part of a contact key that the page may know: it says whether the visitor changed."""
    return key[:_SCOPE_LENGTH]


def external_id(key: str, client_id: str) -> str:
    """Return the id for `Inbound`: one visitor cannot use up the ids of another."""
    return f"{scope(key)}:{client_id}"


def client_id(external: str) -> str:
    """Return the id that the page gave, from the `external_id` of its line."""
    return external.rpartition(":")[2]
