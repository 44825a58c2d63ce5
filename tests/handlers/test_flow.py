"""Flows are replayed: what a restart, a release or a step back does to a talk (H8, U6)."""

from __future__ import annotations

import pytest

from handlers.answers import read_words
from handlers.effects import LogMissed
from handlers.flow import Ask, Back, Choice, Done, Keep, Say, buttons_of, replay
from handlers.flows import FLOWS
from handlers.messages import Reply
from tests.handlers.walk import steps

YES = (Choice("yes", "네"), Choice("no", "아니요"))
HELLO = Say((Reply("안녕하세요"),))
KEPT = Keep((LogMissed("text", "reason"),))


def two_questions(given):
    yield HELLO
    first = yield Ask("first", ("처음?",), YES)
    yield Say((Reply(f"말한 것: {first}"),))
    yield KEPT
    yield Ask("second", ("다음?",), read=read_words)
    return Done((Reply("끝"),))


def three_questions(given):
    """The next release: a question stands between the two."""
    yield HELLO
    yield Ask("first", ("처음?",), YES)
    yield Ask("between", ("사이?",), YES)
    yield Ask("second", ("다음?",), read=read_words)
    return Done((Reply("끝"),))


def test_a_flow_that_begins_says_its_first_words_and_asks():
    position = replay(two_questions, {})

    assert [r.text for r in position.said] == ["안녕하세요"]
    assert position.ask is not None
    assert position.ask.name == "first"


def test_what_was_said_in_an_earlier_turn_is_not_said_again():
    position = replay(two_questions, {"first": "yes", "second": "글"}, newest="second")

    assert position.said == []
    assert position.kept == []
    assert position.done is not None


def test_what_follows_the_newest_answer_is_said_and_kept_once():
    position = replay(two_questions, {"first": "yes"}, newest="first")

    assert [r.text for r in position.said] == ["말한 것: yes"]
    assert position.kept == list(KEPT.effects)


def test_a_question_that_a_release_inserts_is_simply_asked_next():
    told = {"first": "yes", "second": "글"}

    position = replay(three_questions, told, newest="second")

    assert position.ask is not None
    assert position.ask.name == "between"
    assert position.answers["second"] == "글"


def test_going_back_forgets_only_what_it_names():
    def edits(given):
        place = yield Ask("place", ("어디?",), read=read_words)
        yield Ask("signs", ("무엇?",), read=read_words)
        if (yield Ask("review", (f"{place}?",), YES)) == "no":
            yield Back(("review", "place"), {"redo": "place"})
        return Done(())

    position = replay(edits, {"place": "여기", "signs": "냄새", "review": "no"}, newest="review")

    assert position.ask is not None
    assert position.ask.name == "place"
    assert position.answers == {"signs": "냄새", "redo": "place"}


def test_a_flow_that_goes_back_for_ever_is_a_fault():
    def endless(given):
        while True:
            yield HELLO

    with pytest.raises(RuntimeError, match="question"):
        replay(endless, {})


def test_a_button_knows_its_flow_its_run_and_its_question():
    (yes, _no) = buttons_of(Ask("consent", ("?",), YES), "report", 7)

    assert yes.value == "f:report.7:consent:yes"


@pytest.mark.parametrize("abroad", [False, True])
@pytest.mark.parametrize("flow", FLOWS)
def test_every_path_of_every_flow_has_its_words_and_an_end(flow: str, abroad: bool):
    ends = [step for step in steps(flow, abroad=abroad) if step.done is not None]

    assert ends
    assert all(step.done.replies for step in ends)


@pytest.mark.parametrize("flow", FLOWS)
def test_no_name_of_a_question_stands_for_two_questions_of_one_path(flow: str):
    """Names are never reused: an answer would be taken for another question's."""
    for step in steps(flow):
        if step.ask is not None:
            assert step.ask.name not in step.answers


@pytest.mark.parametrize("flow", FLOWS)
def test_every_button_of_every_question_fits_into_64_bytes(flow: str):
    for step in steps(flow):
        if step.ask is not None:
            values = [b.value for b in buttons_of(step.ask, flow, 1_763_863_200)]
            assert max((len(v.encode()) for v in values), default=0) <= 64


@pytest.mark.parametrize("flow", FLOWS)
def test_no_closed_question_has_more_than_five_choices(flow: str):
    """U3: two to five; one choice beside free words is fine."""
    for step in steps(flow):
        if step.ask is not None and step.ask.choices:
            assert len(step.ask.choices) <= 5, step.ask.name


@pytest.mark.parametrize("flow", ["report", "help"])
def test_no_question_asks_for_who_the_sender_is_before_it_is_asked_whether_they_wish(flow: str):
    """R2, A6: phone only after "yes, you may call" and after consent."""
    for step in steps(flow, abroad=True):
        if step.ask is not None and step.ask.name == "phone":
            assert step.answers["reach"] == "phone"
            assert step.answers["consent"] == "yes"
            assert step.answers["abroad"] == "yes"


@pytest.mark.parametrize("flow", ["callback", "visit"])
def test_a_phone_is_never_asked_for_without_consent(flow: str):
    for step in steps(flow):
        if step.ask is not None and step.ask.name == "phone":
            assert step.answers["consent"] == "yes"
