"""
Try a change of the knowledge before anybody meets it: the linter, and the evaluation before and after.

It takes a minute of one core, so it runs in a process of its own that gives way to residents:
`python -m bot.trial` reads one JSON object and writes one.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot import frugal
from bot.learned import version
from bot.own_knowledge import digest_of, file_of
from intents.check import check
from intents.entry import Knowledge
from intents.faults import FaultyData
from intents.folds import Measured, measure
from intents.load import load, read
from intents.writing import cases_in

Found = dict[str, Any]
#: The process gives way to residents, and is not waited for without end.
NICENESS, WITHIN_S = 15, 1800.0
_END_WITHIN_S = 1.0
#: So many measured bodies of knowledge are kept: what was "after" is "before" the next time.
_MOST_KEPT = 6


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the knowledge stands; `learned` keeps what was measured."""

    shipped: Path
    own: Path
    learned: Path


class TrialFailed(Exception):
    """Nothing was found out; the message says why, without words of anybody."""


def passed(result: Mapping[str, Any] | None) -> bool:
    """Say whether what was tried may be published."""
    return result is not None and not any(result.get(k) for k in ("errors", "worse", "failed"))


def try_out(sources: Sources, entry: str, text: str, on: date) -> Found:
    """Compare the knowledge as it is with what it would be; `text` '' takes the entry back."""
    found: Found = {"digest": digest_of(sources.shipped, sources.own), "errors": [], "worse": []}
    # what is broken now may be mended by this very change
    before, _faults = read(sources.shipped, sources.own)
    with tempfile.TemporaryDirectory() as folder:
        own = _changed(sources.own, Path(folder), entry, text)
        try:
            after = load(sources.shipped, own)
        except FaultyData as fault:
            return {**found, "errors": list(fault.faults)}
        found |= _checked(before, after, entry, on)
        return found if found["errors"] else found | _measured(sources, before, own, after)


def _changed(own: Path, folder: Path, entry: str, text: str) -> Path:
    copied = folder / own.name
    if own.is_dir():
        shutil.copytree(own, copied)
    path = file_of(copied, entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    if text:
        path.write_text(text, "utf-8")
    else:
        path.unlink(missing_ok=True)
    return copied


def _checked(before: Knowledge, after: Knowledge, entry: str, on: date) -> Found:
    """Name every error that was not there before, and what an editor would say of this entry."""
    old = {fault.what for fault in check(before, on)}
    now = check(after, on)
    own = {after.entries[entry].where} if entry in after.entries else set()
    new = [f for f in now if f.what not in old or f.where in own]
    return {
        "errors": [f.what for f in new if f.severity == "error"],
        "warnings": [f.what for f in new if f.severity == "warning" and f.where in own],
    }


def _measured(sources: Sources, before: Knowledge, own: Path, after: Knowledge) -> Found:
    was = _measure(sources, sources.own, before)
    now = _measure(sources, own, after)
    return {"worse": list(now.worse_than(was)), "before": asdict(was), "after": asdict(now)}


def _measure(sources: Sources, own: Path, knowledge: Knowledge) -> Measured:
    cases = _cases(sources.shipped, own)
    kept = sources.learned / f"measured-{_key(knowledge, cases)}-{version()}.json"
    try:
        said = json.loads(kept.read_text("utf-8"))
        return Measured(said["asked"], said["first"], said["first_three"], tuple(said["broken"]))
    except (OSError, ValueError, KeyError):
        measured = measure(knowledge, cases)
    with suppress(OSError):
        sources.learned.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.write_text(json.dumps(asdict(measured)), "utf-8")
        _clear_old(sources.learned)
    return measured


def _key(knowledge: Knowledge, cases: Sequence[tuple[str, str]]) -> str:
    """Digest what finds an entry: with other answers alone the same is measured again, and need not be."""
    finds = [(e.id, e.title, e.names, e.questions) for e in knowledge.entries.values()]
    said = repr((finds, replace(knowledge, entries={}), list(cases)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _clear_old(folder: Path) -> None:
    files = sorted(folder.glob("measured-*.json"), key=lambda f: f.stat().st_mtime)
    for file in files[:-_MOST_KEPT]:
        file.unlink(missing_ok=True)


def _cases(shipped: Path, own: Path) -> list[tuple[str, str]]:
    files = [shipped / "ko" / "regressions.yaml", *sorted(own.rglob("*.yaml"))]
    return [
        case for path in files if path.exists() for case in cases_in(yaml.safe_load(path.read_text("utf-8")))
    ]  # fmt: skip


async def in_own_process(sources: Sources, entry: str, text: str, on: date) -> Found:
    """Try a change beside the service; raises TrialFailed."""
    asked = {
        **{name: str(folder.resolve()) for name, folder in _folders(sources).items()},
        "entry": entry, "text": text, "on": on.isoformat(),
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.trial", cwd=Path(__file__).parent.parent,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
        async with asyncio.timeout(WITHIN_S):
            said, _ = await process.communicate(json.dumps(asked).encode())
    except TimeoutError:
        raise TrialFailed("it took too long") from None
    finally:
        await _end(process)
    if process.returncode:
        raise TrialFailed(f"exit status {process.returncode}")
    found: Found = json.loads(said)
    return found


def _folders(sources: Sources) -> dict[str, Path]:
    return {"shipped": sources.shipped, "own": sources.own, "learned": sources.learned}


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_END_WITHIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()


def main() -> int:
    """Try what stands in the JSON object that is read; write what was found."""
    frugal.return_large_blocks()
    asked = json.loads(sys.stdin.read())
    sources = Sources(Path(asked["shipped"]), Path(asked["own"]), Path(asked["learned"]))
    try:
        found = try_out(sources, asked["entry"], asked["text"], date.fromisoformat(asked["on"]))
    except OSError:
        return 2
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
