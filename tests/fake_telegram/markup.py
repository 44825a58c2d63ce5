"""Check `reply_markup` as strictly as the real server does."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.fake_telegram.errors import bad_request

MOST_BUTTONS = 100
_ACTIONS = ("url", "callback_data", "web_app", "switch_inline_query", "copy_text")


def check(markup: Any, *, private: bool, inline_only: bool = False) -> dict[str, Any] | None:
    """Return the markup as it is kept; raises a 400."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup)
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return _keyboard(markup, private=private)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline(markup: dict[str, Any]) -> dict[str, Any] | None:
    rows = _rows(markup["inline_keyboard"])
    for button in (b for row in rows for b in row):
        _inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text is empty")
    if not any(button.get(action) for action in _ACTIONS):
        raise bad_request("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _url(str(button["url"]))


def _url(url: str) -> None:
    parts = urlsplit(url if "//" in url or ":" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg", "ton"):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol"
        )
    if parts.scheme in ("http", "https") and "." not in parts.netloc:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _keyboard(markup: dict[str, Any], *, private: bool) -> dict[str, Any]:
    for button in (b for row in _rows(markup["keyboard"]) for b in row):
        text = button if isinstance(button, str) else button.get("text", "")
        if not str(text).strip():
            raise bad_request("keyboard button text must be non-empty")
        if private or isinstance(button, str):
            continue
        for asked, what in (("request_contact", "phone number"), ("request_location", "location")):
            if button.get(asked):
                raise bad_request(f"{what} can be requested in private chats only")
    if len(str(markup.get("input_field_placeholder", ""))) > 64:
        raise bad_request("input field placeholder is too long")
    return markup
