"""Cut a text into hashed n-grams of syllables and of keystrokes: the two views that survive typing noise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from intents.keyboard import keys

Ids = npt.NDArray[np.int64]

#: Buckets per view. 2^18 keeps collisions under 1 in 100 for 1,000 entries and an index array at one megabyte.
BUCKETS = 1 << 18
_MASK = np.uint64(BUCKETS - 1)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)

#: Vowels and finals that people mix up when typing by ear, folded for the keystroke view only.
_FOLD = str.maketrans({"p": "o", "P": "O", "T": "t", "R": "r", "Q": "q", "E": "e", "W": "w"})


def syllables(squashed: str) -> Ids:
    """Return the ids of all runs of one and two characters."""
    codes = np.frombuffer(squashed.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    return np.concatenate([_hashed(codes, size) for size in (1, 2)]).astype(np.int64)


def keystrokes(squashed: str) -> Ids:
    """Return the ids of all runs of three to five keys."""
    codes = np.frombuffer(keys(squashed).translate(_FOLD).encode("utf-32-le"), dtype=np.uint32)
    wide = codes.astype(np.uint64)
    return np.concatenate([_hashed(wide, size) for size in (3, 4, 5)]).astype(np.int64)


def _hashed(codes: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.uint64]:
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.full(count, size, dtype=np.uint64)
    for start in range(size):
        mixed = (mixed ^ codes[start : start + count]) * _MIX
        mixed ^= mixed >> _SHIFT
    return mixed & _MASK
