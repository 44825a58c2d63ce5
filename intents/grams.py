"""Cut a text into hashed n-grams of syllables and of keystrokes: the two views that survive typing noise."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.keyboard import keys

Ids = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]

#: Buckets per view. 2^18 keeps collisions under 1 in 100 for 1,000 entries and an index array at one megabyte.
BUCKETS = 1 << 18
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


def grams(squashed: str) -> Grams:
    """Return runs of one and two characters, and runs of three to five keys."""
    return Grams(_view(squashed, (1, 2)), _view(keys(squashed).translate(_FOLD), (3, 4, 5)))


def merged(views: list[View]) -> View:
    """Return the n-grams of several texts as one document: an n-gram counts once a text."""
    ids, counts = np.unique(np.concatenate([view.ids for view in views]), return_counts=True)
    return View(ids, counts)


def _view(text: str, sizes: tuple[int, ...]) -> View:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
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
