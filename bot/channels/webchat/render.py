"""Turn a line of the transcript into the JSON that the page draws. Pure; nothing is cut or escaped here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.channels.channel import Line
from bot.channels.webchat import visitor
from handlers.messages import Button, Style

SEOUL = ZoneInfo("Asia/Seoul")
_WEEKDAYS = "월화수목금토일"
#: A receipt's number as `handlers.context.Numbering` writes it: W-2026-0042.
#: No \b: the particle that follows ("0042예요") counts as a letter.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]-\d{4}-\d{4,}")
#: Other schemes (javascript:, data:) never become a link.
_OPENED = ("tel:", "https:")

Json = Mapping[str, object]


def lines(transcript: list[Line]) -> list[Json]:
    """Return all lines that have something to show."""
    return [line(each) for each in transcript if shows(each)]


def shows(each: Line) -> bool:
    """Say whether there is anything to see: a START of the person's own is a line without words."""
    return each.who != "me" or bool(each.reply.text or each.reply.attachments)


def line(each: Line) -> Json:
    """Return one line; `cursor` is 0 and `id` set for own lines, the other way round for the rest."""
    reply = each.reply
    return {
        "order": each.order,
        "who": each.who,
        "name": each.name,
        "cursor": each.outbox_id,
        "id": visitor.client_id(each.external_id),
        "text": reply.text,
        "style": reply.style.value,
        "erased": reply.erases,
        "number": _number(reply.text) if reply.style is Style.RECEIPT else "",
        "buttons": [button(one) for one in reply.buttons],
        "wants": reply.wants.value,
        "note": reply.note,
        "photos": [_file(key) for key in reply.attachments if not _is_document(key)],
        "files": [_file(key) for key in reply.attachments if _is_document(key)],
        **moment(each.at),
    }


def _is_document(key: str) -> bool:
    """Say whether it is handed over instead of shown: the key of a PDF of staff ends so."""
    return key.endswith(".pdf")


def _file(key: str) -> str:
    return f"/chat/attachment/{quote(key, safe='')}"


def button(one: Button) -> Json:
    """Return one button; an address that is neither telephone nor https is left out."""
    url = one.url if one.url.startswith(_OPENED) else ""
    return {"label": one.label, "value": one.value, "tone": one.tone.value, "url": url}


def moment(at: datetime) -> Json:
    """Return the moment as it is read under a bubble, Asia/Seoul: "오후 3:12" and its day."""
    local = at.astimezone(SEOUL)
    half = "오전" if local.hour < 12 else "오후"
    day = f"{local.year}년 {local.month}월 {local.day}일 {_WEEKDAYS[local.weekday()]}요일"
    return {"time": f"{half} {(local.hour - 1) % 12 + 1}:{local.minute:02}", "day": day}


def own(client_id: str, text: str, photos: tuple[str, ...], at: datetime) -> Json:
    """Return a line that was just said, for the person's other windows."""
    return {
        "who": "me",
        "cursor": 0,
        "id": client_id,
        "text": text,
        "photos": [_file(key) for key in photos],
        **moment(at),
    }


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found.group() if found else ""
