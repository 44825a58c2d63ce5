"""One torture: traffic and kills until there were enough of both, then peace, then every check."""

from __future__ import annotations

import asyncio
import random  # noqa: TID251 - chance is what a torture is made of
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.office import Known
from bot.turn import FaultyMessage
from torture import checks, timers
from torture.console import Officer
from torture.evidence import contacts_of, integrity, open_evidence, traces
from torture.oracle import desk_of, kept_in, replay, told_by
from torture.residents import Resident
from torture.service import Service, Zygote
from torture.staff import Colleague
from torture.telegram import ToughTelegram
from torture.visitors import Visitor

OFFICE = "torture"
#: Residents are patient while Telegram holds more than this.
MOST_WAITING = 150
#: A graceful stop takes no longer.
STOP_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard, and with which bug."""

    kills: int
    updates: int
    seed: int = 1
    mutant: str = ""
    residents: int = 40
    visitors: int = 6
    store_faults: float = 0.005
    #: After the last kill something must be settled at least this often, until all is.
    peace_s: float = 40.0


@dataclass
class Outcome:
    """What came of it."""

    plan: Plan
    findings: checks.Findings
    kills: int = 0
    updates: int = 0
    connections: int = 0
    submits: int = 0
    seconds: float = 0.0
    killed_at: dict[str, int] = field(default_factory=dict)
    faults_played: int = 0


class Gate:
    """Lets traffic through in step with the kills, so that there is traffic to the last of them."""

    def __init__(
        self, plan: Plan, service: Service, issued: Callable[[], int], waiting: Callable[[], int]
    ) -> None:
        """`issued()` counts what was said so far, `waiting()` what Telegram still holds."""
        self._plan, self._service = plan, service
        self._issued, self._waiting = issued, waiting

    @property
    def enough(self) -> bool:
        """Say whether as much was said as was planned."""
        return self._issued() >= self._plan.updates

    async def __call__(self) -> bool:
        """Wait for one's turn; False when it is over."""
        plan = self._plan
        while self._waiting() > MOST_WAITING or self._issued() >= plan.updates * (
            self._service.kills + 1.5
        ) / max(1, plan.kills):
            if self.enough:
                return False
            await asyncio.sleep(0.02)
        return not self.enough


async def torture(plan: Plan, known: Known, zygote: Zygote) -> Outcome:
    """Run one; raises nothing for what the service does wrong, it is in the findings."""
    chance = random.Random(plan.seed)  # noqa: S311
    began, started = datetime.now(UTC), time.monotonic()  # noqa: TID251
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        folder = Path(name)
        async with ToughTelegram(chance) as tg:
            service = Service(zygote, folder, tg.api_url, tg.token, plan.mutant, plan.store_faults)
            colleague = Colleague(tg, chance)
            service.env["TELEGRAM_STAFF_CHAT_ID"] = str(colleague.group.id)
            await colleague.settle_in(folder / "data", OFFICE)
            outcome = Outcome(plan, checks.Findings())
            try:
                people, officer = await _rage(plan, service, tg, colleague, chance)
                await _peace(plan, service, tg, people, officer, outcome)
            finally:
                await service.end()
            _judge(outcome, folder, tg, colleague, people, known, began)
            officer.check(outcome.findings, open_evidence(folder / "data", OFFICE))
            outcome.submits = officer.submits
            outcome.faults_played = len(tg.faults.played)
            outcome.updates = said(tg, people)
    outcome.kills, outcome.killed_at = service.kills, service.killed_at
    outcome.connections = sum(v.connections for v in people)
    outcome.seconds = time.monotonic() - started
    return outcome


def said(tg: ToughTelegram, visitors: list[Visitor]) -> int:
    """Count all that was said."""
    return len(tg.ledger.updates) + sum(len(one.page.said) for one in visitors)


async def _rage(
    plan: Plan, service: Service, tg: ToughTelegram, colleague: Colleague, chance: random.Random
) -> tuple[list[Visitor], Officer]:
    """Traffic and kills."""
    residents = [Resident(tg, n, random.Random(f"{plan.seed} {n}")) for n in range(plan.residents)]  # noqa: S311
    visitors = [
        Visitor(service.port, random.Random(f"{plan.seed} web {n}"))  # noqa: S311
        for n in range(plan.visitors)
    ]
    gate = Gate(plan, service, lambda: said(tg, visitors), lambda: len(tg.updates.pending))
    officer = Officer(service.port, colleague.session, colleague.seat.chat, chance)
    writing = asyncio.create_task(officer.work(lambda: service.kills >= plan.kills and gate.enough))
    living = [asyncio.create_task(one.live(gate)) for one in (*residents, *visitors)]
    working = asyncio.create_task(colleague.work())
    while service.kills < plan.kills or not gate.enough:
        await service.live_and_die(chance, tg.polled)
    await asyncio.gather(*living)
    working.cancel()
    await writing
    return visitors, officer


async def _peace(
    plan: Plan,
    service: Service,
    tg: ToughTelegram,
    visitors: list[Visitor],
    officer: Officer,
    outcome: Outcome,
) -> None:
    """A last life without faults: everything that waits must be settled, and the stop be graceful."""
    tg.calm()
    await service.start(faults=0)
    until = time.monotonic() + plan.peace_s
    least = 10**9
    while time.monotonic() < until:
        await asyncio.sleep(0.3)
        left = len(tg.updates.pending) + _open_work(service.folder / "data" / "welfare.db")
        if not left:
            break
        if left < least:
            least, until = left, time.monotonic() + plan.peace_s
    else:
        outcome.findings.add("broken", f"nothing was settled for {plan.peace_s:.0f} s")
    for settled in await asyncio.gather(*(one.settle(plan.peace_s) for one in visitors)):
        if not settled:
            outcome.findings.add("lost", "a page was never told that its message is kept")
    await officer.settle(plan.peace_s)
    # what the pages said last is decided in a moment
    await asyncio.sleep(1.0)
    status = await service.stop(STOP_WITHIN_S)
    if status != 0:
        outcome.findings.add("broken", f"SIGTERM: exit status {status} within {STOP_WITHIN_S} s")
    for what in service.unexpected:
        outcome.findings.add("broken", what)


def _open_work(database: Path) -> int:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        waiting = connection.execute(
            "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL)"
            " + (SELECT count(*) FROM outbox WHERE status IN ('ready', 'sending'))"
        )
        return int(waiting.fetchone()[0])
    except sqlite3.OperationalError:
        return 1
    finally:
        connection.close()


def _judge(
    outcome: Outcome,
    folder: Path,
    tg: ToughTelegram,
    colleague: Colleague,
    visitors: list[Visitor],
    known: Known,
    began: datetime,
) -> None:
    findings = outcome.findings
    ended = datetime.now(UTC)  # noqa: TID251
    tx = open_evidence(folder / "data", OFFICE)
    desk = desk_of(OFFICE, tg.token, folder / "data")
    told = told_by(tg.ledger.updates, desk)
    kept = kept_in(tx, contacts_of(tx))
    checks.check_intake(findings, kept, dict(told))
    try:
        expected = traces(replay(kept, told, known, OFFICE, folder / "oracle.db"))
        checks.check_effects(findings, expected, traces(tx))
    except FaultyMessage as fault:
        findings.add("broken", f"even the oracle cannot decide: {fault}")
    checks.check_delivery(findings, tx, tg.world.chats)
    checks.check_pages(findings, tx, kept, visitors)
    timers.check_timers(findings, tx, known, began, ended)
    timers.check_presses(findings, tx, colleague.marks(desk))
    if (said := integrity(folder / "data")) != "ok":
        findings.add("broken", said)
