"""No update is too strange to be read."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import chat_of, parse, update_id_of
from bot.channels.telegram.staff_group import migrated_to, parse_press
from tests.bot.telegram.test_parse import DESK

NAMES = st.sampled_from(
    [
        "update_id",
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat",
        "from",
        "id",
        "type",
        "text",
        "date",
        "photo",
        "caption",
        "voice",
        "location",
        "latitude",
        "longitude",
        "contact",
        "phone_number",
        "user_id",
        "sticker",
        "data",
        "venue",
        "new_chat_member",
        "status",
        "message_id",
        "edit_date",
        "private",
        "file_id",
        "entities",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text(st.characters(categories=("Cs", "Cc")))
    | st.sampled_from(["private", "/start", "/report x", "kicked"])
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(JUNK)
def test_no_update_is_too_strange_to_be_read(update: object) -> None:
    check(update)


@given(st.dictionaries(NAMES, JUNK), st.dictionaries(NAMES, JUNK))
def test_no_message_is_too_strange_to_be_read(
    inside: dict[str, Any], around: dict[str, Any]
) -> None:
    private = {"chat": {"id": 700, "type": "private"}}
    for kind in ("message", "edited_message", "callback_query", "my_chat_member", "new_thing"):
        check({"update_id": 1, **around, kind: inside})
        check({"update_id": 1, **around, kind: {**inside, **private}})


def check(update: object) -> None:
    chat_of(update)
    update_id_of(update)
    migrated_to(update, -100)
    parse_press(update, -100, DESK)
    for found in parse(update, DESK):
        assert found.contact_key
        assert found.external_id
        assert found.at.tzinfo is not None
        for text in (found.text, found.press, found.phone, found.external_id):
            text.encode()


@given(st.dictionaries(NAMES, JUNK))
def test_nobody_in_a_private_chat_goes_unheard(inside: dict[str, Any]) -> None:
    body = {**inside, "chat": {"id": 700, "type": "private"}}

    assert parse({"update_id": 1, "message": body}, DESK)
