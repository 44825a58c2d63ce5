"""What staff may send to a resident: a photo written anew, or a document that carries nothing active."""

from __future__ import annotations

import re
import zlib

from bot.channels.webchat.photos import NotAPhoto, rewritten

#: Telegram takes 50 MB from a bot; a resident's phone contract does not.
MOST_BYTES = 10 * 1024 * 1024
PDF = "application/pdf"
#: Names by which a PDF acts by itself, carries files, or sends what is typed to somebody.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|SubmitForm|ImportData|RichMedia|XFA)"
    rb"(?![A-Za-z0-9])"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
#: A packed list of objects that is larger than this hides something.
_MOST_UNPACKED = 8 * 1024 * 1024


class NotSendable(Exception):
    """The file is refused; `why` is a key of the words: too_big, kind, broken, locked, active."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def sendable(content: bytes) -> tuple[str, str, bytes]:
    """Return (mime, ending of the key, content); slow, call it in a thread. Raises NotSendable."""
    if not content or len(content) > MOST_BYTES:
        raise NotSendable("too_big" if content else "broken")
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return PDF, ".pdf", content
    try:
        return "image/jpeg", ".jpg", rewritten(content)
    except NotAPhoto as fault:
        why = {"not_a_photo": "kind", "too_big": "too_big"}.get(fault.why, "broken")
        raise NotSendable(why) from fault


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise NotSendable("broken")
    if b"/Encrypt" in content:
        # nobody can look into it, neither we nor the resident
        raise NotSendable("locked")
    if any(_ACTIVE.search(_plain(part)) for part in (content, *_object_lists(content))):
        raise NotSendable("active")


def _plain(part: bytes) -> bytes:
    """Write names as they are meant: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda m: bytes([int(m.group(1), 16)]), part)


def _object_lists(content: bytes) -> list[bytes]:
    """Unpack the lists of objects, in which names do not stand in the open."""
    unpacked, left = [], _MOST_UNPACKED
    for match in _STREAM.finditer(content):
        machine = zlib.decompressobj()
        try:
            part = machine.decompress(match.group(1), left)
        except zlib.error:
            raise NotSendable("broken") from None
        left -= len(part)
        if machine.unconsumed_tail or left <= 0:
            raise NotSendable("active")
        unpacked.append(part)
    return unpacked
