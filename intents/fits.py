"""
What the models learned, told apart by what they learned from, so that it need not be learned twice.

Fitting takes a quarter of a minute and three quarters of a gigabyte for a moment; what comes out is a few arrays. Where they are kept
(if at all) is the caller's affair: nothing here touches a disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy.typing as npt

#: Arrays by name.
Fit = Mapping[str, npt.NDArray[Any]]
#: Returns the fit known by this key, or makes it (and may keep it).
Fits = Callable[[str, Callable[[], Fit]], Fit]


def fit_anew(_key: str, make: Callable[[], Fit]) -> Fit:
    """Keep nothing."""
    return make()


def key_of(name: str, texts: object, *targets: npt.NDArray[Any]) -> str:
    """
    Return a short key for what is learned from; `texts` must have a stable `repr`.

    The way of learning is not in it: who keeps fits tells versions of the code apart.
    """
    digest = hashlib.sha256(f"{name} {texts!r}".encode())
    for target in targets:
        digest.update(repr((target.shape, str(target.dtype))).encode())
        digest.update(target.tobytes())
    return f"{name}-{digest.hexdigest()[:24]}"
