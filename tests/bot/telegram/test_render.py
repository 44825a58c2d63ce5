"""What a reply looks like in Telegram."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.channels.telegram import keyboards, staff_group
from bot.channels.telegram.keyboards import BadButton, after_press
from bot.channels.telegram.menu import COMMANDS, MENU_ROWS, PRESSES
from bot.channels.telegram.profile import Profile
from bot.channels.telegram.render import REPEATED, View, render, without_bad_buttons
from bot.channels.telegram.text import MOST_UNITS, split, units
from handlers.flows import FLOWS
from handlers.menu import DOORS, MENU
from handlers.messages import Button, Reply, Wants
from tests.fake_telegram import entities, markup

GROUP = View(private=False)


def rows(reply: Reply) -> list[list[str]]:
    shown = render(reply)[-1].markup
    assert isinstance(shown, InlineKeyboardMarkup)
    return [[b.text for b in row] for row in shown.inline_keyboard]


def test_text_is_escaped_and_the_note_is_small() -> None:
    (bubble,) = render(Reply("<b>1 & 2</b>", note="출처: 복지로 <2026>"))

    assert bubble.html == "&lt;b&gt;1 &amp; 2&lt;/b&gt;\n\n<i>출처: 복지로 &lt;2026&gt;</i>"
    assert bubble.plain == "<b>1 & 2</b>\n\n출처: 복지로 <2026>"


def test_short_buttons_stand_in_pairs_and_long_ones_alone() -> None:
    labels = ("네", "아니요", "모르겠어요", "우편물이 쌓여 있어요", "냄새가 나요", "다른 것")
    buttons = tuple(Button(label, f"f:x.1:q:{i}") for i, label in enumerate(labels))

    assert rows(Reply("?", buttons)) == [
        ["네", "아니요"],
        ["모르겠어요"],
        ["우편물이 쌓여 있어요"],
        ["냄새가 나요", "다른 것"],
    ]


def test_the_two_doors_are_equal() -> None:
    first, second, *rest = rows(Reply("무엇을 도와드릴까요?", MENU))

    assert [first, second] == [[DOORS[0].label], [DOORS[1].label]]
    assert [len(row) for row in rest] == [2, 2]


def test_a_phone_button_becomes_a_number_in_the_text() -> None:
    call = Button("109 전화하기", url="tel:109")

    (there,) = render(Reply("지금 109로 전화해 주세요.", (call,)))
    (missing,) = render(Reply("지금 전화해 주세요.", (call,)))
    assert there.plain == "지금 109로 전화해 주세요."
    assert missing.plain == "지금 전화해 주세요.\n109 전화하기: 109"
    assert there.markup is missing.markup is None


def test_https_stays_a_button_and_inner_addresses_are_written_out() -> None:
    web = Button("복지로", url="https://www.bokjiro.go.kr")
    inner = Button("열기", url="http://127.0.0.1:8080/case/1")
    (bubble,) = render(Reply("보세요.", (web, inner)))

    assert isinstance(bubble.markup, InlineKeyboardMarkup)
    assert bubble.markup.inline_keyboard[0][0].url == "https://www.bokjiro.go.kr"
    assert bubble.plain == "보세요.\n열기: http://127.0.0.1:8080/case/1"


@pytest.mark.parametrize("wants", [Wants.PHONE, Wants.LOCATION])
def test_sharing_has_a_typed_twin_and_keeps_the_choices(wants: Wants) -> None:
    reply = Reply("어디인가요?", (Button("우리 동네", "f:report.1:place:here"),), wants=wants)
    (bubble,) = render(reply)

    assert isinstance(bubble.markup, ReplyKeyboardMarkup)
    assert bubble.markup.one_time_keyboard
    share, choice, twins = bubble.markup.keyboard
    assert share[0].request_contact == (True if wants is Wants.PHONE else None)
    assert share[0].request_location == (True if wants is Wants.LOCATION else None)
    assert choice[0].text == "우리 동네"
    assert [b.text for b in twins] == ["직접 입력", "취소"]


def test_the_same_question_once_more_opens_the_keyboard_for_typing() -> None:
    reply = Reply("번호를 알려 주세요.", wants=Wants.PHONE)

    assert isinstance(render(reply, View(asked_again=True))[-1].markup, ForceReply)


def test_in_a_group_nothing_is_shared_and_no_menu_stands() -> None:
    group = View(private=False, menu_missing=True)

    assert render(Reply("번호?", wants=Wants.PHONE), group)[0].markup is None


def test_the_menu_comes_with_the_first_message_that_has_room() -> None:
    missing = View(menu_missing=True)
    (first,) = render(Reply("안녕하세요"), missing)
    (busy,) = render(Reply("안녕하세요", MENU), missing)

    assert isinstance(first.markup, ReplyKeyboardMarkup)
    assert first.markup.is_persistent
    assert first.markup.resize_keyboard
    assert first.markup.input_field_placeholder == "궁금한 점을 입력하세요"
    assert isinstance(busy.markup, InlineKeyboardMarkup)
    assert {b.label for b in MENU} <= {label for row in MENU_ROWS for label in row}


@pytest.mark.parametrize("value", ["가" * 22, "", "x" * 65])
def test_a_value_that_does_not_fit_is_never_cut(value: str) -> None:
    reply = Reply("?", (Button("긴 것", value), Button("짧은 것", "ok")))

    with pytest.raises(BadButton):
        render(reply)
    assert rows(without_bad_buttons(reply)) == [["짧은 것"]]


def test_buttons_without_words_get_some() -> None:
    assert render(Reply("", (Button("네", "y"),)))[0].text
    assert render(Reply(" \n")) == ()


def test_an_answered_question_keeps_only_its_answer() -> None:
    shown = keyboards.inline((Button("네", "f:r.1:q:yes"), Button("아니요", "f:r.1:q:no")))
    assert shown is not None
    after = after_press(shown.to_dict(), "f:r.1:q:no")

    assert after is not None
    assert [[b.text for b in row] for row in after.inline_keyboard] == [["✓ 아니요"]]
    assert after_press(after.to_dict(), keyboards.USED) is None


def test_the_menu_stays_good_and_shows_the_last_press() -> None:
    shown = keyboards.inline((*MENU[2:4], Button("복지로", url="https://www.bokjiro.go.kr")))
    assert shown is not None
    once = after_press(shown.to_dict(), MENU[2].value)
    assert once is not None
    twice = after_press(once.to_dict(), MENU[3].value)
    assert twice is not None

    labels = [b.text for row in twice.inline_keyboard for b in row]
    assert labels == [MENU[2].label, f"✓ {MENU[3].label}", "복지로"]
    assert twice.inline_keyboard[-1][-1].url == "https://www.bokjiro.go.kr"


@given(
    st.dictionaries(
        st.sampled_from(["inline_keyboard", "keyboard"]),
        st.lists(
            st.lists(
                st.dictionaries(
                    st.sampled_from(["text", "callback_data", "url"]), st.text() | st.none()
                )
            )
            | st.none()
        ),
    )
)
def test_no_received_keyboard_is_too_strange(shown: dict[str, object]) -> None:
    after_press(shown, "f:x")


def test_an_alert_has_a_claim_and_a_link() -> None:
    reply = staff_group.alert(
        Reply("[긴급] R-1123-004"), "R-1123-004", "https://office.example.kr/c/1"
    )
    (bubble,) = render(reply, GROUP)

    assert isinstance(bubble.markup, InlineKeyboardMarkup)
    claim = bubble.markup.inline_keyboard[0][0]
    assert claim.callback_data == "staff:claim:R-1123-004"
    with pytest.raises(ValueError, match="number"):
        staff_group.alert(Reply("x"), "가" * 30)


def test_commands_are_latin_and_lead_somewhere() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name, _ in COMMANDS)
    assert {name for name, _ in COMMANDS} == {*PRESSES, "start"}
    starts = {press[2:] for press in PRESSES.values() if press.startswith("s:")}
    assert starts <= set(FLOWS)


def test_the_profile_fits_however_long_the_names() -> None:
    profile = Profile("팔당동 행정복지센터" * 40, emergency=(("119", "응급"),) * 60)

    assert len(profile.description) <= 512
    assert len(profile.short) <= 120


TEXTS = st.text(
    st.sampled_from("가나다라 \n<>&😀👨‍👩‍👧x1") | st.characters(categories=("L", "Cs", "Zs", "So")),
    max_size=200,
)


@given(TEXTS, st.integers(3, 40))
def test_splitting_loses_no_character_and_no_word_that_fits(text: str, most: int) -> None:
    pieces = split(text, most)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < units(piece) <= most and piece == piece.strip() for piece in pieces)
    words = {word for piece in pieces for word in piece.split()}
    assert {word for word in text.split() if units(word) <= most} <= words


@given(TEXTS, TEXTS, st.integers(0, 60), st.booleans())
def test_every_bubble_is_taken_by_telegram(text: str, note: str, times: int, again: bool) -> None:
    for bubble in render(Reply(text * times, MENU, note=note * (times // 4))):
        sent = bubble.repeated() if again else bubble
        plain, _ = entities.parse(sent.html, "HTML")

        assert plain.strip()
        assert entities.utf16_length(plain.strip()) <= MOST_UNITS
        if bubble.markup is not None:
            markup.check(bubble.markup.to_dict(), private=True)


def test_a_long_text_is_cut_at_its_paragraphs() -> None:
    paragraph = "긴급복지는 위기 상황에서 먼저 돕는 제도입니다.\n" * 20
    bubbles = render(Reply("\n".join([paragraph.strip() + "\n"] * 12), note="출처"))

    assert len(bubbles) > 1
    assert all(bubble.text.endswith("제도입니다.") for bubble in bubbles)
    assert [bubble.note for bubble in bubbles] == [""] * (len(bubbles) - 1) + ["출처"]
    assert bubbles[0].repeated().text.startswith(REPEATED)
