"""
Random residents, staff, clocks and restarts: nobody is forgotten, whatever the order of things.

Rules that must hold after each step: every report has a case; every open case has an owner or a place
in the queue; every closing has an outcome; every alert is acknowledged or somebody will hear of it.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.console.case_acts import ACTS
from bot.office import hours_at
from bot.sweep import whom_to_call
from handlers.desk import CallResult
from handlers.messages import Kind, Place
from storage import alerts, audit, tickets
from storage.queries import queue
from storage.records.staff import Role, Staff
from storage.records.ticket import Outcome, Priority, Stage, Status
from storage.times import from_ms
from storage.transaction import Tx
from tests.fuzz.settings import bounded
from tests.resident import NUMBER, Resident
from tests.world import RunningOffice, StillClock, known, moment

STARTS = ("2026-11-23 10:00", "2026-11-27 17:55", "2026-12-31 23:58", "2027-02-07 03:29")
SAID = (
    "옆집 할머니가 며칠째 안 보이고 우편물이 쌓였어요", "203호에서 아이 우는 소리가 나요",
    "죽고 싶어요", "불이 났어요", "쌀이 떨어졌어요", "기초연금 얼마예요", "사람이랑 얘기할래요",
    "네", "아니요", "이웃이에요", "송산로 12 203호", "010-1234-5678", "보내주세요", "고치기",
    "취소", "처음으로", "이전", "다시", "내 신청 보기", "내 정보 보기", "내 정보 지워 주세요",
    "전화 상담 신청", "찾아와 주세요", "내일 오전", "소식 받을래요", "1", "2번", "900101-1234567",
    "", " ", "ㅁㄴㅇㄹ", "🙏", "help me", "가" * 3000,
)  # fmt: skip
FLOWS = ("s:report", "s:help", "s:callback", "s:visit", "s:message", "s:erase", "s:copy")
PRESSES = (*FLOWS, "g:person", "g:home", "g:requests", "g:mydata", "g:news_on", "x:forged")
WORDS = st.sampled_from(("", "확인했습니다", "전화를 안 받으세요", "다른 동으로 넘깁니다"))
FORMS = st.fixed_dictionaries(
    {
        "text": WORDS,
        "outcome": st.sampled_from(["", *(o.value for o in Outcome)]),
        "stage": st.sampled_from([s.value for s in Stage]),
        "result": st.sampled_from([c.value for c in CallResult]),
        "priority": st.sampled_from([str(int(p)) for p in Priority]),
    }
)


class Days(RuleBasedStateMachine):
    """Some days of an office."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()

    def does(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    @initialize(at=st.sampled_from(STARTS))
    def opens(self, at: str) -> None:
        self.does(self._open(at))

    async def _open(self, at: str) -> None:
        self.office = RunningOffice(Path(self.folder.name), StillClock(moment(at)), known(), "-77")
        await self.office.core.start(clock=False)
        self.people: list[Resident] = [
            self.office.resident("web" if n % 2 else "telegram") for n in range(3)
        ]
        self.staff: list[Staff] = [
            await self.office.staff("kim"), await self.office.staff("lee", Role.LEAD),
        ]  # fmt: skip

    @rule(who=st.integers(0, 2), text=st.sampled_from(SAID) | st.text(max_size=40))
    def somebody_writes(self, who: int, text: str) -> None:
        self.does(self.people[who].says(text))

    @rule(who=st.integers(0, 2), value=st.sampled_from(PRESSES))
    def somebody_begins_something(self, who: int, value: str) -> None:
        self.does(self.people[who].presses_value(value))

    @rule(who=st.integers(0, 2), which=st.integers(0, 7))
    def somebody_presses_what_is_shown(self, who: int, which: int) -> None:
        shown = getattr(self.people[who], "_buttons", [])
        values = [b.value for b in shown if b.value]
        if values:
            self.does(self.people[who].presses_value(values[which % len(values)]))

    @rule(
        who=st.integers(0, 2),
        kind=st.sampled_from([k for k in Kind if k not in (Kind.TEXT, Kind.BUTTON, Kind.PHOTO)]),
    )
    def somebody_sends_something_else(self, who: int, kind: Kind) -> None:
        more: dict[str, object] = {"kind": kind}
        if kind is Kind.LOCATION:
            more["place"] = Place(37.7, 127.0)
        if kind is Kind.CONTACT:
            more["phone"] = "010-1234-5678"
        self.does(self.people[who].sends(**more))

    @rule(who=st.integers(0, 2), caption=st.sampled_from(SAID[:4]))
    def somebody_sends_a_photo(self, who: int, caption: str) -> None:
        self.does(self.people[who].sends_photo(caption))

    @rule(act=st.sampled_from(list(ACTS)), form=FORMS, who=st.integers(0, 1), which=st.integers(0, 9))  # fmt: skip
    def staff_act(self, act: str, form: dict[str, str], who: int, which: int) -> None:
        self.does(self._act(act, form, self.staff[who], which))

    async def _act(self, act: str, form: dict[str, str], who: Staff, which: int) -> None:
        found = await self.office.tickets()
        if found:
            names = {s.id: s.name for s in self.staff}
            decide = ACTS[act](form, who, names)
            await self.office.act(who, found[which % len(found)].number, decide)

    @rule(minutes=st.sampled_from((1, 5, 16, 45, 120, 600, 60 * 24 * 3)))
    def time_passes(self, minutes: int) -> None:
        self.does(self.office.ticks(minutes=minutes))

    @rule(minutes=st.sampled_from((1, 60, 60 * 24)))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.does(self.office.ticks(minutes=-minutes))

    @rule()
    def the_service_restarts(self) -> None:
        self.does(self.office.restarts())

    @invariant()
    def nobody_is_forgotten(self) -> None:
        if hasattr(self, "office"):
            faults = self.does(self.office.core.store.read(self._look))
            assert faults == []

    def _look(self, tx: Tx) -> list[str]:
        return [*_messages(tx), *_cases(tx), *self._receipts(tx), *self._alerts(tx)]

    def _receipts(self, tx: Tx) -> list[str]:
        """Every number that anybody was told is a case."""
        said = " ".join(reply.text for reply in self.office.everything_said)
        there = {ticket.number for ticket in tickets.every(tx)}
        return [f"{n} was told and is no case" for n in set(re.findall(NUMBER, said)) - there]

    def _alerts(self, tx: Tx) -> list[str]:
        """Whoever is called when nobody answers: there is always somebody, and a next ring."""
        now = self.office.clock()
        hours = hours_at(tx, now)
        latest = max(now, hours.next_opening(now)).timestamp() + 3600 * 24 * 4
        return [
            f"alert of {a.number} rings at {a.next_at}, now {now}"
            for a in alerts.unacknowledged(tx)
            if a.next_at.timestamp() > latest or not whom_to_call(tx, now - a.raised_at)
        ]

    def teardown(self) -> None:
        if hasattr(self, "office"):
            broken = self.does(self.office.core.store.read(audit.first_broken))
            self.does(self.office.core.stop())
            assert broken is None
        self.loop.close()
        self.folder.cleanup()


def _messages(tx: Tx) -> list[str]:
    """Every message was decided on, and a report that was told is a case."""
    aside = tx.all("SELECT id, fault FROM inbox WHERE set_aside_at IS NOT NULL")
    without = tx.all(
        "SELECT i.id FROM inbox i WHERE i.outcome = 'danger_report' AND NOT EXISTS"
        " (SELECT 1 FROM ticket t WHERE t.contact_id = i.contact_id AND t.kind = 'report')"
    )
    done = tx.all(
        "SELECT i.id FROM inbox i WHERE i.outcome = 'done' AND i.decided_by IN ('report', 'help')"
        " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.contact_id = i.contact_id)"
    )
    return [f"set aside: {r[1]}" for r in aside] + [f"message {r[0]} has no case" for r in (*without, *done)]  # fmt: skip


def _cases(tx: Tx) -> list[str]:
    """An open case is somebody's or stands in the queue; a closed one has an outcome."""
    queued = {t.number for t in queue.listing(tx, queue.Wanted((Status.NEW,)), from_ms(0), 1000)}
    every = tickets.every(tx)
    open_ = [t for t in every if t.status is not Status.CLOSED]
    return [
        *(f"{t.number} is nobody's" for t in open_ if not t.claimed_by and t.number not in queued),
        *(f"{t.number} stands in two places" for t in open_ if t.claimed_by and t.number in queued),
        *(f"{t.number} has no outcome" for t in every if (t.outcome is None) != (t in open_)),
    ]


Days.TestCase.settings = bounded(15, stateful_step_count=20)
TestDays = Days.TestCase
