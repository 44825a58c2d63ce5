"""Keyboards under a message and below the input field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.channels.telegram import menu
from handlers.messages import Button, Tone, Wants

#: Bytes of callback_data that Telegram takes.
MOST_DATA = 64
#: Two buttons stand side by side when both are this short (letters without spaces): at the usual
#: 15 pt about nine syllables fit into half a bubble of a 360 dp phone before Telegram cuts them.
SHORT = 8
#: Under a message whose question was answered. A press of it is answered here, not in the core.
USED = "x:used"
_TICK = "✓ "
_STYLES = {Tone.PRIMARY: "primary", Tone.DANGER: "danger"}
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply


class BadButton(ValueError):
    """A button that Telegram would refuse; the flow that made it must be mended."""


def opens(url: str) -> bool:
    """Say whether Telegram makes a button of this address (it refuses tel: and plain host names)."""
    parts = urlsplit(url)
    return parts.scheme == "https" and "." in parts.netloc


def check(button: Button) -> None:
    """Raise BadButton for a button that Telegram would refuse."""
    if not button.label.strip():
        raise BadButton("a button has no label")
    if not button.url and not 1 <= len(button.value.encode()) <= MOST_DATA:
        raise BadButton(f"the value of a button is not 1-{MOST_DATA} bytes: {button.value[:24]}...")


def inline(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """
    Lay out buttons under a message; None when none of them can be one.

    At most two a row, and only short ones: the important ones (Tone.PRIMARY: the two doors) get a
    row each, so that they are equal and large. Raises BadButton.
    """
    for button in buttons:
        check(button)
    rows: list[list[Button]] = []
    for button in buttons:
        if button.url and not opens(button.url):
            continue
        if rows and len(rows[-1]) == 1 and _is_short(button) and _is_short(rows[-1][0]):
            rows[-1].append(button)
        else:
            rows.append([button])
    if not rows:
        return None
    return InlineKeyboardMarkup([[_inline(button) for button in row] for row in rows])


def main_menu() -> ReplyKeyboardMarkup:
    """Return the keyboard that stays below the input field."""
    return ReplyKeyboardMarkup(
        menu.MENU_ROWS,
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=menu.PLACEHOLDER,
    )


def share(wants: Wants, choices: Iterable[Button]) -> ReplyKeyboardMarkup:
    """
    Return the keyboard that offers to share a number or a place with one tap (private chats only).

    A message has room for one keyboard, so the choices of the question stand in it too; they come
    back as their words, which the flow reads as well as a press.
    """
    asked = (
        KeyboardButton(menu.SHARE_PHONE, request_contact=True)
        if wants is Wants.PHONE
        else KeyboardButton(menu.SHARE_PLACE, request_location=True)
    )
    labels = [[KeyboardButton(b.label)] for b in choices if not b.url]
    twins = [KeyboardButton(menu.TYPE_INSTEAD), KeyboardButton(menu.CANCEL)]
    return ReplyKeyboardMarkup(
        [[asked], *labels, twins],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=menu.TYPE_HERE,
    )


def typing() -> ForceReply:
    """Open the keyboard for typing."""
    return ForceReply(input_field_placeholder=menu.TYPE_HERE)


def after_press(shown: Mapping[str, Any], pressed: str) -> InlineKeyboardMarkup | None:
    """
    Return what stands under a message after the press; None when nothing changes.

    The answer of a flow's question can be given once: only it remains, ticked. Buttons of the menu
    are good for ever: they stay, the pressed one ticked. `shown` is `reply_markup` as received.
    """
    rows = _received(shown)
    label = next((b.text for row in rows for b in row if b.callback_data == pressed), "")
    if not label or pressed == USED:
        return None
    if pressed.startswith("f:"):
        return InlineKeyboardMarkup([[InlineKeyboardButton(_ticked(label), callback_data=USED)]])
    return InlineKeyboardMarkup([[_marked(b, pressed) for b in row] for row in rows])


def _is_short(button: Button) -> bool:
    return button.tone is not Tone.PRIMARY and len(button.label.replace(" ", "")) <= SHORT


def _inline(button: Button) -> InlineKeyboardButton:
    style = _STYLES.get(button.tone)
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url, style=style)
    return InlineKeyboardButton(button.label, callback_data=button.value, style=style)


def _ticked(label: str) -> str:
    return _TICK + label.removeprefix(_TICK)


def _marked(button: InlineKeyboardButton, pressed: str) -> InlineKeyboardButton:
    """Tick the pressed button, and take the tick of an earlier press away."""
    label = button.text.removeprefix(_TICK)
    return InlineKeyboardButton(
        _TICK + label if button.callback_data == pressed else label,
        url=button.url,
        callback_data=button.callback_data,
        style=button.style,
    )


def _received(shown: Mapping[str, Any]) -> list[list[InlineKeyboardButton]]:
    """Read `reply_markup` of an update; what has no label or leads nowhere is left out."""
    rows = shown.get("inline_keyboard")
    found = [
        [
            InlineKeyboardButton(
                str(b["text"]),
                url=b.get("url"),
                callback_data=b.get("callback_data"),
                style=b.get("style"),
            )
            for b in row
            if isinstance(b, dict) and b.get("text") and (b.get("callback_data") or b.get("url"))
        ]
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, list)
    ]
    return [row for row in found if row]
