"""Whether somebody can come now: on duty, and signed in or reachable in the staff group."""

from __future__ import annotations

import json
from datetime import datetime

from storage.records.staff import AT_THE_DESK
from storage.sessions import IDLE, LONGEST
from storage.times import to_ms
from storage.transaction import Tx

_AT_THE_DESK = json.dumps(sorted(AT_THE_DESK))


def anybody_at_hand(tx: Tx, at: datetime) -> bool:
    """
    Say whether an account that works on cases is on duty and somebody is behind it.

    Behind it is who is signed in, for as long as the session lives, or who is bound to Telegram: a
    mark of duty alone has no ears.
    """
    found = tx.value(
        "SELECT 1 FROM staff s WHERE s.office = ? AND s.disabled_at IS NULL AND s.on_duty = 1"
        " AND s.role IN (SELECT value FROM json_each(?)) AND (s.telegram_digest IS NOT NULL OR EXISTS"
        " (SELECT 1 FROM staff_session n WHERE n.staff_id = s.id AND n.ended_at IS NULL"
        " AND n.seen_at > ? AND n.created_at > ?)) LIMIT 1",
        (tx.office, _AT_THE_DESK, to_ms(at - IDLE), to_ms(at - LONGEST)),
    )
    return found is not None
