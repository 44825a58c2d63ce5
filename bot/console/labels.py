"""Codes in Korean for staff, and times as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from handlers.hours import seoul, spoken
from handlers.words import flatten

WORDS = Path(__file__).with_name("words.yaml")


class Labels:
    """Looks up `group.code`; a code that no list knows is shown as it is rather than hidden."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._renamed: dict[str, str] = {}

    def __call__(self, group: str, code: object) -> str:
        """Return the Korean label."""
        own = self._renamed.get(f"{group}.{code}")
        return own or self.usual(group, code)

    def usual(self, group: str, code: object) -> str:
        """Return the label of the file, whatever the office calls it."""
        return self._texts.get(f"{group}.{code}", str(code).replace("_", " "))

    def rename(self, group: str, names: Mapping[str, str]) -> None:
        """Call some codes of a group as the office does; the others as in the file."""
        others = {k: v for k, v in self._renamed.items() if not k.startswith(f"{group}.")}
        self._renamed = {**others, **{f"{group}.{code}": name for code, name in names.items()}}

    def each(self, group: str, codes: object) -> str:
        """Return the labels of comma-separated codes."""
        return ", ".join(
            self(group, code.strip()) for code in str(codes).split(",") if code.strip()
        )

    def options(self, group: str) -> list[tuple[str, str]]:
        """List (code, label) of a group, in the order of the file."""
        start = f"{group}."
        return [
            (k[len(start) :], self(group, k[len(start) :]))
            for k in self._texts
            if k.startswith(start)
        ]


def read_labels() -> Labels:
    """Read words.yaml."""
    return Labels(dict(flatten(yaml.safe_load(WORDS.read_text("utf-8")))))


def lasting(span: timedelta) -> str:
    """Say how long something lasts: "방금", "12분", "1시간 5분", "2일 3시간"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "방금"
    if minutes < 60:
        return f"{minutes}분"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours}시간 {minutes}분" if minutes else f"{hours}시간"
    days, hours = divmod(hours, 24)
    return f"{days}일 {hours}시간" if hours else f"{days}일"


def ago(span: timedelta) -> str:
    """Say how long ago: "방금", "12분 전"."""
    return "방금" if span < timedelta(minutes=1) else f"{lasting(span)} 전"


def day_and_time(at: datetime) -> str:
    """Write a moment: "11.23. 14:03"."""
    return f"{seoul(at):%m.%d. %H:%M}"


def due_words(due_at: datetime, now: datetime) -> str:
    """Say until when: "오늘 오후 2시까지", or by how much it is late."""
    late = now - due_at
    return f"{lasting(late)} 지남" if late > timedelta(minutes=1) else f"{spoken(due_at, now)}까지"


def mask_phone(phone: str) -> str:
    """Show the ends of a number only: 010-****-5678."""
    digits = "".join(c for c in phone if c.isdigit())
    return f"{digits[:3]}-****-{digits[-4:]}" if len(digits) >= 9 else "●●●●"


def size_words(size_bytes: int) -> str:
    """Say how large a file is: "240KB", "1.2MB"."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, size_bytes // 1024)}KB"
    return f"{size_bytes / 1024 / 1024:.1f}MB"
