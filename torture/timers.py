"""Checks of what the clock had to do: jobs once a due time, alerts that go on until somebody answers."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bot.carry_out import RING_AGAIN
from bot.clockwork import JOBS
from bot.office import Known, context_of
from storage.records.ticket import Priority
from storage.times import to_ms
from storage.transaction import Tx
from torture.checks import Findings

MINUTE_MS = 60_000
#: Between two looks of the clock, and a little.
LATE = timedelta(seconds=20)


def check_timers(findings: Findings, tx: Tx, known: Known, began: datetime, ended: datetime) -> None:  # fmt: skip
    """Each minute has its sweep, each alert its next ring, each ring its line and its message."""
    dues = [
        row[0] for row in tx.all("SELECT due_at FROM job_run WHERE job = 'sweep' ORDER BY due_at")
    ]
    first, last = to_ms(began + timedelta(minutes=1)), to_ms(ended - timedelta(minutes=1) - LATE)
    for due in range(first - first % MINUTE_MS, last, MINUTE_MS):
        if dues.count(due) != 1:
            findings.add("timers", f"sweep of {due} ran {dues.count(due)} times")
    noted = {row[0] for row in tx.all("SELECT DISTINCT job FROM job_run")}
    for job in JOBS:
        if job.name not in noted:
            findings.add("timers", f"nobody noted the runs of {job.name}")
    _check_alerts(findings, tx, known, ended)
    rung = tx.value("SELECT count(*) FROM event WHERE kind = 'alert_rung'")
    told = tx.value("SELECT count(*) FROM outbox WHERE idem LIKE 'alert:%'")
    if rung != told:
        findings.add("timers", f"{rung} rings, {told} messages to the staff group")


def _check_alerts(findings: Findings, tx: Tx, known: Known, ended: datetime) -> None:
    opening = context_of(tx, ended, known).hours.next_opening(ended)
    rings = Counter(row[0] for row in tx.all("SELECT ticket_id FROM event WHERE kind = 'alert_rung'"))  # fmt: skip
    sql = (
        "SELECT a.*, t.priority, t.number FROM alert a JOIN ticket t ON t.id = a.ticket_id"
        " WHERE a.acked_at IS NULL AND t.status <> 'closed'"
    )
    for row in tx.all(sql):
        again = timedelta(minutes=RING_AGAIN[Priority(row["priority"])])
        latest = max(ended, opening) + again
        if not to_ms(ended - LATE) <= row["next_at"] <= to_ms(latest):
            findings.add("timers", f"alert {row['number']} has no next ring ({row['next_at']})")
        most = 1 + (to_ms(ended) - row["raised_at"]) // (again // timedelta(milliseconds=1))
        if row["round"] > most:
            # the clock mends a next ring that lies too far off by ringing at once, again and again
            findings.add("timers", f"alert {row['number']} rang {row['round']} times for {most}")
        if rings[row["ticket_id"]] < row["round"]:
            findings.add("timers", f"alert {row['number']} lost the lines of its rings")


def check_presses(findings: Findings, tx: Tx, marks: list[str]) -> None:
    """Each press in the staff group was carried out once."""
    done = Counter(str(row[0]) for row in tx.all("SELECT token FROM form_submit"))
    for mark in marks:
        if done[mark] != 1:
            findings.add("lost", f"a press in the staff group: {mark}")
