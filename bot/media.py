"""Tell what a fetched file is by its first bytes, and make photos safe; pure but slow: call in a thread."""

from __future__ import annotations

from bot.channels.webchat.photos import NotAPhoto, rewritten

#: First bytes -> type, of what may be kept as it came; staff download it, it is never shown in place.
_MAGIC = (
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
MOST_BYTES = 20 * 1024 * 1024


class Unreadable(Exception):
    """The file is refused: too large, empty, or a broken picture."""


def safe_copy(content: bytes) -> tuple[str, bytes]:
    """Return (mime, content) to keep; photos are written anew without EXIF. Raises Unreadable."""
    if not content or len(content) > MOST_BYTES:
        raise Unreadable("empty or too large")
    for magic, mime in _MAGIC:
        if content.startswith(magic):
            return mime, content
    if content[4:8] == b"ftyp":
        return "video/mp4", content
    try:
        return "image/jpeg", rewritten(content)
    except NotAPhoto as fault:
        if fault.why == "not_a_photo":
            return "application/octet-stream", content
        raise Unreadable(fault.why) from fault
