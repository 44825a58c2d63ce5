"""Stored payloads as JSON, parsed back into typed values once."""

from __future__ import annotations

import msgspec

from handlers.messages import Conversation, Inbound, Reply

_inbound = msgspec.json.Decoder(Inbound)
_reply = msgspec.json.Decoder(Reply)
_conversation = msgspec.json.Decoder(Conversation)
_encode = msgspec.json.Encoder().encode


def dump(value: Inbound | Reply | Conversation) -> str:
    """Write a value as JSON."""
    return _encode(value).decode()


def load_inbound(text: str) -> Inbound:
    """Read a kept message; raises msgspec.ValidationError."""
    return _inbound.decode(text)


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
