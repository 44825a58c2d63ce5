"""Erase what a person asked to have erased, except what the law makes us keep (P16, P17)."""

from __future__ import annotations

from storage.transaction import Tx


def erase_talk(tx: Tx, contact: int) -> None:
    """
    Erase the talk of a contact that belongs to no case.

    Messages lose their text (their ids stay, so that a repeat is still recognised); outgoing rows
    without a case likewise; missed questions are scrubbed already and bound to nobody. Tickets are
    kept for staff, who answer the request.
    """
    empty = tx.sealer.seal("{}")
    tx.execute(
        "UPDATE inbox SET payload_sealed = ?, kind = 'erased' WHERE contact_id = ? AND ticket_id IS NULL"
        " AND done_at IS NOT NULL",
        (empty, contact),
    )
    tx.execute(
        "DELETE FROM outbox WHERE contact_id = ? AND ticket_id IS NULL AND status IN ('sent', 'shelf', 'dead')",
        (contact,),
    )
    tx.execute("DELETE FROM attachment WHERE contact_id = ? AND ticket_id IS NULL", (contact,))
    tx.execute("DELETE FROM conversation WHERE contact_id = ?", (contact,))
    tx.execute("UPDATE contact SET news_at = NULL WHERE id = ?", (contact,))
