"""The knowledge in the words of one office: what the files say, with its name, numbers and address in the answers."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge_reader import KnowledgeReader, Read
from bot.logs import log
from bot.office import Known, standing_words
from handlers.context import Office
from handlers.words import Words, read_words


class KnowledgeFiles:
    """The files of the knowledge, read for an office."""

    def __init__(
        self,
        office: Office,
        folder: Path | None = None,
        learned: Path | None = None,
        own: Path | None = None,
    ) -> None:
        """The folders are those of `KnowledgeReader`."""
        self._office = office
        self._reader = KnowledgeReader(folder, learned, own)

    @property
    def fault(self) -> str:
        """What is wrong with the files now; empty when nothing is."""
        return self._reader.fault

    def read(self) -> Known:
        """Read everything; raises FaultyData when the files are broken and no good ones were kept."""
        return self._known(self._reader.read())

    def changed(self) -> Known | None:
        """Return the knowledge anew when its files have changed and are good, else None; belongs in a thread."""
        read = self._reader.changed()
        return None if read is None else self._known(read)

    def _known(self, read: Read) -> Known:
        log.info("knowledge_read", entries=len(read.knowledge.entries))
        words = Words(read_words(), standing_words(self._office, read.knowledge))
        return Known(self._office, read.knowledge, read.understanding, words)
