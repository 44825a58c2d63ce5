"""The folder of what the office published: written from the database, one file an entry, each at once or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from storage.records.knowledge import Version


def file_of(folder: Path, entry: str) -> Path:
    """Return the file of an entry."""
    return folder / "ko" / f"{entry}.yaml"


def write_all(folder: Path, versions: Mapping[str, Version]) -> None:
    """Make the folder say what is in force; what is not in the database goes. Raises OSError."""
    wanted = {file_of(folder, v.entry): v.content for v in versions.values() if v.content}
    for path in set(folder.rglob("*.yaml")) - wanted.keys():
        path.unlink(missing_ok=True)
    for path, content in wanted.items():
        write(path, content)


def write(path: Path, content: str) -> None:
    """Write a file so that a reader sees the old text or the new one; the same text is left alone."""
    with suppress(OSError):
        if path.read_text("utf-8") == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    being_written = path.with_suffix(".new")
    with being_written.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    being_written.replace(path)


def digest_of(*folders: Path) -> str:
    """Return a digest of every file of some folders: the same as long as nothing of them changed."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)} {len(content)} ".encode())
            digest.update(content)
        digest.update(b"/")
    return digest.hexdigest()
