"""What an update of Telegram means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram.parse import Desk, message_id_of, parse
from bot.channels.telegram.staff_group import parse_press
from handlers.messages import Inbound, Kind, Place

DESK = Desk("paldang", 99, datetime(2026, 11, 23, 3, 0, tzinfo=UTC), b"key")
SENT = datetime(2026, 11, 23, 2, 59, 30, tzinfo=UTC)


def message(**body: Any) -> dict[str, Any]:
    return {
        "update_id": 5,
        "message": {
            "message_id": 12,
            "date": int(SENT.timestamp()),
            "chat": {"id": 700, "type": "private", "first_name": "김"},
            "from": {"id": 700, "is_bot": False, "first_name": "김"},
            **body,
        },
    }


def one(update: object) -> Inbound:
    (found,) = parse(update, DESK)
    return found


def test_a_text_is_who_when_and_what() -> None:
    assert one(message(text="쌀이 없어요")) == Inbound(
        "paldang", "telegram", "700", f"m:99:{DESK.mark('700')}:12", SENT, Kind.TEXT, "쌀이 없어요"
    )


def test_the_start_button_brings_its_payload() -> None:
    assert one(message(text="/start report")).kind is Kind.START
    assert one(message(text="/start report")).text == "report"
    assert one(message(text="/start")).text == ""


@pytest.mark.parametrize(
    ("text", "press"),
    [
        ("/report", "s:report"),
        ("/callback", "s:callback"),
        ("/hours", "g:hours"),
        ("/my", "g:requests"),
        ("/delete", "s:erase"),
        ("/cancel", "g:cancel"),
        ("/help@welfare_telescope_bot", "g:home"),
        ("/REPORT", "s:report"),
        ("직접 입력", "g:again"),
    ],
)
def test_a_command_is_the_button_of_the_same_name(text: str, press: str) -> None:
    found = one(message(text=text))

    assert (found.kind, found.press, found.text) == (Kind.BUTTON, press, "")


def test_words_behind_a_command_are_not_lost() -> None:
    command, words = parse(message(text="/report 옆집에 우편물이 쌓였어요"), DESK)

    assert command.press == "s:report"
    assert (words.kind, words.text) == (Kind.TEXT, "옆집에 우편물이 쌓였어요")
    assert command.external_id != words.external_id
    assert message_id_of(words.external_id) == 12


@pytest.mark.parametrize("text", ["/도움말", "/unknown", "/"])
def test_what_is_no_command_is_text(text: str) -> None:
    assert (one(message(text=text)).kind, one(message(text=text)).text) == (Kind.TEXT, text)


def test_of_a_photo_the_largest_size_is_taken() -> None:
    sizes = [{"file_id": f"f{w}", "width": w, "height": w} for w in (90, 1280, 320)]
    found = one(message(photo=sizes, caption="현관 앞"))

    assert found.kind is Kind.PHOTO
    assert (found.attachments, found.text) == (("telegram:f1280",), "현관 앞")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("voice", Kind.VOICE),
        ("audio", Kind.VOICE),
        ("video", Kind.FILE),
        ("video_note", Kind.FILE),
        ("animation", Kind.FILE),
        ("document", Kind.FILE),
    ],
)
def test_files_are_kept_by_reference(name: str, kind: Kind) -> None:
    found = one(message(**{name: {"file_id": "F"}}))

    assert (found.kind, found.attachments) == (kind, ("telegram:F",))


def test_a_place_is_a_point() -> None:
    point = {"latitude": 37.43, "longitude": 127}
    venue = {"location": point, "title": "행복빌라", "address": "중앙로 1"}

    assert one(message(location=point)).place == Place(37.43, 127.0)
    assert one(message(location=point, venue=venue)).text == "행복빌라 중앙로 1"
    assert one(message(venue=venue)).place == Place(37.43, 127.0)
    assert one(message(location={"latitude": 1000, "longitude": 0})).kind is Kind.UNSUPPORTED


@pytest.mark.parametrize("phone", ["821012345678", "+82 10-1234-5678", "+8201012345678"])
def test_an_own_number_is_a_phone(phone: str) -> None:
    found = one(message(contact={"phone_number": phone, "user_id": 700, "first_name": "김"}))

    assert (found.kind, found.phone) == (Kind.CONTACT, "01012345678")


@pytest.mark.parametrize("owner", [{}, {"user_id": 701}, {"user_id": "700"}])
def test_the_number_of_somebody_else_is_not_the_senders(owner: dict[str, Any]) -> None:
    contact = {"phone_number": "01099998888", "first_name": "박", **owner}
    found = one(message(contact=contact))

    assert (found.kind, found.phone, found.text) == (Kind.UNSUPPORTED, "", "박 01099998888")


def test_an_edit_points_at_the_message() -> None:
    body = message(text="집이 아니라 옆집이요", edit_date=int(SENT.timestamp()) + 60)
    found = one({"update_id": 6, "edited_message": body["message"]})

    assert found.kind is Kind.EDIT
    assert found.edits == one(message(text="전")).external_id
    assert found.external_id != found.edits
    assert (found.at - SENT).total_seconds() == 60


def test_a_press_carries_the_value_of_the_button() -> None:
    query = {"id": "4711", "from": {"id": 700}, "data": "f:report.1:danger_now:yes"}
    inaccessible = {"chat": {"id": 700, "type": "private"}, "message_id": 3, "date": 0}
    for shown in ({}, {"message": message()["message"]}, {"message": inaccessible}):
        found = one({"update_id": 7, "callback_query": query | shown})

        assert (found.kind, found.press) == (Kind.BUTTON, "f:report.1:danger_now:yes")
        assert (found.external_id, found.contact_key) == (f"cb:{DESK.mark('4711')}", "700")


def test_blocking_and_coming_back_are_heard() -> None:
    for status, kind in (("kicked", Kind.BLOCKED), ("member", Kind.UNBLOCKED)):
        change = {
            "chat": {"id": 700, "type": "private"},
            "date": int(SENT.timestamp()),
            "new_chat_member": {"status": status},
        }
        assert one({"update_id": 8, "my_chat_member": change}).kind is kind


def test_a_sticker_a_poll_and_the_unheard_of_are_answered() -> None:
    assert one(message(sticker={"file_id": "s", "emoji": "🙏"})).kind is Kind.STICKER
    assert one(message(poll={"id": "1"})).kind is Kind.UNSUPPORTED
    assert one(message(hologram={})).kind is Kind.UNSUPPORTED
    assert one({"update_id": 9, "future": message()["message"]}).kind is Kind.UNSUPPORTED


def test_groups_are_not_residents() -> None:
    group = {"id": -100, "type": "supergroup", "title": "동네"}

    assert parse(message(text="안녕", chat=group), DESK) == ()
    query = {"id": "1", "from": {"id": 7}, "data": "s:help", "message": {"chat": group}}
    assert parse({"update_id": 1, "callback_query": query}, DESK) == ()


def test_texts_can_be_written_to_a_database() -> None:
    found = one(message(text="가\ud800나\x00다😀"))

    assert found.text == "가\ufffd나다😀"
    found.text.encode()


def test_external_ids_do_not_tell_who_somebody_is() -> None:
    query = {"id": "3006477107200", "from": {"id": 700}, "data": "s:help"}
    for update in (message(text="a"), {"update_id": 7, "callback_query": query}):
        assert "700" not in one(update).external_id
        assert "3006477107200" not in one(update).external_id


def test_another_bot_of_the_office_does_not_repeat_message_ids() -> None:
    other = Desk("paldang", 100, DESK.received_at, DESK.key)

    assert (
        parse(message(text="a"), DESK)[0].external_id
        != parse(message(text="a"), other)[0].external_id
    )


def test_a_staff_press_counts_in_the_staff_group_only() -> None:
    def press(chat_id: int, data: str = "staff:claim:R-1123-004") -> dict[str, Any]:
        chat = {"id": chat_id, "type": "supergroup"}
        query = {"id": "1", "from": {"id": 7}, "data": data, "message": {"chat": chat}}
        return {"update_id": 1, "callback_query": query}

    found = parse_press(press(-100), -100, DESK)
    assert found is not None
    assert (found.staff_telegram_id, found.action, found.number) == ("7", "claim", "R-1123-004")
    assert parse_press(press(-101), -100, DESK) is None
    assert parse_press(press(-100), 0, DESK) is None
    assert parse_press(press(-100, "s:help"), -100, DESK) is None
    assert parse_press(press(-100, "staff:claim:'; drop"), -100, DESK) is None
