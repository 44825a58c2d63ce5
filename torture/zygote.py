"""
Run the real service so that it starts in milliseconds: imports and knowledge once, then a fork for each life.

`python -m torture.zygote` reads one JSON object a line, {"env": {...}, "log": path}, and forks a
process that calls `python -m bot serve`'s own main with that environment. It answers "pid N" and,
when that process has ended, "exit N STATUS". The fork opens the database, the port and the lock
itself; nothing but code and knowledge is shared. `python -m torture.zygote serve` runs one in the
foreground, with the mutant of the environment.
"""

from __future__ import annotations

import gc
import json
import os
import select
import sys
import traceback
from pathlib import Path
from typing import Any

import bot.app
from bot import cli, failpoints
from bot.settings import read_settings
from torture import mutants


def serve(environ: dict[str, str]) -> int:
    """Be the service, with the failpoint and the mutant that the environment names."""
    os.environ.update(environ)
    failpoints.arm(os.environ.get("FAILPOINT", ""))
    mutants.apply(os.environ.get("MUTANT", ""), float(os.environ.get("STORE_FAULTS", "0")))
    return cli.main(["serve"])


def share_knowledge() -> None:
    """Read the knowledge now, so that forks need not."""
    settings = read_settings(os.environ)
    office = bot.app.office_of(settings)
    folder = Path(settings["FAQ_DIR"]) if settings["FAQ_DIR"] else None
    known = bot.app.read_known(office, folder)

    def read_again(wanted: Any, faq_dir: Path | None = None) -> Any:
        assert (wanted, faq_dir) == (office, folder), "a zygote serves one office"
        return known

    bot.app.read_known = read_again


def be_a_child(order: dict[str, Any]) -> None:
    """Become the service in a fork; never returns."""
    status = 70
    try:
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        status = serve(order["env"])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def reap(children: set[int]) -> None:
    """Tell of those that ended."""
    for pid in tuple(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            say(f"exit {pid} {os.waitstatus_to_exitcode(status)}")


def say(line: str) -> None:
    """Tell the torture."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Serve orders until the torture hangs up."""
    if sys.argv[1:] == ["serve"]:
        return serve({})
    share_knowledge()
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    say("ready")
    pending = b""
    while True:
        readable, _, _ = select.select([0], [], [], 0.02)
        reap(children)
        if not readable:
            continue
        read = os.read(0, 65536)
        if not read:
            return 0
        *lines, pending = (pending + read).split(b"\n")
        for line in lines:
            pid = os.fork()
            if pid == 0:
                be_a_child(json.loads(line))
            children.add(pid)
            say(f"pid {pid}")


if __name__ == "__main__":
    sys.exit(main())
