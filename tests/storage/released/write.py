"""
Write the fixture of a released schema: `python -m tests.storage.released.write`.

It writes `<migration>.sql` for each schema that has none yet: one row or more in each table, as the
functions of storage write them. Run it at every release, before a newer migration is written.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlite_utils

from storage import (
    alerts,
    attachments,
    audit,
    contacts,
    conversations,
    days,
    events,
    inbox,
    jobs,
    outbox,
    page_links,
    reviews,
    sessions,
    settings,
    staff,
    tickets,
)  # fmt: skip
from storage.records.staff import Role
from storage.records.ticket import Outcome, Priority, TicketKind
from storage.sealing import Sealer
from storage.sqlite.connection import open_writer
from storage.sqlite.schema import migrations
from storage.transaction import Tx
from tests.storage.released import KEYS

FOLDER = Path(__file__).parent
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def main() -> int:
    """Write what is missing."""
    names = [migration.name for migration in migrations._migrations]
    for name, after in zip(names, [*names[1:], None], strict=True):
        target = FOLDER / f"{name}.sql"
        if not target.exists():
            target.write_text(dump_of(after), "utf-8")
            sys.stdout.write(f"{target.name}\n")
    return 0


def dump_of(stop_before: str | None) -> str:
    """Return the SQL text of a filled database at one schema."""
    with tempfile.TemporaryDirectory() as folder:
        connection = open_writer(Path(folder) / "a.db")
        migrations.apply(sqlite_utils.Database(connection), stop_before=stop_before)
        tx = Tx(connection, Sealer(KEYS), "songsan1")
        connection.execute("BEGIN")
        fill(tx)
        if tx.value("SELECT 1 FROM sqlite_master WHERE name = 'page_link'"):
            page_links.put(tx, "token", "report", {"story": "창고에 사람이"}, AT)
        connection.execute("COMMIT")
        # iterdump reads rows by position
        connection.row_factory = None  # type: ignore[assignment]
        return "\n".join(connection.iterdump()) + "\n"


def fill(tx: Tx) -> None:
    """Put something into every table."""
    kim = staff.add_staff(tx, "kim", "김 담당", Role.OFFICER, AT, "no hash")
    sessions.start_session(tx, kim, "session", AT)
    staff.make_link(tx, kim, "link", AT)
    person = contacts.contact_id(tx, "telegram", "4242", AT)
    number = "W-2026-0001"
    ticket = tickets.open_ticket(
        tx, number, TicketKind.REPORT, Priority.URGENT, channel="telegram", contact=person, at=AT,
        fields={"story": "옆집이 조용해요", "phone": "010-0000-0000", "place": "바다로 1"},
        reasons=("no_answer",), due_at=AT + timedelta(hours=1),
    )  # fmt: skip
    said = inbox.keep(tx, "telegram", "u1", person, "text", '{"text": "옆집이 조용해요"}', AT, AT)
    assert said is not None
    inbox.mark_done(tx, said, AT, "asked", "report.story", ticket_id=ticket)
    inbox.keep(tx, "telegram", "u2", person, "text", '{"text": "거기 있나요"}', AT, AT)
    conversations.keep_state(
        tx, person, "{}", AT, flow="report", owner="bot", quiet_until=AT + timedelta(days=1)
    )
    for place, lane in enumerate((outbox.LANE_REPLY, outbox.LANE_BULK)):
        outbox.put(
            tx, person, "telegram", '{"text": "접수했어요"}', f"in:1:{place}", AT, pull=False,
            lane=lane, ticket_id=ticket, staff_id=kim,
        )  # fmt: skip
    outbox.claim(tx, "telegram", AT, 1)
    attachments.keep(tx, "photo", "image/jpeg", b"a picture", AT)
    attachments.expect(tx, "photo", person, AT)
    attachments.bind_to_ticket(tx, "photo", ticket)
    events.add_event(tx, ticket, "resident", "opened", "열렸어요", AT)
    alerts.raise_alert(tx, ticket, AT, AT)
    tickets.claim(tx, number, kim, AT)
    tickets.close(tx, number, Outcome.VISITED_HELPED, "쌀을 드렸어요", AT)
    reviews.give_consent(tx, person, ticket, "report", "2026-11", AT)
    reviews.log_danger(tx, said, "suicide", "soft", "self", ("words",), AT)
    reviews.log_missed(tx, "기초연금 얼마", "unanswered", "", AT)
    audit.write(tx, f"staff:{kim}", "opened", number, "", AT)
    jobs.take(tx, "sweep", AT, AT)
    days.set_override(tx, date(2026, 12, 24), (), "쉬는 날", kim, AT)
    settings.put(tx, "lunch", "closed", AT)
    settings.first_submit(tx, "form", AT)


if __name__ == "__main__":
    sys.exit(main())
