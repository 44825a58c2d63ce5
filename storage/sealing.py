"""Seal personal fields at rest, and make keyed digests to look them up; keys live outside the database."""

from __future__ import annotations

import base64
import hmac
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import KeysError


@dataclass(frozen=True, slots=True)
class Keys:
    """Secrets of one installation; `fields` newest first, so that older rows stay readable."""

    fields: tuple[bytes, ...]
    lookup: bytes
    cookies: bytes

    @staticmethod
    def new() -> Keys:
        """Make fresh keys."""
        return Keys((Fernet.generate_key(),), os.urandom(32), os.urandom(32))

    def to_json(self) -> str:
        """Write the keys as the text of a key file."""
        b64 = base64.urlsafe_b64encode
        return json.dumps(
            {
                "fields": [key.decode() for key in self.fields],
                "lookup": b64(self.lookup).decode(),
                "cookies": b64(self.cookies).decode(),
            },
            indent=1,
        )

    @staticmethod
    def from_json(text: str) -> Keys:
        """Read a key file's text; raises KeysError."""
        try:
            raw = json.loads(text)
            d64 = base64.urlsafe_b64decode
            keys = Keys(
                tuple(str(key).encode() for key in raw["fields"]),
                d64(raw["lookup"]),
                d64(raw["cookies"]),
            )
            MultiFernet([Fernet(key) for key in keys.fields])
        except (ValueError, KeyError, TypeError) as fault:
            raise KeysError(
                "the key file is damaged: restore it from where you keep a copy"
            ) from fault
        return keys


def load_keys(path: Path) -> Keys:
    """Read the key file; raises KeysError when it is missing, damaged or readable by others."""
    try:
        if path.stat().st_mode & _others(path):
            raise KeysError(f"{path} can be read by others: chmod 600 {path}")
        return Keys.from_json(path.read_text("utf-8"))
    except FileNotFoundError:
        raise KeysError(
            f"{path} is missing: put your copy of it there; without it nothing sealed can be read"
        ) from None
    except OSError as fault:
        raise KeysError(f"{path} cannot be read: {fault.strerror}") from fault


def _others(path: Path) -> int:
    """
    Return the bits of a mode that let others read the file.

    systemd gives a credential to the service by an access list, which shows as group-readable
    (0440) though no group has it; the folder lets nobody else in.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    given = folder is not None and path.parent == Path(folder)
    return stat.S_IRWXO | (stat.S_IWGRP if given else stat.S_IRWXG)


def replace_keys(path: Path, keys: Keys) -> None:
    """Put other keys in the place of the file's, in one step that a crash cannot halve."""
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(keys.to_json())
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def create_keys(path: Path) -> Keys:
    """Make a key file that only its owner can read; never overwrites one."""
    keys = Keys.new()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(keys.to_json())
        file.flush()
        os.fsync(file.fileno())
    return keys


#: So many texts just sealed, none longer than this, wait in memory for their first opening.
_FRESH_TEXTS, _FRESH_BYTES = 512, 4_096
#: So many platform keys stay opened in memory.
_KNOWN_KEYS = 1_024


class _Fresh:
    """Texts just sealed: a message is opened a moment after it was sealed, and that need not cost a decryption."""

    def __init__(self) -> None:
        self._texts: dict[bytes, str] = {}
        self._lock = Lock()

    def put(self, sealed: bytes, text: str) -> None:
        if len(sealed) > _FRESH_BYTES:
            return
        with self._lock:
            self._texts[sealed] = text
            if len(self._texts) > _FRESH_TEXTS:
                del self._texts[next(iter(self._texts))]

    def take(self, sealed: bytes) -> str | None:
        """Return the text once."""
        with self._lock:
            return self._texts.pop(sealed, None)


class Sealer:
    """Seals and opens texts and bytes, and digests them for look-up."""

    def __init__(self, keys: Keys, path: Path | None = None) -> None:
        """`path` is the key file: read again when a row fits no key, because keys were rotated."""
        self._path = path
        self._take(keys)

    def _take(self, keys: Keys) -> None:
        self._keys = keys.fields
        self._fernet = MultiFernet([Fernet(key) for key in keys.fields])
        self._lookup = keys.lookup
        self._fresh = _Fresh()
        self._known = lru_cache(_KNOWN_KEYS)(self.open)

    def reload(self) -> bool:
        """Read the key file again; return whether it held other keys."""
        if self._path is None:
            return False
        keys = load_keys(self._path)
        if keys.fields == self._keys:
            return False
        self._take(keys)
        return True

    def can_open(self, sealed: bytes) -> bool:
        """Say whether one of the keys opens it."""
        try:
            self._fernet.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def seal(self, text: str) -> bytes:
        """Seal a text."""
        sealed = self._fernet.encrypt(text.encode("utf-8", "surrogatepass"))
        self._fresh.put(sealed, text)
        return sealed

    def open(self, sealed: bytes) -> str:
        """Open a sealed text; raises KeysError when no key fits."""
        fresh = self._fresh.take(sealed)
        return self.open_bytes(sealed).decode("utf-8", "surrogatepass") if fresh is None else fresh

    def open_key(self, sealed: bytes) -> str:
        """Open the key of somebody who is written to again and again; as `open`."""
        return self._known(sealed)

    def seal_bytes(self, content: bytes) -> bytes:
        """Seal bytes (photos)."""
        return self._fernet.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Open sealed bytes; raises KeysError when no key fits."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            if self.reload():
                return self.open_bytes(sealed)
            raise KeysError(
                "a sealed field fits none of the keys: is this the right key file?"
            ) from None

    def rotate(self, sealed: bytes) -> bytes:
        """Seal again with the newest key; raises KeysError when no key fits."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise KeysError("a sealed field fits none of the keys") from None

    def digest(self, purpose: str, *parts: str | Sequence[str]) -> bytes:
        """Return a keyed 16-byte digest for look-up; equal texts give equal digests."""
        text = "\x1f".join([purpose, *(p if isinstance(p, str) else "\x1e".join(p) for p in parts)])
        return hmac.digest(self._lookup, text.encode("utf-8", "surrogatepass"), "sha256")[:16]
