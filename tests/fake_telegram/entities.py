"""Parse `parse_mode=HTML` as Telegram does: few tags, four named entities, strict nesting."""

from __future__ import annotations

import html
import re
from typing import Any

from tests.fake_telegram.errors import bad_request

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|[a-zA-Z]+);")
_START = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>"
)
_END = re.compile(r"</([a-zA-Z0-9-]*)\s*>")


def utf16_length(text: str) -> int:
    """Count UTF-16 units, as Telegram measures texts and offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(text: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text and its entities; raises the 400 of the real server."""
    if mode == "":
        return text, []
    if mode.upper() != "HTML":
        raise bad_request("unsupported parse_mode")
    return _html(text)


def _html(text: str) -> tuple[str, list[dict[str, Any]]]:
    out: list[str] = []
    length = 0
    open_tags: list[tuple[str, int, int]] = []
    entities: list[dict[str, Any]] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "<":
            offset = len(text[:at].encode())
            if end := _END.match(text, at):
                entities.extend(_close(open_tags, end[1], length, offset))
                at = end.end()
                continue
            start = _START.match(text, at)
            if start is None:
                raise _refuse(f'Unsupported start tag "{text[at + 1 : at + 9]}"', offset)
            if start[1].lower() not in TAGS:
                raise _refuse(f'Unsupported start tag "{start[1].lower()}"', offset)
            open_tags.append((start[1].lower(), length, offset))
            at = start.end()
            continue
        if char == "&" and (entity := _ENTITY.match(text, at)) and (plain := _plain(entity[1])):
            out.append(plain)
            length += utf16_length(plain)
            at = entity.end()
            continue
        out.append(char)
        length += utf16_length(char)
        at += 1
    if open_tags:
        name, _, offset = open_tags[-1]
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
        )
    return "".join(out), entities


def _plain(entity: str) -> str:
    return html.unescape(f"&{entity};") if entity.startswith("#") else _NAMED.get(entity, "")


def _close(
    open_tags: list[tuple[str, int, int]], name: str, length: int, offset: int
) -> list[dict[str, Any]]:
    if not open_tags:
        raise _refuse("Unexpected end tag", offset)
    expected, begin, _ = open_tags.pop()
    if name and name.lower() != expected:
        raise _refuse(
            f'Unmatched end tag, expected "</{expected}>", found "</{name.lower()}>"', offset
        )
    if length == begin:
        return []
    return [{"type": TAGS[expected], "offset": begin, "length": length - begin}]


def _refuse(why: str, offset: int) -> Exception:
    return bad_request(f"can't parse entities: {why} at byte offset {offset}")
