"""The short form of `make torture`: some kills under traffic, and one mutant that must be caught."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot import failpoints
from torture.evidence import comparable
from torture.mutants import MUTANTS

ROOT = Path(__file__).parent.parent


def test_a_service_killed_again_and_again_loses_and_doubles_nothing() -> None:
    """In a process of its own: lives are forked, and pytest has threads."""
    command = [sys.executable, "-m", "torture", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "caught: " in done.stdout


def test_every_place_of_the_failpoints_is_passed_in_the_code() -> None:
    """A failpoint that nothing reaches tests nothing."""
    code = "".join(p.read_text() for folder in ("bot", "storage") for p in Path(ROOT, folder).rglob("*.py"))  # fmt: skip

    for place in failpoints.PLACES:
        assert code.count(f'reach("{place}")') == 1, place


def test_there_is_a_mutant_for_every_promise() -> None:
    assert len(MUTANTS) >= 13


def test_states_are_alike_whatever_numbers_the_tickets_got() -> None:
    """Who came first among all gives the numbers, and a bubble with a number has a mark of its own."""
    one = '{"said":[{"text":"접수번호는 W-2026-0001이에요"}],"told":["66b55d69","1861c45e"]}'
    other = '{"said":[{"text":"접수번호는 W-2026-0012예요"}],"told":["66b55d69","e9cfa391"]}'
    fewer = '{"said":[{"text":"접수번호는 W-2026-0012예요"}],"told":["66b55d69"]}'

    assert comparable(one) == comparable(other)
    assert comparable(one) != comparable(fewer)
