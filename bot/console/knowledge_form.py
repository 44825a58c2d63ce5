"""The form of an entry: what its fields hold, and what is wrong with them, said in the words of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intents.entry import FACETS
from intents.items import CONFIDENCES
from intents.private import mask

TEXTS = ("title", "topic", "answer", "confidence", "as_of", "owner")
LISTS = ("names", "questions", "related")
#: Without these an entry is not one; a draft may lack them until it is sent.
NEEDED = (
    "title",
    "topic",
    "questions",
    "answer",
    "as_of",
    "source_org",
    "source_page",
    "owner",
    "review_by",
)
LONGEST_TEXT, LONGEST_LIST = 2_000, 200
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})?\s*~\s*(\d{4}-\d{2}-\d{2})?\s*:\s*(\S.*)$")


@dataclass
class Read:
    """What a form says; `faults` are (field, code) pairs, in the order of the form."""

    raw: dict[str, Any]
    expires_on: date | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The fields that an entry cannot do without."""
        said = {**self.raw, **{f"source_{k}": v for k, v in self.raw["source"].items()}}
        return [name for name in NEEDED if not said.get(name)]


def read(entry: str, form: Mapping[str, str]) -> Read:
    """Read the form of one entry."""
    found = Read({"id": entry})
    for name in TEXTS:
        found.raw[name] = _text(found, name, form.get(name, ""))
    for name in LISTS:
        found.raw[name] = _list(found, name, form.get(name, ""))
    details = {facet: _detail(found, facet, form.get(facet, "")) for facet in FACETS}
    found.raw["details"] = {facet: said for facet, said in details.items() if said}
    found.raw["source"] = {
        part: _text(found, f"source_{part}", form.get(f"source_{part}", ""))
        for part in ("org", "page")
    }
    found.raw["review_by"] = _day(found, "review_by", form.get("review_by", ""))
    found.expires_on = _day(found, "expires_on", form.get("expires_on", ""))
    if found.raw["confidence"] not in CONFIDENCES:
        found.raw["confidence"] = "believed"
    return found


def _text(found: Read, name: str, said: str) -> str:
    text = " ".join(said.split())
    if len(text) > LONGEST_TEXT:
        found.faults.append((name, "too_long"))
    if mask(text).kinds:
        found.faults.append((name, "personal"))
    return text


def _list(found: Read, name: str, said: str) -> list[str]:
    lines = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in said.split("\n")))))
    if len(lines) > LONGEST_LIST or any(len(line) > LONGEST_TEXT for line in lines):
        found.faults.append((name, "too_long"))
    if any(mask(line).kinds for line in lines):
        found.faults.append((name, "personal"))
    return lines


def _detail(found: Read, facet: str, said: str) -> str | list[dict[str, Any]]:
    """Read a detail: plain words, or one line for each period in which it is true."""
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    if not any(_DATED.match(line) for line in lines):
        return _text(found, facet, " ".join(lines))
    return [_period(found, facet, line) for line in lines]


def _period(found: Read, facet: str, line: str) -> dict[str, Any]:
    dated = _DATED.match(line)
    if dated is None:
        found.faults.append((facet, "undated"))
        return {"text": line}
    days = {"from": dated[1], "until": dated[2]}
    ends = {key: _day(found, facet, day) for key, day in days.items() if day}
    if len(ends) == 2 and all(ends.values()) and ends["from"] > ends["until"]:  # type: ignore[operator]
        found.faults.append((facet, "turned_round"))
    return {**ends, "text": _text(found, facet, dated[3])}


def _day(found: Read, name: str, said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        found.faults.append((name, "no_day"))
        return None


def shown(raw: Mapping[str, Any], expires_on: date | None) -> dict[str, str]:
    """Return what the fields of the form hold for an entry, finished or not."""
    details, source = raw.get("details") or {}, raw.get("source") or {}
    return {
        **{name: str(raw.get(name) or "") for name in (*TEXTS, "review_by")},
        **{name: "\n".join(raw.get(name) or ()) for name in LISTS},
        **{facet: _shown_detail(details.get(facet, "")) for facet in FACETS},
        **{f"source_{part}": str(source.get(part) or "") for part in ("org", "page")},
        "expires_on": str(expires_on or ""),
    }


def _shown_detail(said: str | list[Mapping[str, Any]]) -> str:
    if isinstance(said, str):
        return said
    return "\n".join(f"{p.get('from') or ''}~{p.get('until') or ''}: {p['text']}" for p in said)
