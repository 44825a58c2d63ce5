"""Stored payloads as JSON, parsed back into typed values once."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from handlers.messages import Conversation, Inbound, Reply

_inbound = msgspec.json.Decoder(Inbound)
_reply = msgspec.json.Decoder(Reply)
_conversation = msgspec.json.Decoder(Conversation)
#: What stands in the place of a message that its sender had erased.
ERASED = "{}"
_encode = msgspec.json.Encoder().encode


def dump(value: Inbound | Reply | Conversation) -> str:
    """Write a value as JSON; text that is no Unicode is mended first."""
    if isinstance(value, Conversation):
        return _encode(value).decode()
    try:
        return _encode(value).decode()
    except UnicodeEncodeError:
        # half of a surrogate pair, as broken clients send it, becomes the sign for "unreadable"
        whole = value.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _encode(replace(value, text=whole)).decode()


def load_inbound(text: str) -> Inbound:
    """Read a kept message; raises msgspec.ValidationError."""
    return _inbound.decode(text)


def text_of(text: str) -> str:
    """Return the words of a kept message, '' when it was erased."""
    return "" if text == ERASED else load_inbound(text).text


def load_reply(text: str) -> Reply:
    """Read a kept bubble; raises msgspec.ValidationError."""
    return _reply.decode(text)


def load_conversation(text: str | None) -> Conversation:
    """Read a conversation; a new one when there is none, or when no release can read it any more."""
    if text is None:
        return Conversation()
    try:
        return _conversation.decode(text)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return Conversation(greeted=True)
