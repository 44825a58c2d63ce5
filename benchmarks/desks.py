"""
Fifty open desks while fifty messages a second come in: how soon they hear of one, and what residents feel.

The whole service in a process of its own; the desks do what bot/console/static/desk.js does.
`python -m benchmarks.desks [seconds of a round]`
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.cases import Cases
from benchmarks.child import cpu_s, free_port, ready, started
from benchmarks.figures import Figure, Rounds, percentile, ratios, say, show
from benchmarks.officer import Desk, Wire, officer_token, signed_in
from benchmarks.queue_page import OPEN, fill_queue
from benchmarks.visitor import Visitor, visitors
from bot import clock
from bot.console.streams import Streams
from bot.settings import read_settings
from bot.verbs.opened import opened
from handlers.hours import seoul
from storage import days, sessions, staff
from storage.records.staff import Role
from storage.transaction import Tx

DESKS, TALKS, ASKERS = 50, 40, 10
#: Messages a second of all together, each of them one a second.
A_SECOND = TALKS + ASKERS
SECONDS, ROUNDS, CONTESTED = 12.0, 5, 10
REACH_GOAL_MS, SLOWED_GOAL = 300.0, 1.2
#: What is said to an officer, and what the bot is asked; neither is a danger.
WORDS = "네, 내일 오전에 동 주민센터로 갈게요"
QUESTION = "운영 시간"


def prepare(tx: Tx) -> None:
    """Open the office all day, and let every officer be signed in already."""
    at = clock.now()
    for day in (seoul(at).date(), seoul(at + timedelta(days=1)).date()):
        days.set_override(tx, day, (("00:00", "24:00"),), "bench", None, at)
    for number in range(DESKS):
        made = staff.add_staff(tx, f"officer{number}", f"Officer {number}", Role.OFFICER, at)
        sessions.start_session(tx, made, officer_token(number), at)
    # promised for later: five hundred alarms are another benchmark's matter
    fill_queue(tx, 0, OPEN, OPEN, at + timedelta(hours=12))


async def round_of(
    talkers: dict[str, Visitor], askers: list[Visitor], wire: Wire, seconds: float
) -> list[float]:
    """Let all write once a second; return the milliseconds in which questions were answered."""
    answered: list[float] = []
    ends = time.perf_counter() + seconds

    async def at_its_time(number: int) -> AsyncIterator[None]:
        next_ = time.perf_counter() + number / A_SECOND
        while next_ < ends:
            await asyncio.sleep(max(0.0, next_ - time.perf_counter()))
            yield
            next_ += 1.0

    async def talk(number: int, case: str, who: Visitor) -> None:
        async for _ in at_its_time(number):
            wire.said[case].append(time.perf_counter())
            await who.says(WORDS)

    async def ask(number: int, who: Visitor) -> None:
        async for _ in at_its_time(number):
            took_s = await who.says(QUESTION, until="lines")
            answered.append(took_s * 1000)

    await asyncio.gather(
        *(talk(n, case, who) for n, (case, who) in enumerate(talkers.items())),
        *(ask(TALKS + n, who) for n, who in enumerate(askers)),
    )
    return answered


async def begin_talks(
    residents: list[Visitor], desks: list[Desk], cases: Cases
) -> dict[str, Visitor]:
    """Let residents ask for a person, and officers come."""
    found = {}
    for resident, desk in zip(residents, itertools.cycle(desks), strict=False):
        before = cases.talks()
        await resident.says(press="g:person", until="lines")
        while not (new := cases.talks() - before):  # noqa: ASYNC110 - another process files it
            await asyncio.sleep(0.02)
        (case,) = new
        for act in ("claim", "join"):
            await desk.does(case, act)
        found[case] = resident
    return found


async def contest(desks: list[Desk], cases: Cases) -> list[tuple[int, int]]:
    """Let all claim the same case at once; return (told that they have it, lines) of each case."""
    found = []
    for number in cases.waiting(CONTESTED):
        answers = await asyncio.gather(*(desk.does(number, "claim") for desk in desks))
        found.append((answers.count(200), cases.claims(number)))
    return found


@dataclass(frozen=True, slots=True)
class Round:
    """One round: in how many milliseconds each question was answered, what desks heard, the service's CPU."""

    answers_ms: list[float]
    wire: Wire
    cpu: float


async def run(folder: Path, seconds: float) -> list[Figure]:
    """Serve, open, and measure in turns."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environ = {"DATA_DIR": str(folder), "PORT": str(port), "BACKUP_KEEP": "0", "LOG_LEVEL": "error"}
    settings = read_settings(environ)
    async with opened(settings, create=True) as store:
        await store.run(prepare)
    cases = Cases(settings.database)
    with started([sys.executable, "-m", "bot", "serve"], environ, folder / "log") as process:
        await ready(url, process)
        async with (
            signed_in(url, DESKS) as desks,
            visitors(url, TALKS, 0) as residents,
            visitors(url, ASKERS, TALKS) as askers,
        ):
            talkers = await begin_talks(residents, desks, cases)

            async def measured(opened_: list[Desk], seconds_: float) -> Round:
                wire = Wire()
                await asyncio.gather(*(desk.open(wire) for desk in opened_))
                # that they open all at once is this benchmark's own
                await asyncio.sleep(1)
                before = cpu_s(process.pid)
                answers = await round_of(talkers, askers, wire, seconds_)
                cpu = (cpu_s(process.pid) - before) / seconds_
                await asyncio.gather(*(desk.leave() for desk in opened_))
                say(
                    f"  {len(opened_)} desks: {percentile(answers, 0.5):.1f} ms, {cpu:.0%} of a core"
                )
                return Round(answers, wire, cpu)

            await measured([], seconds / 2)
            alone: list[Round] = []
            beside: list[Round] = []
            for number in range(ROUNDS):
                for with_desks in (bool(number % 2), not number % 2):
                    found = await measured(desks if with_desks else [], seconds)
                    (beside if with_desks else alone).append(found)
            contested = await contest(desks, cases)
    return [_reach(beside), _slowed(alone, beside), _one_owner(contested)]


def _reach(beside: list[Round]) -> Figure:
    p99 = Rounds(tuple(percentile(r.wire.reached_ms, 0.99) for r in beside))
    reached = [ms for r in beside for ms in r.wire.reached_ms]
    pieces = [ms for r in beside for ms in r.wire.pieces_ms]
    return Figure(
        f"an event reaches an open page, p99, {DESKS} open desks and {A_SECOND} messages/s",
        f"<= {REACH_GOAL_MS:.0f} ms", f"{p99.spread('.0f')} ms", p99.median <= REACH_GOAL_MS, "desks",
        f"p50 {percentile(reached, 0.5):.0f} ms over {len(reached):,} events; the queue itself was fetched"
        f" {len(pieces):,} times, in {percentile(pieces, 0.5):.0f} ms (p99 {percentile(pieces, 0.99):.0f} ms), each page at a"
        f" moment of its own within {Streams.spread_of(DESKS) / 1000:.1f} s",
    )  # fmt: skip


def _slowed(alone: list[Round], beside: list[Round]) -> Figure:
    def medians(rounds: list[Round]) -> Rounds:
        return Rounds(tuple(percentile(r.answers_ms, 0.5) for r in rounds))

    ratio = ratios(medians(beside), medians(alone))
    cpu = [Rounds(tuple(r.cpu for r in rounds)).median for rounds in (beside, alone)]
    tails = [
        percentile([ms for r in rounds for ms in r.answers_ms], 0.99) for rounds in (beside, alone)
    ]
    return Figure(
        f"time to an answer beside {DESKS} open desks / without any, {A_SECOND} messages/s",
        f"<= {SLOWED_GOAL}x", f"{ratio.spread()}x", ratio.median <= SLOWED_GOAL, "desks",
        f"{medians(beside).median:.1f} against {medians(alone).median:.1f} ms, p99 {tails[0]:.0f} against"
        f" {tails[1]:.0f} ms; {cpu[0]:.0%} of a core against {cpu[1]:.0%}",
    )  # fmt: skip


def _one_owner(contested: list[tuple[int, int]]) -> Figure:
    right = sum(one == (1, 1) for one in contested)
    return Figure(
        f"{DESKS} claim one case at once: one owner, one line in its timeline",
        f"{CONTESTED} of {CONTESTED} cases", f"{right} of {len(contested)}",
        right == len(contested) == CONTESTED, "desks",
    )  # fmt: skip


def measure(seconds: float = SECONDS) -> list[Figure]:
    """Return the three figures."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(Path(folder), seconds))


if __name__ == "__main__":
    sys.exit(show(measure(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)))
