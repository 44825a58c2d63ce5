"""
Read the knowledge, notice when its files change, and keep the last good one when they are broken.

The last good files are copied beside what the models learned, so that a broken file does not stop a start either.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import faq_data
from bot import frugal
from bot.learned import fits
from bot.logs import log
from bot.settings import Settings
from intents.entry import Knowledge
from intents.faults import FaultyData
from intents.load import load
from intents.understanding import Understanding

#: Name, time of change and size of each file.
Stamp = tuple[tuple[str, int, int], ...]
#: Where the files that came with the service stand among the last good ones.
SHIPPED = Path("shipped")


class Read(NamedTuple):
    """The knowledge as read, and the understanding built from it."""

    knowledge: Knowledge
    understanding: Understanding


class KnowledgeReader:
    """
    The folders of the knowledge; `fault` says what is wrong with them now, empty when nothing is.

    `folder` came with the service, `own` holds what the office published: an entry there stands in the place of the
    one with the same id.
    """

    def __init__(
        self,
        folder: Path | None = None,
        learned: Path | None = None,
        own: Path | None = None,
    ) -> None:
        """`learned` may hold what was learned and the last good files; None keeps neither."""
        self.folder = folder or Path(faq_data.__file__).parent
        self.own = own
        self._learned = learned
        self._read_at = self._stamp()
        self.fault = ""

    def read(self) -> Read:
        """Read everything; raises FaultyData when the files are broken and no good ones were kept."""
        frugal.return_large_blocks()
        self._read_at = self._stamp()
        try:
            return self._read_good()
        except FaultyData as fault:
            kept = self._last_good
            if kept is None or not (kept / SHIPPED).is_dir():
                raise
            self._tell(fault)
            own = kept / self.own.name if self.own else None
            return self._built(load(kept / SHIPPED, own), kept / SHIPPED, own)

    def changed(self) -> Read | None:
        """
        Return the knowledge anew when its files have changed and are good, else None.

        Takes some seconds then, so it belongs in a thread. A broken file is named in the log and in `fault`; what
        is known stays.
        """
        now = self._stamp()
        if now == self._read_at:
            return None
        self._read_at = now
        try:
            return self._read_good()
        except (FaultyData, OSError) as fault:
            self._tell(fault)
            return None

    def _read_good(self) -> Read:
        knowledge = load(self.folder, self.own)
        self.fault = ""
        self._keep()
        return self._built(knowledge, self.folder, self.own)

    def _built(self, knowledge: Knowledge, folder: Path, own: Path | None) -> Read:
        understanding = Understanding(knowledge, fits(self._learned, folder, own))
        frugal.settle()
        return Read(knowledge, understanding)

    def _tell(self, fault: Exception) -> None:
        self.fault = f"the knowledge is broken, the last good one is in use: {fault}"
        log.error("knowledge_broken", fault=str(fault))

    @property
    def _last_good(self) -> Path | None:
        return self._learned / "last_good" if self._learned else None

    def _keep(self) -> None:
        """Copy the files aside; what cannot be kept costs nothing but this net."""
        kept = self._last_good
        if kept is None:
            return
        fresh = kept.with_name("last_good.new")
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            for path, name in self._files():
                to = fresh / name
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)
            shutil.rmtree(kept, ignore_errors=True)
            fresh.replace(kept)
        except OSError as fault:
            log.warning("knowledge_not_kept", kind=type(fault).__name__)

    def _files(self) -> list[tuple[Path, Path]]:
        """List every file, and where it stands among the last good ones."""
        found = [
            (p, SHIPPED / p.relative_to(self.folder)) for p in sorted(self.folder.rglob("*.yaml"))
        ]
        if self.own is not None:
            found += [(p, p.relative_to(self.own.parent)) for p in sorted(self.own.rglob("*.yaml"))]
        return found

    def _stamp(self) -> Stamp:
        found = []
        for path, _name in self._files():
            try:
                about = path.stat()
            except OSError:
                continue
            found.append((str(path), about.st_mtime_ns, about.st_size))
        return tuple(found)


def reader_of(settings: Settings) -> KnowledgeReader:
    """Return the reader of the folders that the settings name."""
    return KnowledgeReader(settings.faq_dir, settings.learned_dir, settings.own_knowledge)
