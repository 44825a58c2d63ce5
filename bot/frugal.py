"""Keep the service small: memory that was needed once goes back to the system. Does nothing where glibc is not."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_M_MMAP_THRESHOLD = -3
#: glibc raises its own limit to 32 MB once a large block was freed; then matrices of the
#: understanding and the 19 MB of each password check would stay with us for ever.
_LARGE_BYTES = 1024 * 1024


def return_large_blocks() -> None:
    """Let every block from 1 MB on go back to the system as soon as it is freed."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def settle() -> None:
    """
    Give back what reading and building have freed.

    What is left stays as long as the service runs, so the collector need not look at it again.
    """
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
