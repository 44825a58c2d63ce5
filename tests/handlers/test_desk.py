"""What staff may do with a ticket, as pure decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import desk
from handlers.desk.decision import LONGEST_WORDS
from handlers.effects import (
    AddEvent,
    Audit,
    CloseTicket,
    Effect,
    HandTurn,
    SayTo,
    SetPriority,
    TakeTicket,
)
from handlers.messages import Owner, Style
from storage.records.staff import Role, Staff
from storage.records.ticket import (
    NEEDS_WORDS,
    PICKED,
    Outcome,
    Priority,
    Stage,
    Status,
    Ticket,
    TicketKind,
)
from tests.pure import context_at
from tests.world import moment

NOW = "2026-11-23 14:03"
KIM = Staff(1, "kim", "김주무관", Role.OFFICER, True, 1, True, False)
LEE = Staff(2, "lee", "이주무관", Role.OFFICER, True, 2, True, False)
NAMES = {1: KIM.name, 2: LEE.name}
SECRETS = ("송산로", "010-1234-5678", "수급", "김철수")


def ticket(**more: object) -> Ticket:
    """Return a new report of a neighbour."""
    base = Ticket(
        1, "songsan1", "W-2026-0001", TicketKind.REPORT, Status.NEW, Stage.RECEIVED,
        Priority.URGENT, "web", 7, moment("2026-11-23 13:00"),
        fields={"about": "neighbour", "place": "송산로 1", "phone": "010-1234-5678", "story": "김철수 씨가 수급 중"},
    )  # fmt: skip
    return replace(base, **more)


def kims(**more: object) -> Ticket:
    """Return the report as Kim has it."""
    given_ = {"status": Status.ACTIVE, "claimed_by": 1, "claimed_at": moment(NOW), **more}
    return ticket(stage=Stage.CHECKING, **given_)


def said(effects: tuple[Effect, ...]) -> str:
    """Return all that goes out."""
    return " ".join(r.text for e in effects if isinstance(e, SayTo) for r in e.replies)


def test_a_claim_takes_and_tells_the_sender_once() -> None:
    context = context_at(NOW)

    first = desk.claim(ticket(), KIM, NAMES, context)
    later = desk.claim(ticket(stage=Stage.CHECKING), KIM, NAMES, context)

    assert first.ok
    assert TakeTicket("W-2026-0001", 1) in first.effects
    assert "확인하고 있어요" in said(first.effects)
    assert said(later.effects) == ""


def test_the_loser_is_told_who_has_it_and_since_when() -> None:
    decision = desk.claim(kims(), LEE, NAMES, context_at(NOW))

    assert not decision.ok
    assert decision.message == "김주무관 님이 11.23. 14:03부터 맡고 있습니다."
    assert decision.effects == ()


def test_a_waiting_talk_is_taken_over_aloud() -> None:
    decision = desk.claim(ticket(kind=TicketKind.CONSULT), KIM, NAMES, context_at(NOW))

    assert HandTurn("W-2026-0001", Owner.PERSON) in decision.effects
    assert said(decision.effects) == "담당자가 대화를 이어받았습니다."


def test_nobody_is_told_of_an_alarm() -> None:
    decision = desk.claim(ticket(kind=TicketKind.DANGER), KIM, NAMES, context_at(NOW))

    assert decision.ok
    assert said(decision.effects) == ""


def test_a_take_over_needs_a_reason() -> None:
    context = context_at(NOW)

    assert not desk.take_over(kims(), LEE, " ", NAMES, context).ok
    taken = desk.take_over(kims(), LEE, "휴가", NAMES, context)
    assert AddEvent("W-2026-0001", "taken_over", "휴가") in taken.effects
    assert Audit("taken_over", "W-2026-0001", "from=staff:1") in taken.effects


def test_a_reply_goes_out_in_the_person_s_voice() -> None:
    decision = desk.reply(kims(), KIM, " 내일 연락드릴게요. ", (), context_at(NOW))

    (out,) = [e for e in decision.effects if isinstance(e, SayTo)]
    assert (out.staff_id, out.replies[0].style, out.replies[0].text) == (
        1, Style.STAFF, "내일 연락드릴게요.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "held",
    [ticket(), kims(claimed_by=2), kims(contact_id=None), kims(status=Status.CLOSED)],
    ids=["nobody's", "another's", "no conversation", "closed"],
)
def test_a_reply_that_may_not_go_out_is_refused(held: Ticket) -> None:
    decision = desk.reply(held, KIM, "안녕하세요", (), context_at(NOW))

    assert not decision.ok
    assert decision.effects == ()


@given(st.text(min_size=1, max_size=LONGEST_WORDS))
def test_a_note_can_never_go_out(text: str) -> None:
    decision = desk.note(kims(), text, context_at(NOW))

    assert not any(isinstance(e, SayTo | HandTurn) for e in decision.effects)


@pytest.mark.parametrize("outcome", PICKED)
def test_an_outcome_is_compulsory_and_some_need_words(outcome: Outcome) -> None:
    context = context_at(NOW)

    assert not desk.close(kims(), KIM, None, "무엇", context).ok
    assert desk.close(kims(), KIM, outcome, "", context).ok == (outcome not in NEEDS_WORDS)
    closed = desk.close(kims(), KIM, outcome, "시청 이관", context)
    assert CloseTicket("W-2026-0001", outcome, "시청 이관") in closed.effects


@pytest.mark.parametrize("kind", list(TicketKind))
@pytest.mark.parametrize("outcome", PICKED)
def test_the_preview_is_what_goes_out_and_holds_no_fact(kind: TicketKind, outcome: Outcome) -> None:
    context = context_at(NOW)
    held = kims(kind=kind)

    closed = desk.close(held, KIM, outcome, "김철수 씨는 수급 중", context)
    preview = " ".join(r.text for r in desk.closing_words(held, outcome, context))

    assert said(closed.effects) == preview
    assert not any(secret in preview for secret in SECRETS)
    assert bool(preview) == (kind not in (TicketKind.DANGER, TicketKind.FAULT))


def test_a_neighbour_cannot_tell_outcomes_apart() -> None:
    context = context_at(NOW)

    assert len({desk.closing_words(kims(), o, context) for o in PICKED}) == 1


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.ACTING, Stage.LINKED])
def test_a_stage_is_told_in_neutral_words(stage: Stage) -> None:
    decision = desk.set_stage(replace(kims(), stage=Stage.RECEIVED), KIM, stage, context_at(NOW))

    assert decision.ok
    assert "W-2026-0001" in said(decision.effects)
    assert not any(secret in said(decision.effects) for secret in SECRETS)


def test_only_the_third_miss_in_a_row_makes_a_visit() -> None:
    context = context_at(NOW)
    results = []
    for misses in range(4):
        held = kims(fields={"call_misses": str(misses)})
        decision = desk.call_attempt(held, KIM, desk.CallResult.NO_ANSWER, "", context)
        results.append(AddEvent("W-2026-0001", "visit_task") in decision.effects)

    assert results == [False, False, True, False]


def test_priority_goes_up_and_down_with_a_reason() -> None:
    context = context_at(NOW)

    assert not desk.set_priority(ticket(), Priority.NORMAL, "", context).ok
    down = desk.set_priority(ticket(), Priority.NORMAL, "전화로 확인함", context)
    assert SetPriority("W-2026-0001", Priority.NORMAL) in down.effects
    assert Audit("priority_set", "W-2026-0001", "3->1") in down.effects


def test_only_a_closed_ticket_is_opened_again() -> None:
    context = context_at(NOW)

    assert not desk.reopen(ticket(), "다시", context).ok
    assert desk.reopen(ticket(status=Status.CLOSED), "다시 신고", context).ok


def test_every_action_leaves_a_line_in_the_audit() -> None:
    context = context_at(NOW)
    done = [
        desk.claim(ticket(), KIM, NAMES, context),
        desk.take_over(kims(), LEE, "휴가", NAMES, context),
        desk.release(kims(), KIM, "퇴근", context),
        desk.hand_over(kims(), KIM, "", context),
        desk.acknowledge(ticket(), KIM, context),
        desk.set_priority(ticket(), Priority.TODAY, "확인", context),
        desk.reply(kims(), KIM, "네", (), context),
        desk.note(ticket(), "메모", context),
        desk.join(kims(), KIM, context),
        desk.give_back(kims(), KIM, context),
        desk.call_attempt(kims(), KIM, desk.CallResult.BUSY, "", context),
        desk.set_stage(kims(), KIM, Stage.ACTING, context),
        desk.wait(kims(), KIM, context),
        desk.close(kims(), KIM, Outcome.ANSWERED, "", context),
        desk.reopen(ticket(status=Status.CLOSED), "다시", context),
    ]

    for decision in done:
        assert decision.ok, decision.message
        assert any(isinstance(e, Audit) for e in decision.effects)
        assert any(isinstance(e, AddEvent | CloseTicket) for e in decision.effects)


def test_every_word_to_residents_is_short_and_free_of_promises() -> None:
    words = context_at(NOW).words
    keys = [k for k in words.keys() if k.startswith(("desk.to_resident.", "desk.closing."))]  # noqa: SIM118 - not a dict

    assert len(keys) >= 10
    for key in keys:
        text = words(key, number="W-2026-0001")
        assert len(text) <= 120, key
        assert "방문" not in text, key
