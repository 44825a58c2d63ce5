"""
Write the fixture of the newest schema: `python -m tests.storage.released.write`.

It writes `<migration>.sql` unless that is there: one row or more in each table, as the functions of
storage write them. Run it at every release; what they wrote at an older schema only that release knew.
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
    canned,
    contacts,
    conversations,
    days,
    drafts,
    events,
    households,
    inbox,
    jobs,
    merges,
    offers,
    outbox,
    page_links,
    referrals,
    reviews,
    satisfaction,
    scheduled,
    second_factor,
    sessions,
    settings,
    staff,
    tasks,
    teams,
    ticket_keys,
    tickets,
    versions,
    views,
)  # fmt: skip
from storage.records.household import Details
from storage.records.referral import Ground, ReferralDetails
from storage.records.staff import Role
from storage.records.task import Plan, TaskKind
from storage.records.ticket import Outcome, Priority, TicketKind
from storage.sealing import Sealer
from storage.sqlite.connection import open_writer
from storage.sqlite.schema import migrations
from storage.transaction import Tx
from tests.storage.released import KEYS

FOLDER = Path(__file__).parent
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def main() -> int:
    """Write it if it is missing."""
    target = FOLDER / f"{migrations._migrations[-1].name}.sql"
    if not target.exists():
        target.write_text(dump(), "utf-8")
        sys.stdout.write(f"{target.name}\n")
    return 0


def dump() -> str:
    """Return the SQL text of a filled database."""
    with tempfile.TemporaryDirectory() as folder:
        connection = open_writer(Path(folder) / "a.db")
        migrations.apply(sqlite_utils.Database(connection))
        tx = Tx(connection, Sealer(KEYS), "songsan1")
        connection.execute("BEGIN")
        kim, ticket = fill(tx)
        fill_desk(tx, kim, ticket)
        connection.execute("COMMIT")
        # iterdump reads rows by position
        connection.row_factory = None  # type: ignore[assignment]
        return "\n".join(connection.iterdump()) + "\n"


def fill(tx: Tx) -> tuple[int, int]:
    """Put something into every table of messages, delivery and the clock; return an officer and a case."""
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
    page_links.put(tx, "token", "report", {"story": "창고에 사람이"}, AT)
    return kim, ticket


def fill_desk(tx: Tx, kim: int, ticket: int) -> None:
    """Put something into every table of the desk, of cases and of the knowledge."""
    canned.add(tx, "인사", "{담당자}이(가) 답할게요.", kim, AT)
    scheduled.put(tx, ticket, kim, '{"text": "내일 갈게요"}', AT + timedelta(days=1), AT)
    home = households.of_ticket(tx, ticket, kim, AT)
    households.add_person(tx, home, Details("한 사람", "본인", "010-0000-0000"), kim, AT)
    other = tickets.open_ticket(
        tx, "W-2026-0002", TicketKind.REPORT, Priority.NORMAL, channel="web", contact=None, at=AT,
        fields={"story": "그 집이 걱정돼요", "place": "바다로 1"}, reasons=(), due_at=None,
    )  # fmt: skip
    ticket_keys.say_apart(tx, ticket, other, kim, AT)
    one, two = (tickets.by_number(tx, f"W-2026-000{n}") for n in (1, 2))
    assert one is not None
    assert two is not None
    merges.merge(tx, two, one, Priority.URGENT, ("no_answer",), kim, AT)
    tasks.plan(tx, ticket, Plan(TaskKind.VISIT, "쌀을 들고", AT), kim, AT)
    details = ReferralDetails("보건소", "혼자 사는 분", "전화로 동의")
    referrals.add(tx, ticket, details, Ground.CONSENT, kim, AT)
    satisfaction.ask(tx, ticket, AT)
    views.save(tx, kim, "급한 것", "priority=urgent", AT)
    team = teams.add(tx, "맞춤형복지팀", AT)
    teams.set_members(tx, team, [kim])
    offers.put(tx, ticket, kim, None, team, AT)
    tx.execute(
        "INSERT INTO daily_count (office, day, name, count) VALUES (?, '2026-11-22', 'answered', 3)",
        (tx.office,),
    )
    second_factor.turn_on(tx, kim, ["recovery-code"], AT)
    drafts.begin(tx, "basic-pension", "id: basic-pension", kim, AT)
    versions.add(tx, "basic-pension", "id: basic-pension", AT, written_by=kim, reviewed_by=None)


if __name__ == "__main__":
    sys.exit(main())
