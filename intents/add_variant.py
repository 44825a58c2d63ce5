"""Write a question variant into its entry's file, leaving every other byte as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from intents.entry import Entry

_KEY = re.compile(r"^(\s*)questions:\s*$")
_ITEM = re.compile(r"^(\s*)- ")


def with_variant(content: str, entry: Entry, text: str) -> str:
    """
    Return the file's content with `text` behind the last question of `entry`.

    `entry.where` names the line at which the entry begins. Raises ValueError when its questions are
    not a plain list below the key.
    """
    lines = content.splitlines(keepends=True)
    start = int(entry.where.rpartition(":")[2]) - 1
    key = next((n for n in range(start, len(lines)) if _KEY.match(lines[n])), None)
    if key is None:
        raise ValueError(f"{entry.where}: no plain list of questions")
    last, indent = key, ""
    for n in range(key + 1, len(lines)):
        item = _ITEM.match(lines[n])
        if item is None or (indent and item.group(1) != indent):
            break
        last, indent = n, item.group(1)
    if not indent:
        raise ValueError(f"{entry.where}: no plain list of questions")
    # JSON strings are YAML strings
    new = f"{indent}- {json.dumps(text, ensure_ascii=False)}\n"
    return "".join([*lines[: last + 1], new, *lines[last + 1 :]])


def file_of(folder: Path, entry: Entry) -> Path:
    """Return the file that an entry stands in."""
    return folder / entry.where.rpartition(":")[0]
