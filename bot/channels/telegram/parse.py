"""
Turn an update of Telegram into `Inbound`. Pure: no network, no clock; whatever comes, it never raises.

External ids. A message is "m:<bot>:<mark of the chat>:<message_id>", because only that is known again
when the message is edited, deleted or delivered a second time (an edit does not tell the update of
its original). The bot's id is part of it: an office that changes its bot gets message ids from 1
again, and a number used before would be taken for a repeat and lost. An edit is
"e:<update_id>:<edit_date>", a press "cb:<mark of its id>", anything else "u:<update_id>"; a repeat
of an update has the same ids as the first. External ids lie unsealed in the database, so chats and
presses (whose ids begin with the user's) stand in them only as keyed marks.
"""

from __future__ import annotations

import hmac
import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram import menu
from bot.channels.telegram.text import whole
from handlers.messages import Inbound, Kind, Place

Json = dict[str, Any]
CHANNEL = "telegram"
#: Before Telegram (2013) and after 2100 a date is nonsense.
_DATES = (1_376_000_000, 4_102_444_800)
_FILES = {
    "voice": Kind.VOICE,
    "audio": Kind.VOICE,
    "video": Kind.FILE,
    "video_note": Kind.FILE,
    "animation": Kind.FILE,
    "document": Kind.FILE,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who receives: the office, the bot's own id, and when (for updates without a date)."""

    office: str
    bot_id: int
    received_at: datetime
    #: Key of the marks; with another one, messages kept before are not recognised in their edits.
    key: bytes

    def mark(self, number: str) -> str:
        """Return what stands for a number of Telegram's that tells who somebody is."""
        return hmac.digest(self.key, number.encode(), "sha256").hex()[:20]


def parse(update: object, desk: Desk) -> tuple[Inbound, ...]:
    """Return what a person said or did in a private chat; empty for all other updates."""
    body = _json(update)
    if "callback_query" in body:
        return _press(_json(body["callback_query"]), desk)
    if "my_chat_member" in body:
        return _member(_json(body["my_chat_member"]), body, desk)
    if "edited_message" in body:
        return _edit(_json(body["edited_message"]), body, desk)
    if "message" in body:
        return _message(_json(body["message"]), body, desk)
    return _unknown(body, desk)


def message_id_of(external_id: str) -> int | None:
    """Return the message id in an external id, or in the plain number that sending returned."""
    last = external_id.removesuffix("#words").rpartition(":")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 16 else None


def chat_of(update: object) -> tuple[int, str]:
    """Return id and type of the chat an update is about; (0, "") when it is about none."""
    for part in _json(update).values():
        found = _json(part)
        chat = _json(found.get("chat") or _json(found.get("message")).get("chat"))
        if number := _int(chat.get("id")):
            return number, str(chat.get("type", ""))
    return 0, ""


def update_id_of(update: object) -> int:
    """Return the id of an update for the log; 0 when it has none."""
    return _int(_json(update).get("update_id"))


def _message(message: Json, update: Json, desk: Desk) -> tuple[Inbound, ...]:
    base = _base(message, update, desk)
    if base is None:
        return ()
    text = _words(message.get("text"))
    if text.startswith("/"):
        return _command(text, base)
    if text == menu.TYPE_INSTEAD:
        return (replace(base, kind=Kind.BUTTON, press=menu.ASK_AGAIN),)
    return (_content(message, base),)


def _edit(message: Json, update: Json, desk: Desk) -> tuple[Inbound, ...]:
    base = _base(message, update, desk)
    if base is None:
        return ()
    edited = _int(message.get("edit_date"))
    text = _words(message.get("text")) or _words(message.get("caption"))
    return (
        replace(
            base,
            external_id=f"e:{update_id_of(update)}:{edited}",
            at=_at(edited, desk),
            kind=Kind.EDIT,
            text=text,
            edits=base.external_id if base.external_id.startswith("m:") else "",
        ),
    )


def _press(query: Json, desk: Desk) -> tuple[Inbound, ...]:
    chat = _json(_json(query.get("message")).get("chat"))
    person = _int(_json(query.get("from")).get("id"))
    number = _clean(query.get("id"))
    if not person or not number or (chat and chat.get("type", "private") != "private"):
        return ()
    key = str(_int(chat.get("id")) or person)
    press = _clean(query.get("data"))
    kind = Kind.BUTTON if press else Kind.UNSUPPORTED
    return (
        Inbound(
            desk.office,
            CHANNEL,
            key,
            f"cb:{desk.mark(number)}",
            desk.received_at,
            kind,
            press=press,
        ),
    )


def _member(change: Json, update: Json, desk: Desk) -> tuple[Inbound, ...]:
    chat = _json(change.get("chat"))
    status = _json(change.get("new_chat_member")).get("status")
    if chat.get("type") != "private" or not _int(chat.get("id")) or not isinstance(status, str):
        return ()
    kind = Kind.BLOCKED if status in ("kicked", "left") else Kind.UNBLOCKED
    at = _at(change.get("date"), desk)
    key = str(_int(chat["id"]))
    return (Inbound(desk.office, CHANNEL, key, f"u:{update_id_of(update)}", at, kind),)


def _unknown(update: Json, desk: Desk) -> tuple[Inbound, ...]:
    number, kind = chat_of(update)
    if kind != "private" or not number:
        return ()
    name = f"u:{update_id_of(update)}"
    return (Inbound(desk.office, CHANNEL, str(number), name, desk.received_at, Kind.UNSUPPORTED),)


def _base(message: Json, update: Json, desk: Desk) -> Inbound | None:
    """Return an UNSUPPORTED message with who, when and which; None outside private chats."""
    chat = _json(message.get("chat"))
    number = _int(chat.get("id"))
    if not number or chat.get("type", "private") != "private":
        return None
    which = _int(message.get("message_id"))
    name = f"m:{desk.bot_id}:{desk.mark(str(number))}:{which}"
    return Inbound(
        desk.office,
        CHANNEL,
        str(number),
        name if which > 0 else f"u:{update_id_of(update)}",
        _at(message.get("date"), desk),
        Kind.UNSUPPORTED,
    )


def _command(text: str, base: Inbound) -> tuple[Inbound, ...]:
    """Read "/report@bot words": the command, and then the words as a message of their own."""
    head, _, rest = text[1:].partition(" ")
    name, rest = head.partition("@")[0].lower(), rest.strip()
    if name == "start":
        return (replace(base, kind=Kind.START, text=rest),)
    press = menu.PRESSES.get(name)
    if press is None:
        return (replace(base, kind=Kind.TEXT, text=text),)
    pressed = replace(base, kind=Kind.BUTTON, press=press)
    if not rest:
        return (pressed,)
    words = replace(base, kind=Kind.TEXT, text=rest, external_id=f"{base.external_id}#words")
    return (pressed, words)


def _content(message: Json, base: Inbound) -> Inbound:
    caption = _words(message.get("caption"))
    if isinstance(message.get("text"), str):
        return replace(base, kind=Kind.TEXT, text=_words(message["text"]))
    if files := _photo(message):
        return replace(base, kind=Kind.PHOTO, text=caption, attachments=files)
    for name, kind in _FILES.items():
        if files := _file(message.get(name)):
            return replace(base, kind=kind, text=caption, attachments=files)
    if "sticker" in message:
        return replace(base, kind=Kind.STICKER)
    if "location" in message or "venue" in message:
        return _location(message, base)
    if "contact" in message:
        return _contact(message, base)
    return replace(base, text=caption)


def _photo(message: Json) -> tuple[str, ...]:
    sizes = message.get("photo")
    if not isinstance(sizes, list):
        return ()
    usable = [s for s in map(_json, sizes) if _file(s)]
    if not usable:
        return ()
    return _file(max(usable, key=lambda s: _int(s.get("width")) * _int(s.get("height"))))


def _file(file: object) -> tuple[str, ...]:
    name = _clean(_json(file).get("file_id"))
    return (f"telegram:{name}",) if name else ()


def _location(message: Json, base: Inbound) -> Inbound:
    venue = _json(message.get("venue"))
    point = _json(message.get("location")) or _json(venue.get("location"))
    text = " ".join(filter(None, (_words(venue.get("title")), _words(venue.get("address")))))
    latitude, longitude = _degrees(point.get("latitude"), 90), _degrees(point.get("longitude"), 180)
    if latitude is None or longitude is None:
        return replace(base, text=text)
    return replace(base, kind=Kind.LOCATION, text=text, place=Place(latitude, longitude))


def _contact(message: Json, base: Inbound) -> Inbound:
    """Take a number as the sender's own only when Telegram says whose it is (platforms.md 2)."""
    contact = _json(message.get("contact"))
    phone = _words(contact.get("phone_number"))
    owner = _int(contact.get("user_id"))
    if phone and owner and owner == _int(_json(message.get("from")).get("id")):
        return replace(base, kind=Kind.CONTACT, phone=_local(phone))
    return replace(base, text=f"{_words(contact.get('first_name'))} {phone}".strip())


def _local(phone: str) -> str:
    """Write a Korean number as people do: "+82 10..." and "8210..." are 010."""
    digits = "".join(c for c in phone if c.isdecimal())
    return f"0{digits[2:].removeprefix('0')}" if digits.startswith("82") else phone.strip()


def _at(seconds: object, desk: Desk) -> datetime:
    number = _int(seconds)
    return (
        datetime.fromtimestamp(number, UTC) if _DATES[0] < number < _DATES[1] else desk.received_at
    )


def _json(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _int(value: object) -> int:
    """Return a whole number of at most 52 bits (what Telegram promises), else 0."""
    good = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 52
    return int(value) if good else 0  # type: ignore[call-overload]


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= most else None


def _words(value: object) -> str:
    return whole(value) if isinstance(value, str) else ""


def _clean(value: object) -> str:
    """Return an identifier: short and printable, else nothing."""
    good = isinstance(value, str) and len(value) <= 256 and value.isprintable()
    return _words(value) if good else ""
