"""Look for words that nobody may find: in files, texts and pages, however they were written down."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

#: What is written of a text into a file, by whatever hand.
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp949")


def forms_of(canary: str | bytes) -> set[bytes]:
    """List the ways in which a text or some bytes may stand in a file."""
    if isinstance(canary, bytes):
        return {canary, *_wrapped(canary)}
    found = {f for e in _ENCODINGS if (f := _encoded(canary, e))}
    plain = canary.encode()
    found |= {json.dumps(canary)[1:-1].encode(), quote(canary).encode(), repr(plain)[2:-1].encode()}
    return found | set(_wrapped(plain))


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _wrapped(plain: bytes) -> Iterator[bytes]:
    """Hex, and base64 at each of the three places where a text may begin in it."""
    yield plain.hex().encode()
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + plain)
        # without the letters that neighbours would change
        middle = whole[4 if shift else 0 : -4]
        yield middle
        yield middle.replace(b"+", b"-").replace(b"/", b"_")


def found_in(places: Mapping[str, bytes], canaries: Mapping[str, str | bytes]) -> list[str]:
    """Name (canary, place) of each one that can be read."""
    return [
        f"{name} in {place}"
        for name, canary in canaries.items()
        for place, content in places.items()
        if any(form in content for form in forms_of(canary))
    ]


def files_under(*folders: Path) -> dict[str, bytes]:
    """Read every file, hidden ones too."""
    return {
        str(path.relative_to(folder.parent)): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "keys.json"
    }
