"""What can be wrong with the knowledge, said so that the person who wrote the file can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend at `where` ("file:line"); an error keeps the knowledge from being used."""

    where: str
    severity: Severity
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class FaultyData(Exception):
    """The files of faq_data cannot be used as they stand; `faults` lists all of them as "file:line: what is wrong"."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
