"""Start one of our servers in a process of its own, and end it again."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parent.parent
START_WITHIN_S = 180.0


@contextmanager
def serving(
    module: str, *arguments: str, environ: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[int]:
    """Run `python -m module arguments`, which prints its port first; yield the port."""
    with started([sys.executable, "-m", module, *arguments], environ or {}, log) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.strip().isdigit():
            raise RuntimeError(
                f"{module} {' '.join(arguments)} did not start: see its errors above"
            )
        yield int(line)


@contextmanager
def started(
    command: Sequence[str], environ: Mapping[str, str], log: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run a command in the project's folder; its log lines go to a file, as a service's do."""
    with (log or Path(os.devnull)).open("ab") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environ}, text=True,
            stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)
            if process.stdout is not None:
                process.stdout.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def ready(url: str, process: subprocess.Popen[str]) -> None:
    """Wait until the service answers."""
    ends = time.monotonic() + START_WITHIN_S
    async with aiohttp.ClientSession() as session:
        while process.poll() is None and time.monotonic() < ends:
            try:
                async with session.get(f"{url}/healthz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
    raise RuntimeError("the service did not start")


def resident_mb(process: int | str) -> float:
    """Return the resident memory of a process now."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def cpu_s(process: int) -> float:
    """Return the CPU time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
