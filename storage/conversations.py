"""What is remembered of a talk between two messages; the state itself is one sealed JSON."""

from __future__ import annotations

from datetime import datetime

from storage.times import from_ms, maybe_ms, to_ms
from storage.transaction import Tx


def state_of(tx: Tx, contact: int) -> str | None:
    """Return the stored state as JSON, or None for a new contact."""
    sealed = tx.value("SELECT state_sealed FROM conversation WHERE contact_id = ?", (contact,))
    return None if sealed is None else tx.sealer.open(sealed)


def keep_state(
    tx: Tx,
    contact: int,
    state: str,
    at: datetime,
    *,
    flow: str | None,
    owner: str,
    quiet_until: datetime | None,
) -> None:
    """Store the state; flow, owner and quiet time stand in the open so that the clock finds them."""
    tx.execute(
        "INSERT INTO conversation (contact_id, office, state_sealed, flow, owner, quiet_until, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (contact_id) DO UPDATE SET"
        " state_sealed = excluded.state_sealed, flow = excluded.flow, owner = excluded.owner,"
        " quiet_until = excluded.quiet_until, updated_at = excluded.updated_at",
        (
            contact, tx.office, tx.sealer.seal(state), flow, owner, maybe_ms(quiet_until), to_ms(at),
        ),
    )  # fmt: skip


def idle_flows(tx: Tx, flows: tuple[str, ...], before: datetime) -> list[int]:
    """List contacts whose open flow has not moved since `before`."""
    marks = ", ".join("?" for _ in flows)
    rows = tx.all(
        f"SELECT contact_id FROM conversation WHERE office = ? AND flow IN ({marks})"  # noqa: S608
        " AND updated_at < ?",
        (tx.office, *flows, to_ms(before)),
    )
    return [row[0] for row in rows]


def forget(tx: Tx, contact: int) -> None:
    """Forget the talk's state."""
    tx.execute("DELETE FROM conversation WHERE contact_id = ?", (contact,))


def owner_of(tx: Tx, contact: int) -> str:
    """Say whose turn the talk is: "bot", "person" or "nobody"."""
    return str(tx.value("SELECT owner FROM conversation WHERE contact_id = ?", (contact,)) or "bot")


def quiet_until(tx: Tx, contact: int) -> datetime | None:
    """Return until when nothing is asked of a contact after an acute message (A7), or None."""
    found: int | None = tx.value(
        "SELECT quiet_until FROM conversation WHERE contact_id = ?", (contact,)
    )
    return from_ms(found)
