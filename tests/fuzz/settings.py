"""How much is tried: little and always the same in CI, much and new when FUZZ is set."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ", "0"))
CORPUS = Path(__file__).parent / "corpus"


def bounded(examples: int, **more: int) -> settings:
    """Return settings for about so many examples."""
    return settings(
        max_examples=examples * max(1, TIMES),
        derandomize=not TIMES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        **more,  # type: ignore[arg-type]
    )
