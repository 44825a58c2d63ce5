"""The staff group: number, urgency and link only; off unless a group is set (finding 1 of the rules)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import codec
from handlers.messages import Button, Reply, Style
from storage import contacts, outbox
from storage.transaction import Tx

_URGENCY = {4: "위급", 3: "긴급", 2: "오늘 안", 1: "보통"}


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """Where staff alerts go besides the console; `chat_key` '' means nowhere."""

    channel: str
    chat_key: str
    url: str

    def alert(self, tx: Tx, number: str, priority: int, ring: int, at: datetime) -> None:
        """Put an alert into the group's outbox; repeats say so."""
        again = f" · {ring + 1}번째 알림" if ring else ""
        link = f"\n{self.url}/staff/case/{number}" if self.url else ""
        text = f"{number} · {_URGENCY[priority]}{again}{link}"
        buttons = (Button("맡기", f"staff:claim:{number}"), Button("확인", f"staff:ack:{number}"))
        self._put(tx, Reply(text, buttons, Style.STAFF), f"alert:{number}:{at.timestamp():.3f}", at)

    def tell(self, tx: Tx, text: str, idem: str, at: datetime) -> None:
        """Put a line without personal data into the group's outbox."""
        self._put(tx, Reply(text, style=Style.STAFF), idem, at)

    def _put(self, tx: Tx, reply: Reply, idem: str, at: datetime) -> None:
        if not self.chat_key:
            return
        contact = contacts.contact_id(tx, self.channel, self.chat_key, at)
        outbox.put(
            tx, contact, self.channel, codec.dump(reply), idem, at, pull=False, lane=outbox.LANE_ALERT
        )  # fmt: skip
