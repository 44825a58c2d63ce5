"""The words said to residents: all of them live in `words.yaml` files, found by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import yaml

from handlers.particles import fit

HERE = Path(__file__).parent


class MissingWords(KeyError):
    """A key that no words.yaml has: our mistake; a test walks all flows to find it first."""


class Words:
    """Look up a text by its key and fill in its slots."""

    def __init__(self, texts: Mapping[str, str], standing: Mapping[str, str]) -> None:
        """`standing` are slots that never change while the service runs (office, tel)."""
        self._texts = texts
        self._standing = standing

    def standing_for(self, standing: Mapping[str, str]) -> Words:
        """Return the same texts with other standing slots."""
        return Words(self._texts, standing)

    def __call__(self, key: str, **slots: object) -> str:
        """Return the text; raises MissingWords for an unknown key, KeyError for a missing slot."""
        return self.fill(self.raw(key), **slots)

    def raw(self, key: str) -> str:
        """Return the text with its slots still open."""
        try:
            return self._texts[key]
        except KeyError:
            raise MissingWords(key) from None

    def has(self, key: str) -> bool:
        """Say whether there is a text under this key."""
        return key in self._texts

    def fill(self, text: str, **slots: object) -> str:
        """Fill `{tel.x}`, `{office.x}` and the given slots into a text from anywhere."""
        known = {**self._standing, **{name: str(value) for name, value in slots.items()}}
        pieces: list[str] = []
        filled = ""
        for literal, name, _spec, _conversion in Formatter().parse(text):
            pieces.append(fit(filled, literal) if filled else literal)
            filled = "" if name is None else known[name]
            pieces.append(filled)
        return "".join(pieces).strip()

    def keys(self) -> Iterator[str]:
        """List all keys."""
        return iter(self._texts)


def read_words(folder: Path = HERE) -> dict[str, str]:
    """Read every words.yaml below `folder`; raises ValueError for a key that stands twice."""
    texts: dict[str, str] = {}
    for path in sorted(folder.rglob("words.yaml")):
        for key, text in flatten(yaml.safe_load(path.read_text("utf-8"))):
            if key in texts:
                raise ValueError(f"{path}: '{key}' stands in another words.yaml already")
            texts[key] = text
    return texts


def flatten(tree: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Turn nested keys into dotted ones."""
    for name, value in tree.items():
        if not isinstance(name, str):
            raise TypeError(f"'{name}' below '{above}' must be quoted: YAML reads it as no word")
        key = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            yield from flatten(value, key)
        else:
            yield key, str(value)
