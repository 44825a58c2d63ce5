"""Cut a text into hashed n-grams of syllables and of keystrokes: the two views that survive typing noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.keyboard import keys

Ids = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]
Whole = npt.NDArray[np.int32]

#: Buckets per view. 2^17 costs no accuracy that can be measured and keeps an index array at half a megabyte.
BUCKETS = 1 << 17
_MASK = np.uint64(BUCKETS - 1)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)

#: Vowels and finals that people mix up when typing by ear, folded for the keystroke view only.
_FOLD = str.maketrans({"p": "o", "P": "O", "T": "t", "R": "r", "Q": "q", "E": "e", "W": "w"})

#: Share of each view in every cosine; measured (docs/reference/understanding.md).
SHARES = (0.6, 0.4)


class View(NamedTuple):
    """The n-grams of a text in one view, each once and in order, with how often it stands there."""

    ids: Ids
    counts: Counts


class Grams(NamedTuple):
    """A text as both views; made once a text and handed to every index."""

    syllables: View
    keystrokes: View


# danger, wishes and entries each look at the same message: it is cut once
@lru_cache(maxsize=16)
def grams(squashed: str) -> Grams:
    """Return runs of one and two characters, and runs of three to five keys."""
    return Grams(_view(squashed, (1, 2)), _view(keys(squashed).translate(_FOLD), (3, 4, 5)))


class Documents(NamedTuple):
    """Many texts in one view, as flat arrays: document, n-gram, and how often; sorted by document."""

    size: int
    rows: Whole
    ids: Whole
    counts: Whole

    def merged(self, into: Whole, size: int) -> Documents:
        """Return the documents joined to `size` larger ones; an n-gram counts once a text, however often it is there."""
        return _documents(size, into[self.rows], self.ids)


def documents(squashed: Sequence[str]) -> Iterator[Documents]:
    """Yield all texts at once, in one view and then the other: much faster than text by text, and leaves no holes."""
    yield _cut_all(squashed, (1, 2))
    yield _cut_all([keys(text).translate(_FOLD) for text in squashed], (3, 4, 5))


def _cut_all(texts: Sequence[str], sizes: tuple[int, ...]) -> Documents:
    codes = _codes("".join(texts))
    row_of = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    rows, ids = [], []
    for size in sizes:
        hashed = _hashed(codes, size)
        whole = row_of[: len(hashed)] == row_of[size - 1 :][: len(hashed)]
        rows.append(row_of[: len(hashed)][whole])
        ids.append(hashed[whole].astype(np.int32))
    return _documents(len(texts), np.concatenate(rows), np.concatenate(ids))


def _documents(size: int, rows: Whole, ids: Whole) -> Documents:
    cells = rows.astype(np.int64) * BUCKETS
    cells += ids
    cells.sort()
    firsts = np.flatnonzero(np.diff(cells, prepend=-1)).astype(np.int32)
    counts = np.diff(firsts, append=np.int32(len(cells)))
    cells = cells[firsts]
    return Documents(
        size, (cells // BUCKETS).astype(np.int32), (cells % BUCKETS).astype(np.int32), counts
    )


def _codes(text: str) -> npt.NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)


def _view(text: str, sizes: tuple[int, ...]) -> View:
    codes = _codes(text)
    every = np.concatenate([_hashed(codes, size) for size in sizes]).astype(np.int64)
    if not len(every):
        return View(every, every)
    every.sort()
    firsts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    return View(every[firsts], np.diff(np.append(firsts, len(every))))


def _hashed(codes: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.uint64]:
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.full(count, size, dtype=np.uint64)
    for start in range(size):
        mixed = (mixed ^ codes[start : start + count]) * _MIX
        mixed ^= mixed >> _SHIFT
    return mixed & _MASK
