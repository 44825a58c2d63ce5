"""One service on one database: a lock on the data folder, released by the system when the process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.errors import StoreBusy


class Lock:
    """Held while the service runs; raises StoreBusy when another process holds it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "service.lock"
        self._handle = -1

    def __enter__(self) -> Self:
        """Take the lock."""
        try:
            self._handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as fault:
            raise StoreBusy(
                f"{self._path.parent} cannot be written ({fault.strerror}): give the service its folder"
            ) from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise StoreBusy(
                f"another service runs on {self._path.parent}: stop it first, or set another DATA_DIR"
            ) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let it go."""
        os.close(self._handle)


def is_held(folder: Path) -> bool:
    """Say whether a service runs on this folder."""
    try:
        with Lock(folder):
            return False
    except StoreBusy:
        return True
