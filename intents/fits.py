"""
What the models learned, told apart by what they learned from, so that it need not be learned twice.

Fitting takes a quarter of a minute and three quarters of a gigabyte for a moment; what comes out is
a few arrays. Where they are kept (if at all) is the caller's affair: nothing here touches a disk.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
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
    data = [f"{name} {texts!r}".encode()]
    for target in targets:
        data += [repr((target.shape, str(target.dtype))).encode(), target.tobytes()]
    return f"{name}-{sums(data)}"


def sums(data: Iterable[bytes]) -> str:
    """
    Return two checksums of the data and its length, as hexadecimal digits: they tell texts apart.

    Nobody attacks these names, and hashlib would bring OpenSSL with it: three megabytes of the
    sixty that we may take.
    """
    crc, adler, length = 0, 1, 0
    for part in data:
        crc, adler, length = zlib.crc32(part, crc), zlib.adler32(part, adler), length + len(part)
    return f"{crc:08x}{adler:08x}{length:x}"
