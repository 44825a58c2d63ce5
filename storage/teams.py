"""Teams (업무 분장): who does what in the office; a case may be passed on to one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Team:
    """One team; `members` are ids of accounts that have not ended."""

    id: int
    name: str
    members: frozenset[int]


def add(tx: Tx, name: str, at: datetime) -> int:
    """Make a team; raises ValueError when there is one of this name."""
    if any(team.name == name for team in everyone(tx)):
        raise ValueError(f"there is a team '{name}' already")
    return tx.insert(
        "INSERT INTO team (office, name, created_at) VALUES (?, ?, ?)", (tx.office, name, to_ms(at))
    )


def end(tx: Tx, team_id: int, at: datetime) -> bool:
    """End a team; return whether there was one. What it was offered goes back to its owners."""
    tx.execute("DELETE FROM offer WHERE to_team = ?", (team_id,))
    return bool(
        tx.changed(
            "UPDATE team SET ended_at = ? WHERE id = ? AND office = ? AND ended_at IS NULL",
            (to_ms(at), team_id, tx.office),
        )
    )


def set_members(tx: Tx, team_id: int, members: Iterable[int]) -> None:
    """Say who belongs to a team."""
    tx.execute("DELETE FROM team_member WHERE team_id = ?", (team_id,))
    tx.many(
        "INSERT INTO team_member (team_id, staff_id) SELECT ?, id FROM staff WHERE id = ?",
        [(team_id, member) for member in sorted(set(members))],
    )


def everyone(tx: Tx) -> list[Team]:
    """Return all teams with their members, by name."""
    rows = tx.all(
        "SELECT t.id, t.name, s.id AS staff_id FROM team t LEFT JOIN team_member m ON m.team_id = t.id"
        " LEFT JOIN staff s ON s.id = m.staff_id AND s.disabled_at IS NULL"
        " WHERE t.office = ? AND t.ended_at IS NULL ORDER BY t.name, t.id",
        (tx.office,),
    )
    names = {row["id"]: row["name"] for row in rows}
    members = {
        team: frozenset(r["staff_id"] for r in rows if r["id"] == team and r["staff_id"])
        for team in names
    }
    return [Team(team, name, members[team]) for team, name in names.items()]
