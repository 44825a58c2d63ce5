"""
Sealed copies of the database, proven by restoring them.

A backup file is a header and then chunks, each sealed with the field keys: position and the number
of chunks are inside the seal, so a file cut short or put together from two is refused.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.errors import KeysError, StoreBroken
from storage.key_check import check_keys
from storage.sealing import Sealer

MAGIC = b"welfare-telescope backup 1\n"
CHUNK = 4 * 1024 * 1024
_PLACE = struct.Struct(">QQ")
_LENGTH = struct.Struct(">I")
SUFFIX = ".sealed"
#: Beside the database, unless a setting names another.
FOLDER = "backups"
_STAMP = "%Y%m%dT%H%M%SZ"
#: No backup takes longer; what is older was left by one that was killed.
LONGEST_WORK = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a restored copy holds: rows by table; equal to the original's when nothing is missing."""

    counts: dict[str, int]

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts.values())


def back_up(
    database: Path, folder: Path, sealer: Sealer, at: datetime, keep: int
) -> tuple[Path, Proof]:
    """
    Copy, seal, restore the copy to prove it, and drop all but the newest `keep` backups.

    The service may run meanwhile: VACUUM INTO reads one moment of it. Raises StoreBroken when the
    copy does not prove itself, KeysError when the keys are not the database's; the older backups are kept then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _drop_broken_off(folder, at)
    target = folder / f"welfare-{at:{_STAMP}}{SUFFIX}"
    proof = _copy(database, target, sealer)
    _drop_old(folder, keep)
    return target, proof


def back_up_before(database: Path, folder: Path, sealer: Sealer, migration: str) -> Path:
    """
    Copy, seal and prove an existing database before a migration changes it.

    The copy bears the migration's name, not a time, so that a start that fails again and again
    leaves one copy. It goes when the nightly backups have outlived it. Raises StoreBroken.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"before-{migration}{SUFFIX}"
    for left in (_plain(target), _partial(target)):
        left.unlink(missing_ok=True)
    _copy(database, target, sealer)
    return target


def newest(folder: Path) -> Path | None:
    """Return the newest backup of a folder, or None."""
    return max(folder.glob(f"welfare-*{SUFFIX}"), default=None)


def is_any(folder: Path) -> bool:
    """Say whether there is a backup in a folder, one made before an upgrade included."""
    return any(next(folder.glob(f"{name}-*{SUFFIX}"), None) for name in ("welfare", "before"))


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, by its name."""
    stamp = backup.name.removeprefix("welfare-").removesuffix(SUFFIX)
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _copy(database: Path, target: Path, sealer: Sealer) -> Proof:
    plain, partial = _plain(target), _partial(target)
    try:
        with closing(sqlite3.connect(database)) as connection:
            os.close(os.open(plain, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            # VACUUM INTO takes an empty file and leaves its mode as it is
            connection.execute("VACUUM INTO ?", (str(plain),))
        original = prove(plain)
        _seal_file(plain, partial, sealer)
        proof = drill(partial, target.parent, sealer)
        if proof != original:
            raise StoreBroken(
                "the restored copy differs from the original: the disk may be failing"
            )
        partial.replace(target)
    except sqlite3.Error as fault:
        raise StoreBroken(f"the backup in {target.parent} failed: {fault}") from fault
    finally:
        plain.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
    return proof


def _plain(target: Path) -> Path:
    return target.with_name(f".{target.name}.plain")


def _partial(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _drop_broken_off(folder: Path, at: datetime) -> None:
    """Remove what a backup left that was killed; a younger one may still be at work."""
    oldest = f".welfare-{at - LONGEST_WORK:{_STAMP}}"
    for left in folder.glob(f".welfare-*{SUFFIX}.*"):
        if left.name < oldest:
            left.unlink(missing_ok=True)


def _drop_old(folder: Path, keep: int) -> None:
    """Keep the newest; a copy from before a migration stays as long as they do not outlive it."""
    *old, _newest = made = sorted(folder.glob(f"welfare-*{SUFFIX}"))
    for each in made[:-keep]:
        each.unlink()
    if len(old) < keep:
        return
    oldest_kept = made[-keep].stat().st_mtime
    for before in folder.glob(f"before-*{SUFFIX}"):
        if before.stat().st_mtime < oldest_kept:
            before.unlink()


def opens(sealed: Path, sealer: Sealer) -> bool:
    """Say whether these keys open a backup, by its first part only; `drill` proves all of it."""
    try:
        next(_opened_chunks(sealed, sealer))
    except KeysError:
        return False
    return True


def drill(sealed: Path, folder: Path, sealer: Sealer) -> Proof:
    """
    Restore a backup beside the real database, prove it, and throw it away.

    Raises StoreBroken when it is damaged, KeysError when the keys open the file or its fields not.
    """
    plain = folder / f".{sealed.name}.drill"
    try:
        restore(sealed, plain, sealer)
        proof = prove(plain)
        with closing(sqlite3.connect(plain)) as connection:
            check_keys(connection, sealer)
        return proof
    finally:
        plain.unlink(missing_ok=True)


def restore(sealed: Path, target: Path, sealer: Sealer) -> None:
    """
    Write a backup's database to `target`, which must not exist.

    Raises KeysError when the keys do not fit, StoreBroken when the file is damaged or cut short.
    """
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in _opened_chunks(sealed, sealer):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def prove(database: Path) -> Proof:
    """Check integrity and foreign keys, and count; raises StoreBroken."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            result = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if result != "ok":
                raise StoreBroken(f"the copy is damaged: {result}")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise StoreBroken("the copy has rows that point to nothing")
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            return Proof({name: _count(connection, name) for (name,) in tables})
    except sqlite3.Error as fault:
        raise StoreBroken(f"the copy cannot be read: {fault}") from fault


def _seal_file(plain: Path, target: Path, sealer: Sealer) -> None:
    count = max(1, -(-plain.stat().st_size // CHUNK))
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with plain.open("rb") as source, os.fdopen(handle, "wb") as out:
        out.write(MAGIC)
        for index in range(count):
            token = sealer.seal_bytes(_PLACE.pack(index, count) + source.read(CHUNK))
            out.write(_LENGTH.pack(len(token)) + token)
        out.flush()
        os.fsync(out.fileno())


def _opened_chunks(sealed: Path, sealer: Sealer) -> Iterator[bytes]:
    with sealed.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise StoreBroken(f"{sealed.name} is no backup of ours")
        index, count = 0, 1
        while index < count:
            head = source.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                raise StoreBroken(f"{sealed.name} was cut short")
            token = source.read(_LENGTH.unpack(head)[0])
            try:
                opened = sealer.open_bytes(token)
            except KeysError:
                raise KeysError(
                    f"{sealed.name} does not open: it was made with another key file, or is damaged"
                ) from None
            place, count = _PLACE.unpack_from(opened)
            if place != index:
                raise StoreBroken(f"{sealed.name} has its parts in a wrong order")
            yield opened[_PLACE.size :]
            index += 1


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
    return count
