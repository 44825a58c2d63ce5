"""What residents write in a benchmark: the project's own sample questions, in a fixed order."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import yaml

SETS = Path(__file__).parent / "sets"
#: Different people in one run: enough that turns of different people overlap.
PEOPLE = 500


@cache
def texts() -> list[str]:
    """Return all texts of the evaluation sets, shuffled the same way each time."""
    found = [text for name in ("questions", "wishes", "out_of_scope") for text in _texts(name)]
    random.Random(7).shuffle(found)
    return found


def _texts(name: str) -> list[str]:
    tree = yaml.safe_load((SETS / f"{name}.yaml").read_text("utf-8"))
    return list(_walk(tree))


def _walk(tree: object) -> list[str]:
    """Find every `text:` and `q:` in a tree, whatever its shape."""
    if isinstance(tree, dict):
        own = [v for k, v in tree.items() if k in ("text", "q") and isinstance(v, str)]
        return own + [t for v in tree.values() if not isinstance(v, str) for t in _walk(v)]
    if isinstance(tree, list):
        return [t for item in tree for t in _walk(item)]
    return []


def bodies(count: int, first: int = 0) -> list[bytes]:
    """Return so many message bodies; ids go on from `first`, people take turns."""
    known = texts()
    return [
        json.dumps(
            {"id": str(n), "who": f"p{n % PEOPLE}", "text": known[n % len(known)]},
            ensure_ascii=False,
        ).encode()
        for n in range(first, first + count)
    ]
