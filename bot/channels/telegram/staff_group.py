"""The staff group: number, urgency and link only, with a button to claim; never personal data (P10)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channels.telegram.parse import Desk
from handlers.messages import Button, Reply, Style, Tone

_PRESS = re.compile(r"staff:([a-z_]{1,16}):([A-Za-z0-9-]{1,32})")
CLAIM = "내가 맡기"
OPEN = "상담 화면 열기"


@dataclass(frozen=True, slots=True)
class StaffPress:
    """A staff member pressed a button in the staff group."""

    staff_telegram_id: str
    #: "claim"
    action: str
    #: Number of the ticket.
    number: str
    external_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """What the service says to a press: shown to the presser for a moment, at most 200 characters."""

    text: str
    #: The ticket is taken: the button goes.
    settled: bool


def alert(reply: Reply, number: str, link: str = "") -> Reply:
    """
    Put the claim button, and the link to the console, under an alert.

    `reply` holds the number and the urgency in words; the number must be 1-32 of A-Za-z0-9-.
    A link that Telegram cannot open as a button (http, inner host names) is written out.
    """
    claim = Button(CLAIM, f"staff:claim:{number}", Tone.PRIMARY)
    if not _PRESS.fullmatch(claim.value):
        raise ValueError("this cannot be the number of a ticket")
    links = (Button(OPEN, url=link),) if link else ()
    return replace(reply, buttons=(claim, *links), style=Style.STAFF)


def parse_press(update: object, staff_chat_id: int, desk: Desk) -> StaffPress | None:
    """
    Return the press of a staff button in the staff group; None for everything else.

    Any client can send any data with a press, so the chat is what counts; who may claim is decided
    by the service, by the presser's Telegram id.
    """
    query = _json(_json(update).get("callback_query"))
    chat = _json(_json(query.get("message")).get("chat"))
    person = _json(query.get("from")).get("id")
    found = _PRESS.fullmatch(str(query.get("data", "")))
    if not staff_chat_id or chat.get("id") != staff_chat_id or not found:
        return None
    if not isinstance(person, int) or not query.get("id"):
        return None
    name = f"cb:{desk.mark(str(query['id']))}"
    return StaffPress(str(person), found[1], found[2], name, desk.received_at)


def migrated_to(update: object, staff_chat_id: int) -> int:
    """Return the new id when the update says that the staff group became a supergroup, else 0."""
    message = _json(_json(update).get("message"))
    new = message.get("migrate_to_chat_id")
    same = _json(message.get("chat")).get("id") == staff_chat_id
    return new if same and isinstance(new, int) else 0


def _json(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
