"""Cut a text into hashed n-grams of syllables and of keystrokes: the two views that survive typing noise."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.keyboard import keys

Ids = npt.NDArray[np.int64]
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


#: How many characters or keys the n-grams of each view have.
_SIZES = ((1, 2), (3, 4, 5))


class Grams(NamedTuple):
    """
    The n-grams of a text, each once and in order: made once and handed to every index.

    `weights` are 1 and the logarithm of how often each stands there. Both views are in one array, so that an index is
    asked once: the first `syllables` are the first view's buckets, the others the second view's, each plus `BUCKETS`.
    """

    ids: Ids
    weights: npt.NDArray[np.float32]
    syllables: int


# danger, wishes and entries each look at the same message: it is cut once
@lru_cache(maxsize=16)
def grams(squashed: str) -> Grams:
    """Return runs of one and two characters, and runs of three to five keys."""
    if not squashed:
        return Grams(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32), 0)
    views = _codes(squashed), _codes(keys(squashed).translate(_FOLD))
    sizes, of_syllables = (*_SIZES[0], *_SIZES[1]), len(_SIZES[0])
    lines = np.zeros((len(sizes), max(map(len, views))), dtype=np.uint64)
    lines[:of_syllables, : len(views[0])] = views[0]
    lines[of_syllables:, : len(views[1])] = views[1]
    hashed = _hashed(lines, sizes).view(np.int64)
    hashed[of_syllables:] += BUCKETS
    runs = [len(views[row >= of_syllables]) - size + 1 for row, size in enumerate(sizes)]
    every = np.concatenate([hashed[row, : max(0, count)] for row, count in enumerate(runs)])
    every.sort()
    places = np.concatenate(([True], every[1:] != every[:-1], [True])).nonzero()[0]
    ids, counts = every[places[:-1]], places[1:] - places[:-1]
    weights = (1 + np.log(counts)).astype(np.float32)
    return Grams(ids, weights, int(ids.searchsorted(BUCKETS)))


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
    yield _cut_all(squashed, _SIZES[0])
    yield _cut_all([keys(text).translate(_FOLD) for text in squashed], _SIZES[1])


def _cut_all(texts: Sequence[str], sizes: tuple[int, ...]) -> Documents:
    codes = _codes("".join(texts)).astype(np.uint64)
    row_of = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    rows, ids = [], []
    for size in sizes:
        hashed = _hashed(codes[None], [size])[0, : max(0, len(codes) - size + 1)]
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


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def _hashed(lines: npt.NDArray[np.uint64], sizes: Sequence[int]) -> npt.NDArray[np.uint64]:
    """Return for each line of codes the bucket of every run of its size (ascending); runs over the end mean nothing."""
    # one line behind the other: numpy takes half the time over them
    codes = lines.reshape(-1)
    mixed = np.repeat(np.array(sizes, dtype=np.uint64), lines.shape[1])
    for start in range(min(sizes[-1], len(codes))):
        first = bisect_right(sizes, start) * lines.shape[1]
        part = mixed[first : len(codes) - start]
        part ^= codes[first + start :]
        part *= _MIX
        part ^= part >> _SHIFT
    mixed &= _MASK
    return mixed.reshape(lines.shape)
