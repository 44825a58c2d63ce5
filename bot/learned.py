"""
Keep what the models learned in a folder, so that a start takes a second and little memory instead of a quarter of a minute and much.

Learning is done in a process of its own, whose memory goes with it. Whatever fails here, the service learns by
itself as before: a folder that cannot be written costs time, never the start.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np

import intents
from bot import frugal
from bot.logs import log
from intents.faults import FaultyData
from intents.fits import Fit, fit_anew, sums
from intents.load import load
from intents.understanding import Understanding

#: So many files are kept, three for each body of knowledge (20 MB); the oldest go.
_MOST_FILES = 12
_LEARN_WITHIN_S = 300


class Learned:
    """What was learned, one file each; another version of the code does not use the files of this one."""

    def __init__(
        self, folder: Path, *, faq_dir: Path | None = None, own: Path | None = None
    ) -> None:
        """With `faq_dir`, what is missing is learned from it (and the office's own) in another process first."""
        self._folder = folder
        self._faq_dir = faq_dir
        self._own = own

    def __call__(self, key: str, make: Callable[[], Fit]) -> Fit:
        """Return what is kept under the key; else learn it, and keep it if that can be done."""
        path = self._folder / f"{key}-{version()}.npz"
        found = _read(path)
        if found is not None:
            # the oldest go, not the ones in use
            with suppress(OSError):
                os.utime(path)
        if found is None and self._faq_dir is not None:
            self._learn_apart(self._faq_dir)
            found = _read(path)
        return self._keep(path, make()) if found is None else found

    def _learn_apart(self, faq_dir: Path) -> None:
        self._faq_dir = None
        command = [sys.executable, "-m", "bot.learned", str(self._folder), str(faq_dir)]
        command += [str(self._own)] if self._own else []
        root = Path(__file__).parent.parent
        try:
            subprocess.run(  # noqa: S603 - our own module and folders of the operator
                command, cwd=root, check=True, timeout=_LEARN_WITHIN_S, capture_output=True
            )
        except (OSError, subprocess.SubprocessError) as fault:
            log.warning("learn_apart_failed", kind=type(fault).__name__)

    def _keep(self, path: Path, fit: Fit) -> Fit:
        being_written = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with being_written.open("wb") as file:
                np.savez(file, allow_pickle=False, **fit)
            being_written.replace(path)
            self._clear_old()
        except OSError as fault:
            log.warning("learned_not_kept", kind=type(fault).__name__)
            with suppress(OSError):
                being_written.unlink(missing_ok=True)
        return fit

    def _clear_old(self) -> None:
        files = sorted(self._folder.glob("*.npz"), key=lambda f: f.stat().st_mtime)
        for file in files[:-_MOST_FILES]:
            file.unlink(missing_ok=True)
        # what a process wrote that was killed
        for left in self._folder.glob("*.[0-9]*"):
            if not left.name.endswith(".npz") and not Path(f"/proc/{left.suffix[1:]}").exists():
                left.unlink(missing_ok=True)


def _read(path: Path) -> Fit | None:
    try:
        # opened here: numpy would leave a damaged file open
        with path.open("rb") as handle, np.load(handle, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except FileNotFoundError:
        return None
    except Exception as fault:  # noqa: BLE001 - one damaged byte makes zip and numpy raise almost anything
        log.warning("learned_unreadable", kind=type(fault).__name__)
        return None


@cache
def version() -> str:
    """Return checksums of the code that understands: what another one learned is not used."""
    paths = sorted(Path(intents.__file__).parent.glob("*.py"))
    return sums((np.__version__.encode(), *(path.read_bytes() for path in paths)))


def fits(
    folder: Path | None, faq_dir: Path, own: Path | None = None
) -> Learned | Callable[[str, Callable[[], Fit]], Fit]:
    """Return where what is learned is kept; with no folder nothing is."""
    return fit_anew if folder is None else Learned(folder, faq_dir=faq_dir, own=own)


def main() -> int:
    """Learn from folders of knowledge and keep it: `python -m bot.learned FOLDER FAQ_DIR [OWN]`."""
    frugal.return_large_blocks()
    folder, *sources = (Path(argument) for argument in sys.argv[1:])
    try:
        Understanding(load(*sources), Learned(folder))
    except FaultyData:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
