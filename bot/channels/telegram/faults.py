"""Turn what Telegram says no with into SendError; the words of the platform stay here."""

from __future__ import annotations

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.channels.channel import SendError
from bot.channels.telegram.request import NotSent, Paused

#: How long to wait before a token is tried again: somebody must have put a new one in.
TOKEN_PAUSE_S = 60.0
#: 400s that mean: what was asked for is so already, or does not matter any more.
_DONE = ("message is not modified", "query is too old")
#: 400s after which an edit becomes a new message.
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class TokenRevoked(SendError):
    """Telegram refuses TELEGRAM_BOT_TOKEN: put the present one of @BotFather into the settings."""

    def __init__(self) -> None:
        super().__init__("the token was refused", retry_after_s=TOKEN_PAUSE_S)


def says(error: TelegramError, *phrases: str) -> bool:
    """Say whether it is a 400 with one of these phrases."""
    return isinstance(error, BadRequest) and any(p in error.message.lower() for p in phrases)


def is_done(error: TelegramError) -> bool:
    """Say whether the refusal means success."""
    return says(error, *_DONE)


def is_not_editable(error: TelegramError) -> bool:
    """Say whether the message to change is gone, so that a new one must be sent."""
    return says(error, *_NOT_EDITABLE)


def is_bad_html(error: TelegramError) -> bool:
    """Say whether our formatting was refused."""
    return says(error, "can't parse entities")


def is_gone(error: TelegramError) -> bool:
    """Say whether the message to delete is gone, or may not be deleted."""
    return says(error, "message to delete not found", "message can't be deleted")


def as_send_error(error: TelegramError) -> SendError:
    """
    Say what follows from a refusal; `why` names it in our words (PTB's may quote the message).

    Everything unknown may have arrived, so it is in doubt.
    """
    match error:
        case Paused():
            return SendError("429", retry_after_s=error.pause_s)
        case ChatMigrated():
            return SendError("chat migrated", migrated_to=str(error.new_chat_id))
        case Forbidden():
            return SendError("403: blocked, left or deactivated", permanent=True, blocked=True)
        case InvalidToken():
            return TokenRevoked()
        case BadRequest():
            return SendError(f"400: {_reason(error)}", permanent=True)
        case NotSent():
            return SendError(f"not reached: {error.message}")
        case NetworkError():
            return SendError("no clear answer", in_doubt=True)
        case _:
            return SendError("unreadable answer", in_doubt=True)


_REASONS = (
    "chat not found",
    "peer_id_invalid",
    "can't parse entities",
    "message is too long",
    "message text is empty",
    "button_data_invalid",
    "topic_closed",
    "message thread not found",
    "not enough rights",
    "wrong file",
)


def _reason(error: BadRequest) -> str:
    """Return the known phrase in it, never the whole: some 400s quote what was sent."""
    told = error.message.lower()
    return next((reason for reason in _REASONS if reason in told), "refused")
