"""The morning mail to staff: how much waits, in numbers, and a link; nothing about anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from apscheduler.triggers.cron import CronTrigger

from bot import codec
from bot.channels.channel import MAIL
from bot.clockwork import Job
from bot.console.labels import lasting, read_labels
from bot.office import hours_at
from bot.sweep import Work
from handlers.hours import SEOUL, seoul, spoken_day, spoken_time
from handlers.messages import Reply, Style
from storage import contacts, measures, missed, outbox, tasks
from storage.queries import queue
from storage.records.ticket import Status
from storage.transaction import Tx

NAME = "mail_digest"
#: Later than this it is no morning mail any more: the day is recorded as skipped.
USELESS_AFTER = timedelta(hours=1)
#: So far back messages count that could not be delivered.
UNDELIVERED_BACK = timedelta(days=7)
WORDS: Mapping[str, str] = yaml.safe_load(
    Path(__file__).with_name("mail_words.yaml").read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class MailDigest:
    """Who gets the mail, and where it leads."""

    readers: Sequence[str]
    url: str

    def job(self, at: str) -> Job:
        """Return the clock's job for a time of day ("08:50")."""
        hour, minute = at.split(":")
        calendar = CronTrigger(timezone=SEOUL, hour=str(int(hour)), minute=str(int(minute)))
        return Job(NAME, calendar, self.put, USELESS_AFTER)

    def put(self, work: Work) -> None:
        """Put the mail into the outbox, once for each reader, on a day on which the office opens."""
        tx, at = work.tx, work.at
        if not hours_at(tx, at).frames(seoul(at).date()):
            return
        text = self.text(tx, at, work.known.office.name)
        payload = codec.dump(Reply(text, style=Style.STAFF))
        for reader in self.readers:
            contact = contacts.contact_id(tx, MAIL, reader, at)
            idem = f"{work.source}:{contact}"
            outbox.put(tx, contact, MAIL, payload, idem, at, pull=False, lane=outbox.LANE_ALERT)
            work.told.add(contact)

    def text(self, tx: Tx, at: datetime, office: str) -> str:
        """Write the mail; its first line is the subject."""
        labels, kinds = read_labels(), Counter[str]()
        for kind, _status, count, _age in measures.open_tickets(tx, at):
            kinds[kind] += count
        waiting = queue.waiting(tx)
        new = waiting.get(Status.NEW)
        late = queue.Wanted((Status.NEW, Status.ACTIVE, Status.WAITING), overdue=True)
        overdue = queue.count(tx, late, at)
        day_ends = seoul(at).replace(hour=23, minute=59, second=59)
        day = spoken_day(seoul(at).date())
        oldest = None if new is None or new.since is None else lasting(at - new.since)
        lines = [
            _said("subject", day=day, new=new.count if new else 0, overdue=overdue),
            _said("head", office=office, moment=f"{day} {spoken_time(at)}"),
            "",
            _said("open", count=kinds.total()),
            *(_said("kind", kind=labels.usual("kind", k), count=n) for k, n in kinds.most_common()),
            _said("overdue", count=overdue),
            _said("waiting", age=oldest) if oldest else _said("waiting_none"),
            _said("tasks", count=tasks.count_due(tx, day_ends)),
            _said("undelivered", count=outbox.dead_since(tx, at - UNDELIVERED_BACK)),
            _said("missed", count=missed.count_open(tx)),
            "",
            _said("link", url=f"{self.url}/staff/"),
            "",
            _said("foot"),
        ]
        return "\n".join(lines)

    def fault(self, tx: Tx) -> str:
        """Say that the newest mail has not reached a reader, '' when all is well; nothing of whom or why."""
        known = (contacts.find_contact(tx, MAIL, reader) for reader in self.readers)
        if any(outbox.last_fault(tx, contact) for contact in known if contact is not None):
            return "the morning mail does not reach its reader: see the log"
        return ""


def _said(key: str, **slots: object) -> str:
    return WORDS[key].format(**slots)
