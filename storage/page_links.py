"""One-time links by which a talk goes on, on the office's own page (strict mode, P9)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from storage.times import to_ms
from storage.transaction import Tx

#: Long enough to be found again in a chat, short enough to be worthless when it is found by others.
LIFE = timedelta(hours=1)


def put(tx: Tx, token: str, flow: str, given: Mapping[str, object], at: datetime) -> None:
    """Keep a link and what it goes on with; the token itself is never stored."""
    payload = json.dumps({"flow": flow, "given": dict(given)}, ensure_ascii=False)
    tx.execute(
        "INSERT INTO page_link (token_digest, office, payload_sealed, expires_at)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (token_digest) DO NOTHING",
        (
            tx.sealer.digest("page_link", token),
            tx.office,
            tx.sealer.seal(payload),
            to_ms(at + LIFE),
        ),
    )


def use(tx: Tx, token: str, at: datetime) -> tuple[str, dict[str, object]] | None:
    """Use up a link; return (flow, what was given), or None when it is unknown, used or too old."""
    digest = tx.sealer.digest("page_link", token)
    used = tx.changed(
        "UPDATE page_link SET used_at = ? WHERE office = ? AND token_digest = ?"
        " AND used_at IS NULL AND expires_at > ?",
        (to_ms(at), tx.office, digest, to_ms(at)),
    )
    if not used:
        return None
    sealed = tx.value("SELECT payload_sealed FROM page_link WHERE token_digest = ?", (digest,))
    payload = json.loads(tx.sealer.open(sealed))
    tx.execute("UPDATE page_link SET payload_sealed = NULL WHERE token_digest = ?", (digest,))
    return payload["flow"], payload["given"]
