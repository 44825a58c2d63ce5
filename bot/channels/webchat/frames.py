"""The JSON frames that a page may send, read strictly once; knows nothing of what they cause."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

#: A frame above this is refused by name. The page cuts longer texts into frames of 48 KB.
LARGEST_BYTES = 64 * 1024
#: SQLite's largest integer bounds every cursor.
_MOST = 2**63 - 1

ClientId = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,64}\Z")]
Cursor = Annotated[int, Meta(ge=0, le=_MOST)]
#: Everything below space but tab and newline, and delete: nothing that a person types.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class NotUnderstood(Exception):
    """A frame that no page of ours sends; `client_id` names the message it held, if it can be told."""

    def __init__(self, why: str, client_id: str = "") -> None:
        """`why` is "malformed" or "too_big"; it goes to the page."""
        super().__init__(why)
        self.why = why
        self.client_id = client_id


class Point(Struct, frozen=True):
    """A place, WGS 84 degrees."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class Hello(Struct, tag="hello", frozen=True):
    """First frame of a connection: what the page has already."""

    cursor: Cursor = 0
    #: `scope` of the talk on the page; '' on a fresh page. Another one voids the cursor.
    scope: Annotated[str, Meta(max_length=64)] = ""
    #: Payload of a deep link (`/?start=report`) and the id of that visit.
    start: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{0,64}\Z")] = ""
    start_id: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{0,64}\Z")] = ""


class Say(Struct, tag="say", frozen=True):
    """One message of the person."""

    id: ClientId
    text: str = ""
    press: Annotated[str, Meta(pattern=r"\A[\x20-\x7e]{0,64}\Z")] = ""
    place: Point | None = None
    attachments: Annotated[
        tuple[Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_.=-]{1,200}\Z")], ...], Meta(max_length=10)
    ] = ()


class Seen(Struct, tag="seen", frozen=True):
    """The page has shown all lines up to this one."""

    cursor: Cursor


class Beat(Struct, tag="beat", frozen=True):
    """Is anybody there? Answered at once."""


Frame = Hello | Say | Seen | Beat
_frames: msgspec.json.Decoder[Frame] = msgspec.json.Decoder(Hello | Say | Seen | Beat)


class _Named(Struct):
    id: ClientId = ""


def parse(raw: str) -> Frame:
    """Read one frame; unknown fields are passed over. Raises NotUnderstood."""
    try:
        content = raw.encode()
    except UnicodeEncodeError:
        raise NotUnderstood("malformed") from None
    if len(content) > LARGEST_BYTES:
        raise NotUnderstood("too_big", _name(content))
    try:
        return _frames.decode(content)
    except (msgspec.DecodeError, RecursionError):
        raise NotUnderstood("malformed", _name(content)) from None


def cleaned(text: str) -> str:
    """Return the text without control characters, with one kind of newline."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _name(content: bytes) -> str:
    try:
        return msgspec.json.decode(content, type=_Named).id
    except (msgspec.DecodeError, RecursionError):
        return ""
