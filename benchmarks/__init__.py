"""Measure speed and memory, as ratios within one run; not part of the service, and never a test."""

import tempfile
from pathlib import Path

#: What the models learned, once for all runs; as an operator's service keeps it.
LEARNED = Path(tempfile.gettempdir()) / "benchmarks-learned"
