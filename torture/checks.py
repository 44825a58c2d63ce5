"""Every promise, looked up in the database and in what Telegram and the pages accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from bot import codec
from bot.channels.telegram.render import REPEATED, render
from storage.transaction import Row, Tx
from tests.fake_telegram.world import Chat
from torture.evidence import Traces, contacts_of
from torture.oracle import Kept
from torture.visitors import Visitor

KINDS = ("lost", "doubled", "misordered", "unmarked", "timers", "broken")
#: So many of each kind are shown in words.
SHOWN = 5


@dataclass
class Findings:
    """What was wrong, by kind; empty is what we want."""

    found: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    #: Figures that are no faults.
    repeated: int = 0
    needless: int = 0
    accepted: int = 0

    def add(self, kind: str, what: str) -> None:
        """Note a fault."""
        self.found[kind].append(what)

    @property
    def count(self) -> int:
        """Return how many faults there are."""
        return sum(map(len, self.found.values()))

    def lines(self) -> Iterator[str]:
        """Say the first of each kind."""
        for kind, faults in self.found.items():
            alike = Counter(re.sub(r"\d+", "#", fault[:24]) for fault in faults)
            for fault in faults[:SHOWN]:
                yield f"{kind}: {fault[:400]}"
            if len(faults) > SHOWN:
                yield f"{kind}, all of them: {dict(alike.most_common(SHOWN))}"


def check_intake(findings: Findings, kept: list[Kept], told: dict[str, object]) -> None:
    """Each update is kept once, decided once, and in order for its contact."""
    order = {external_id: number for number, external_id in enumerate(told)}
    times = Counter(row.external_id for row in kept)
    for external_id in order:
        if not times[external_id]:
            findings.add("lost", f"an update was acknowledged and never kept: {external_id}")
    for external_id, count in times.items():
        if count > 1:
            findings.add("doubled", f"kept {count} times: {external_id}")
    newest: dict[tuple[str, str], tuple[int, int]] = {}
    for row in kept:
        if row.done_at is None:
            findings.add("lost", f"never decided: {row.external_id}")
            continue
        before = newest.get(row.contact, (-1, 0))
        now = (order.get(row.external_id, -1), row.done_at)
        if row.contact[0] == "telegram" and now[0] < 0:
            findings.add("doubled", f"kept, but nobody wrote it: {row.external_id}")
        elif now[0] >= 0 and (now[0] < before[0] or now[1] < before[1]):
            findings.add("misordered", f"kept or decided before an earlier one: {row.external_id}")
        newest[row.contact] = (max(now[0], before[0]), max(now[1], before[1]))


def check_effects(
    findings: Findings,
    expected: dict[tuple[str, str], Traces],
    actual: dict[tuple[str, str], Traces],
) -> None:
    """Each contact has what the oracle says, no less and no more."""
    for contact in {**expected, **actual}:
        should, has = expected.get(contact, Traces()), actual.get(contact, Traces())
        for name in ("replies", "tickets", "events"):
            one, other = getattr(should, name), getattr(has, name)
            _compare(findings, contact, name, Counter(one), Counter(other))
            if one != other and Counter(one) == Counter(other):
                findings.add("misordered", f"{name} of {contact}")
        _compare(findings, contact, "others", should.others, has.others)
        if should.state != has.state:
            findings.add("broken", f"state of {contact}: {_where_apart(should.state, has.state)}")


def _where_apart(should: str, has: str) -> str:
    """Show two texts from a little before the first letter that differs."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(should, has, strict=False))
    first = max(0, sum(1 for _ in alike) - 40)
    return f"…{has[first : first + 100]} instead of …{should[first : first + 100]}"


def _compare(
    findings: Findings, contact: object, name: str, should: Counter[str], has: Counter[str]
) -> None:
    for what, count in (should - has).items():
        findings.add("lost", f"{name} of {contact}: {count} x {what}")
    for what, count in (has - should).items():
        findings.add("doubled", f"{name} of {contact}: {count} x {what}")


def check_delivery(findings: Findings, tx: Tx, chats: dict[int, Chat]) -> None:
    """Telegram accepted each row, in order, and a second time only with the mark."""
    for contact, (channel, key) in contacts_of(tx).items():
        if channel != "telegram":
            continue
        rows = tx.all(
            "SELECT * FROM outbox WHERE contact_id = ? AND kind = 'say' ORDER BY id", (contact,)
        )
        _check_chat(findings, tx, rows, chats[int(key)])


def _check_chat(findings: Findings, tx: Tx, rows: list[Row], chat: Chat) -> None:
    """Each accepted message belongs to the row whose settled copy comes next."""
    for row in rows:
        if row["status"] != "sent":
            findings.add("lost", f"row {row['id']} is {row['status']}: {row['fault']}")
    settled = {int(row["platform_id"]): row for row in rows if row["platform_id"]}
    in_order = [int(row["platform_id"]) for row in rows if row["platform_id"]]
    if in_order != sorted(in_order):
        findings.add("misordered", f"messages of chat {chat.id}")
        return
    copies: list[str] = []
    for number in chat.from_bot:
        findings.accepted += 1
        copies.append(str(chat.messages[number].get("text", "")))
        if number in settled:
            _check_copies(findings, tx, settled[number], copies)
            copies = []
    for text in copies:
        findings.add("doubled", f"accepted, but no row knows of it: {text[:60]}")


def _check_copies(findings: Findings, tx: Tx, row: Row, copies: list[str]) -> None:
    reply = codec.load_reply(tx.sealer.open(row["payload_sealed"]))
    parts = {bubble.plain.strip() for bubble in render(reply)}
    seen: set[str] = set()
    for text in copies:
        marked = text.startswith(REPEATED)
        bare = text.removeprefix(REPEATED)
        if bare not in parts:
            findings.add("misordered", f"row {row['id']}: Telegram got {bare[:60]!r}")
        elif bare in seen and not marked:
            findings.add("unmarked", f"row {row['id']}: {bare[:60]!r}")
        findings.repeated += bare in seen
        findings.needless += marked and bare not in seen
        seen.add(bare)


def check_pages(findings: Findings, tx: Tx, kept: list[Kept], visitors: list[Visitor]) -> None:
    """What a page said is there once and in order; what we said was shown once and in order."""
    contacts = {key: contact for contact, (_, key) in contacts_of(tx).items()}
    for one in visitors:
        contact = contacts.get(one.key, 0)
        ids = [k.external_id.rpartition(":")[2] for k in kept if k.contact[1] == one.key]
        ids = [client_id for client_id in ids if client_id != "start"]
        for client_id in one.page.confirmed.difference(ids):
            findings.add("lost", f"the page was told that {client_id} is kept")
        if ids != [client_id for client_id in one.page.said if client_id in set(ids)]:
            findings.add("misordered", f"what visitor {contact} said")
        rows = tx.all("SELECT id FROM outbox WHERE contact_id = ? ORDER BY id", (contact,))
        shown = [cursor for cursor, _ in one.page.lines]
        if shown != sorted(set(shown)):
            findings.add("doubled", f"lines of visitor {contact} were shown twice or out of order")
        for row in rows:
            if row["id"] not in set(shown):
                findings.add("lost", f"visitor {contact} never saw row {row['id']}")
