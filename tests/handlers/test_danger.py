"""What the channel does when a message hints at danger (A1, A2, A6-A8, A16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.dispatch import decide
from handlers.messages import Conversation, FlowState, Owner, Style
from intents.danger import Danger
from storage.records.ticket import Priority, TicketKind
from tests.pure import context_at, typed
from tests.world import known, moment, office_at

ACUTE = "죽고 싶어요"
IN_FORM = [
    Conversation(flow=FlowState("report", 1, {})),
    Conversation(flow=FlowState("report", 1, {"story": "203호 이야기"})),
    Conversation(flow=FlowState("callback", 1, {"topic": "benefit"})),
    Conversation(flow=FlowState("callback", 1, {"topic": "benefit", "consent": "yes"})),
    Conversation(flow=FlowState("erase", 1, {})),
    Conversation(flow=FlowState("message", 1, {})),
    Conversation(flow=FlowState("visit", 1, {"reason": "다리", "consent": "yes"})),
    Conversation(owner=Owner.NOBODY, consult="W-2026-0001"),
    Conversation(owner=Owner.PERSON, consult="W-2026-0001"),
    Conversation(),
]


@pytest.mark.parametrize("talk", IN_FORM, ids=lambda c: c.flow.name if c.flow else str(c.owner))
def test_an_acute_word_shows_the_card_first_whatever_the_talk_is_about(talk: Conversation):
    """A1."""
    decision = decide(typed(ACUTE), talk, context_at("2026-11-23 20:00"))

    assert decision.replies[0].style is Style.DANGER
    assert "109" in decision.replies[0].text
    assert any(getattr(e, "kind", None) is TicketKind.DANGER for e in decision.effects)


def test_outside_a_form_the_card_stands_alone_and_asks_nothing():
    """A6."""
    decision = decide(typed(ACUTE), Conversation(), context_at("2026-11-23 10:00"))

    (card,) = decision.replies
    assert "?" not in card.text
    assert len(card.text.splitlines()) <= 5


async def test_inside_a_form_the_form_goes_on_after_the_card():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        await me.says("203호 이야기")

        await me.says("나도 죽고 싶어요")

        me.heard("109", "천천히 이어서", "생명이 위험한가요")


class BrokenUnderstanding:
    """A screen that fails, as a chaos test of A2."""

    def understand(self, *_: object, **__: object) -> object:
        raise ZeroDivisionError


@pytest.mark.parametrize("talk", IN_FORM, ids=lambda c: c.flow.name if c.flow else str(c.owner))
def test_when_the_screen_breaks_a_person_reads_it_and_the_numbers_are_shown(talk: Conversation):
    """A2: fail open."""
    context = context_at("2026-11-23 10:00", understanding=BrokenUnderstanding())

    decision = decide(typed("아무 말"), talk, context)

    assert "119" in decision.replies[0].text
    (opened,) = [e for e in decision.effects if getattr(e, "kind", None) is TicketKind.FAULT]
    assert opened.fields == {"text": "아무 말"}


class Soft:
    """A screen that hears something mild in everything, and what the real one hears besides."""

    def understand(self, text: str, **more: object) -> object:
        meant = known().understanding.understand(text, **more)
        return replace(meant, danger=Danger("suicide", "soft", "self", ("test",)))


def test_a_caring_line_does_not_swallow_the_wish_for_a_person():
    context = context_at("2026-11-23 10:00", understanding=Soft())

    decision = decide(typed("상담원 연결해 주세요"), Conversation(), context)

    assert decision.conversation.owner is Owner.NOBODY
    assert "담당자를 부르고 있어요" in decision.replies[-1].text


async def test_a_second_acute_word_rings_again_on_the_same_ticket():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says(ACUTE)

        await me.says("정말 죽고 싶어요")

        (ticket,) = await office.tickets()
        assert ticket.priority is Priority.CRITICAL
        assert "danger_again" in await office.timeline(ticket.number)


def test_for_a_week_after_nobody_is_asked_whether_it_was_helpful():
    """A6, A7."""
    context = context_at("2026-11-23 10:00")
    after = decide(typed(ACUTE), Conversation(), context).conversation

    soon = decide(typed("기초연금이 뭐예요"), after, context)
    later = replace(context, at=moment("2026-11-23 10:00") + timedelta(days=8))
    then = decide(typed("기초연금이 뭐예요"), after, later)

    assert "해결됐어요" not in _labels(soon)
    assert "해결됐어요" in _labels(then)


def _labels(decision) -> list[str]:
    return [b.label for r in decision.replies for b in r.buttons]


def test_off_hours_the_card_says_plainly_that_nobody_sees_it_now():
    """A8, without an on-call phone."""
    decision = decide(typed(ACUTE), Conversation(), context_at("2026-11-23 20:00"))

    assert "지금은 담당자가 볼 수 없어요" in decision.replies[0].text
    assert "내일(화) 오전 9시" in decision.replies[0].text


def test_off_hours_the_card_names_the_on_call_phone_where_there_is_one():
    """A8, with one."""
    context = context_at("2026-11-23 20:00")
    office = replace(context.office, on_call_phone="031-999-0000")

    decision = decide(typed(ACUTE), Conversation(), replace(context, office=office))

    assert "당직실 ☎ 031-999-0000" in decision.replies[0].text
    assert len(decision.replies[0].text.splitlines()) <= 5


@pytest.mark.parametrize(
    "text",
    [
        "더워 죽겠네",
        "배고파 죽겠다 ㅋㅋ",
        "강아지가 무지개다리를 건넜어요",
        "주차 때문에 미치겠어요",
    ],
)
def test_idioms_pets_and_nuisance_get_no_emergency_ticket(text: str):
    """A16."""
    decision = decide(typed(text), Conversation(), context_at("2026-11-23 10:00"))

    assert [e for e in decision.effects if getattr(e, "kind", None) is TicketKind.DANGER] == []


async def test_every_hit_is_logged_without_its_text():
    """A14."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says(ACUTE)

        assert await office.value("SELECT count(*) FROM danger_hit") == 1
        assert await office.value("SELECT kind FROM danger_hit") == "suicide"


async def test_what_is_pressed_is_no_danger_word():
    """A button's label is ours: "이 중에 없어요" must not ring."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.sends(kind="button", press="g:none", text="이 중에 없어요")

        assert await office.value("SELECT count(*) FROM danger_hit") == 0
