"""
Keyed tokens by which a sealed ticket is found: name, sound of the name, initials, phone, place words.

Only digests are stored: without the key file the table says nothing but how often two tickets share
a word. The rules of tokens have a version; tickets of an older version are indexed again by the clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from storage.sounds import initials, is_syllables, sound
from storage.transaction import Tx

#: Raise it when the rules below change.
VERSION = 1
Token = tuple[str, str]
_HONORIFIC = re.compile(r"(씨|님|할머니|할아버지|어르신|아저씨|아주머니|선생님|주무관|통장|반장)+$")
_PIECE = re.compile(r"\d+(?:-\d+)*[가-힣]*|[가-힣]+|[a-z]+")
_PARTICLE = re.compile(r"(?<=\w[가-힣])(에서|에|의|쪽|옆|앞|뒤|근처)$")
#: Fewer letters say nothing about a place.
SHORTEST_PREFIX = 2


def tokens_of(fields: Mapping[str, str]) -> set[Token]:
    """Return (kind, text) of everything by which these fields can be found."""
    found = name_tokens(fields.get("name", ""))
    for phone in (fields.get("phone", ""), *fields.get("phones_in_story", "").split(",")):
        found |= phone_tokens(phone)
    place = fields.get("place", "")
    return found | (set() if place == "unknown" else _place_tokens(place))


def name_tokens(name: str) -> set[Token]:
    """Return the tokens of a name; honorifics and spaces do not count."""
    plain = bare_name(name)
    if len(plain) < 2:
        return set()
    found = {("name", plain), ("sound", sound(plain)), ("initials", initials(plain))}
    if is_syllables(plain) and len(plain) == 3:
        # people are remembered by the given name: 하나 할머니
        found |= {("name", plain[1:]), ("sound", sound(plain[1:]))}
    return found


def bare_name(name: str) -> str:
    """Return a name without spaces and honorifics."""
    return _HONORIFIC.sub("", "".join(name.split()).lower())


def phone_tokens(phone: str) -> set[Token]:
    """Return the tokens of a phone number: all of it, and its last four digits."""
    digits = "".join(c for c in phone if c.isdigit())
    return {("phone", digits), ("tail", digits[-4:])} if len(digits) >= 8 else set()


def place_pieces(text: str) -> list[str]:
    """Split an address into its words: 송산로77번길 12 -> 송산로, 77번길, 12."""
    return [_PARTICLE.sub("", piece) for piece in _PIECE.findall(text.lower())]


def _place_tokens(place: str) -> set[Token]:
    found: set[Token] = set()
    for piece in place_pieces(place):
        found.add(("place", piece))
        if not piece[0].isdigit():
            found |= {("place", piece[:n]) for n in range(SHORTEST_PREFIX, len(piece))}
    return found


def digest_of(tx: Tx, token: Token) -> bytes:
    """Return the keyed digest of a token."""
    return tx.sealer.digest("search", *token)


def index(tx: Tx, ticket_id: int, fields: Mapping[str, str]) -> None:
    """Write the tokens of a ticket in place of those it had."""
    tx.execute("DELETE FROM search_token WHERE ticket_id = ?", (ticket_id,))
    tx.many(
        "INSERT INTO search_token (office, token_digest, ticket_id) VALUES (?, ?, ?)",
        [(tx.office, digest_of(tx, token), ticket_id) for token in tokens_of(fields)],
    )
    tx.execute("UPDATE ticket SET search_version = ? WHERE id = ?", (VERSION, ticket_id))
