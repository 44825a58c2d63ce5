"""Write an entry as the text of a file of its own, and read it back; `parse` says what such a file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from intents.entry import Entry, Period
from intents.parse import Parsed
from intents.yaml_lines import Unreadable, read_text


def raw_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as its file says it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "topic": entry.topic,
        "names": list(entry.names),
        "questions": list(entry.questions),
        "answer": entry.answer,
        "details": {facet: _periods(periods) for facet, periods in entry.details.items()},
        "related": list(entry.related),
        "confidence": entry.confidence,
        "as_of": entry.as_of,
        "source": {"org": entry.source.org, "page": entry.source.page},
        "owner": entry.owner,
        "review_by": entry.review_by,
    }


def _periods(periods: Sequence[Period]) -> str | list[dict[str, Any]]:
    if len(periods) == 1 and periods[0].start is None and periods[0].end is None:
        return periods[0].text
    return [_period(period) for period in periods]


def _period(period: Period) -> dict[str, Any]:
    days: dict[str, date | None] = {"from": period.start, "until": period.end}
    return {**{key: day for key, day in days.items() if day}, "text": period.text}


def text_of(raw: Mapping[str, Any], asked_again: Sequence[str] = ()) -> str:
    """Return the text of a file with one entry; `asked_again` are questions that must go on finding it."""
    content: dict[str, Any] = {"entries": [dict(raw)]}
    if asked_again:
        content["regressions"] = [{"text": t, "entry": raw["id"]} for t in asked_again]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)


def raw_in(text: str) -> dict[str, Any]:
    """Return what a text of `text_of` says, finished or not; dates are dates again."""
    found: dict[str, Any] = yaml.safe_load(text)["entries"][0]
    return found


def entry_in(text: str, shown_as: str) -> tuple[Entry | None, tuple[str, ...]]:
    """Return the entry of such a text, or None, and why."""
    parsed = Parsed()
    try:
        parsed.take(read_text(text, shown_as), shown_as)
    except Unreadable as fault:
        return None, (str(fault),)
    return next(iter(parsed.entries.values()), None), tuple(parsed.faults)


def cases_in(content: object) -> list[tuple[str, str]]:
    """Return the questions of a file that must go on finding their entry."""
    if not isinstance(content, dict):
        return []
    rows = content.get("regressions") or []
    return [(str(r["text"]), str(r["entry"])) for r in rows]
