"""
Fork lives of the real service, so that each starts in milliseconds: imports and knowledge are read once.

The zygote reads one JSON object a line, {"env": {...}, "log": path}, and forks a process that calls
`python -m bot serve`'s own main with that environment. It answers "pid N" and, when that process has
ended, "exit N STATUS". The fork opens the database, the port and the lock itself; nothing but code
and knowledge is shared. `python -m torture.zygote` is one life in the foreground, with the MUTANT,
FAILPOINT and STORE_FAULTS of the environment.
"""

from __future__ import annotations

import gc
import json
import os
import select
import sys
import traceback
from typing import Any

import bot.app
from bot import cli, failpoints
from bot.knowledge import KnowledgeFiles
from bot.office import Known
from torture import mutants


def serve(environ: dict[str, str]) -> int:
    """Be the service, with the failpoint and the mutant that the environment names."""
    os.environ.update(environ)
    failpoints.arm(os.environ.get("FAILPOINT", ""))
    mutants.apply(os.environ.get("MUTANT", ""), float(os.environ.get("STORE_FAULTS", "0")))
    return cli.main(["serve"])


def share_knowledge(known: Known) -> None:
    """Let lives use the knowledge that was read before the fork."""

    def read_again(_files: KnowledgeFiles) -> Known:
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
    except BaseException:  # noqa: BLE001 - its last words are for the log
        traceback.print_exc()
    finally:
        os._exit(status)


def reap(children: set[int], answers: int) -> None:
    """Tell of those that ended."""
    for pid in tuple(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            os.write(answers, f"exit {pid} {os.waitstatus_to_exitcode(status)}\n".encode())


def obey(known: Known, orders: int, answers: int) -> None:
    """Fork lives as ordered until the torture hangs up."""
    share_knowledge(known)
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    pending = b""
    while True:
        readable, _, _ = select.select([orders], [], [], 0.02)
        reap(children, answers)
        if not readable:
            continue
        read = os.read(orders, 65536)
        if not read:
            return
        *lines, pending = (pending + read).split(b"\n")
        for line in lines:
            pid = os.fork()
            if pid == 0:
                be_a_child(json.loads(line))
            children.add(pid)
            os.write(answers, f"pid {pid}\n".encode())


if __name__ == "__main__":
    sys.exit(serve({}))
