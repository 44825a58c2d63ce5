"""
One-time codes of time (RFC 6238, SHA-1, six digits, 30 seconds), as every authenticator app knows them.

Pure: secret and moment in, code out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote

STEP_S = 30
DIGITS = 6
#: Clocks of phones are off by some seconds, and people type slowly.
STEPS_AROUND = 1
CODES = 8
_ISSUER = "복지망원경"


def new_secret(token: str) -> bytes:
    """Make a secret of 160 bits out of a random token."""
    return hashlib.sha256(f"totp:{token}".encode()).digest()[:20]


def code_at(secret: bytes, step: int) -> str:
    """Return the code of one step."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: bytes, code: str, at: datetime) -> int | None:
    """Return the step whose code this is, around a moment; None for a wrong code."""
    now = int(at.timestamp()) // STEP_S
    for step in range(now - STEPS_AROUND, now + STEPS_AROUND + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def address(secret: bytes, login: str) -> str:
    """Return the otpauth address for the QR code."""
    name = quote(f"{_ISSUER}:{login}")
    return f"otpauth://totp/{name}?secret={typed(secret)}&issuer={quote(_ISSUER)}"


def typed(secret: bytes) -> str:
    """Write a secret as it is typed into an app that cannot scan."""
    return base64.b32encode(secret).decode()


def recovery_codes(token: str) -> list[str]:
    """Make recovery codes of 50 bits each: abcde-fghij."""
    made = []
    for n in range(CODES):
        digest = hashlib.sha256(f"recovery:{n}:{token}".encode()).digest()
        text = base64.b32encode(digest).decode().lower()[:10]
        made.append(f"{text[:5]}-{text[5:]}")
    return made


def tidy(code: str) -> str:
    """Read a code as people type it: spaces and capitals do not count."""
    return "".join(code.split()).lower()
