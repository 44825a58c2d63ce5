"""`make torture`: the true service must come through unhurt, and every mutant must be caught."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import replace

import bot.app
from bot.knowledge import KnowledgeFiles
from bot.office import Known
from bot.settings import read_settings
from torture.mutants import MUTANTS
from torture.run import OFFICE, Outcome, Plan, torture
from torture.service import Zygote, fork_zygote

KILLS, UPDATES = 220, 8_500
#: For continuous integration: kills, updates.
SHORT = (10, 350)
#: A mutant needs less: it must be caught, not measured.
MUTANT_KILLS, MUTANT_UPDATES = 24, 900


def main() -> int:
    """Return 0 when nothing was lost and no mutant passed."""
    parser = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--updates", type=int, default=UPDATES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutant", choices=[*MUTANTS, "all", "none"], default="all")
    parser.add_argument("--short", action="store_true", help="a small true run and one mutant")
    options = parser.parse_args()
    if options.short:
        options.kills, options.updates, options.mutant = *SHORT, "all"
    known = read_knowledge()
    parent = fork_zygote(known)
    well = True
    if options.mutant in ("all", "none"):
        plan = Plan(options.kills, options.updates, options.seed)
        outcome = asyncio.run(run(plan, known, parent))
        show(outcome)
        well = outcome.findings.count == 0
    names = list(MUTANTS) if options.mutant == "all" else [options.mutant]
    if options.short:
        names = [list(MUTANTS)[options.seed % len(MUTANTS)]]
    for name in names if options.mutant != "none" else []:
        plan = mutant_plan(name, options.seed)
        if options.short:
            plan = replace(plan, kills=SHORT[0], updates=SHORT[1], peace_s=6.0)
        well = show_mutant(asyncio.run(run(plan, known, parent))) and well
    parent.close()
    return 0 if well else 1


async def run(plan: Plan, known: Known, parent: Zygote) -> Outcome:
    """Run one torture."""
    parent.listen()
    try:
        return await torture(plan, known, parent)
    finally:
        parent.deafen()


def mutant_plan(name: str, seed: int) -> Plan:
    """Say how a mutant is tried."""
    return Plan(
        MUTANT_KILLS,
        MUTANT_UPDATES,
        seed,
        name,
        store_faults=0.03,
        peace_s=20.0,
        residents=30,
        visitors=3,
    )


def read_knowledge() -> Known:
    """Read words and knowledge for the oracle."""
    settings = read_settings({"OFFICE_KEY": OFFICE})
    return bot.app.read_known(KnowledgeFiles(bot.app.office_of(settings)))


def show(outcome: Outcome) -> None:
    """Print the figures."""
    findings = outcome.findings
    say(f"kills {outcome.kills}, updates {outcome.updates}, in {outcome.seconds:.0f} s")
    say("killed " + ", ".join(f"{k} {v}" for k, v in sorted(outcome.killed_at.items())))
    say(
        f"faults of Telegram {outcome.faults_played}, page connections {outcome.connections},"
        f" forms of the console {outcome.submits}"
    )
    say(
        f"messages accepted {findings.accepted}, repeated {findings.repeated},"
        f" marked without need {findings.needless}"
    )
    say(", ".join(f"{kind} {len(found)}" for kind, found in findings.found.items()))
    for line in findings.lines():
        say(f"  {line}")


def show_mutant(outcome: Outcome) -> bool:
    """Print whether a mutant was caught, and by what."""
    name, findings = outcome.plan.mutant, outcome.findings
    by = ", ".join(f"{kind} {len(found)}" for kind, found in findings.found.items() if found)
    caught = bool(findings.found[MUTANTS[name][1]])
    say(
        f"caught: {name} ({by}) in {outcome.seconds:.0f} s"
        if caught
        else f"PASSED, which must not be: {name} (only {by or 'nothing'})"
    )
    return caught


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
