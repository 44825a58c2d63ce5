"""Whatever comes to a door is taken, refused by name, or passed over: never a fault of ours."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import Desk, chat_of, parse, update_id_of
from bot.channels.webchat import frames
from bot.console.case_acts import ACTS
from handlers.messages import Inbound
from intents.faults import FaultyData
from intents.load import load
from tests.bot.telegram.conftest import NOON
from tests.console.desk import Person, RunningDesk
from tests.fuzz.settings import CORPUS, bounded

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["/start report", "-100", "1700000000", "\x00", "가" * 5000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
CHAT = {"id": 7, "type": "private"}
SENDER = {"id": 7, "is_bot": False, "first_name": "김", "language_code": "ko"}
MESSAGE = {
    "message_id": 5, "date": 1_795_000_000, "chat": CHAT, "from": SENDER, "text": "도와주세요",
    "caption": "사진", "photo": [{"file_id": "f", "file_unique_id": "u", "file_size": 9}],
    "location": {"latitude": 37.7, "longitude": 127.0},
    "contact": {"phone_number": "821012345678", "user_id": 7, "first_name": "김"},
    "voice": {"file_id": "v", "file_unique_id": "w", "duration": 3},
    "sticker": {"file_id": "s", "emoji": "🙏"},
    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
}  # fmt: skip
UPDATES = (
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "edited_message": MESSAGE},
    {
        "update_id": 3,
        "callback_query": {"id": "q", "from": SENDER, "message": MESSAGE, "data": "g:home"},
    },
    {
        "update_id": 4,
        "my_chat_member": {
            "chat": CHAT,
            "from": SENDER,
            "date": 1,
            "new_chat_member": {"status": "kicked"},
        },
    },
)


@st.composite
def changed(draw: st.DrawFn, originals: tuple[object, ...]) -> object:
    """Something real with one to three of its parts replaced or left out."""
    made = copy.deepcopy(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(0, 3))):
        spot = made
        while isinstance(spot, dict) and spot:
            key = draw(st.sampled_from(sorted(spot)))
            if not isinstance(spot[key], dict) or not spot[key] or draw(st.booleans()):
                if draw(st.booleans()):
                    spot[key] = draw(ANY)
                else:
                    del spot[key]
                break
            spot = spot[key]
    return made


def take(update: object) -> None:
    """Do what the receiver does with an update before anything is kept."""
    desk = Desk("songsan1", 99, NOON, b"k" * 32)
    for inbound in parse(update, desk):
        assert isinstance(inbound, Inbound)
        assert inbound.external_id
    chat_of(update)
    update_id_of(update)


@bounded(500)
@given(changed(UPDATES) | ANY)
def test_no_update_of_telegram_is_a_fault(update: object) -> None:
    take(update)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("updates-*.json")), ids=lambda p: p.stem)
def test_updates_that_once_broke_something(path: Path) -> None:
    take(json.loads(path.read_text("utf-8")))


FRAMES = (
    {"type": "say", "id": "a1", "text": "도와주세요", "press": "g:home", "place": {"latitude": 1, "longitude": 2}, "attachments": ["k"]},
    {"type": "hello", "cursor": 3, "scope": "x", "start": "report", "start_id": "s1"},
    {"type": "seen", "cursor": 9},
    {"type": "beat"},
)  # fmt: skip


def hear(raw: str) -> None:
    """Read a frame, as the socket does."""
    with suppress(frames.NotUnderstood):
        said = frames.parse(raw)
        assert not isinstance(said, frames.Say) or "\x00" not in frames.cleaned(said.text)


@bounded(500)
@given((changed(FRAMES) | ANY).map(lambda f: json.dumps(f, ensure_ascii=False)) | st.text())
def test_no_frame_of_a_page_is_a_fault(raw: str) -> None:
    hear(raw)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("frames-*.txt")), ids=lambda p: p.stem)
def test_frames_that_once_broke_something(path: Path) -> None:
    hear(path.read_text("utf-8"))


ENTRY = {
    "id": "one", "title": "하나", "questions": ["하나가 뭐예요"], "answer": "하나예요.", "as_of": 2026,
    "source": {"org": "부", "page": "쪽"}, "details": {"how": "이렇게"}, "related": ["one"],
    "keywords": ["하나"],
}  # fmt: skip
FILES = (
    {"topic": "주제", "owner": "팀", "review_by": "2027-01-15", "entries": [ENTRY]},
    {"synonyms": [{"word": "둘", "entries": ["one"]}]},
    {"ambiguous": [{"text": "돈", "ask": "어떤?", "choices": []}]},
    {"intents": [{"id": "greeting", "words": ["안녕"], "examples": ["안녕하세요"]}]},
    {"cards": [{"kind": "suicide"}], "examples": [{"text": "x", "kind": "suicide"}]},
    ENTRY,
)


def learn(folder: Path, text: str) -> None:
    """Read the knowledge with a file of somebody's in it; faults are sentences with a file."""
    (folder / "ko").mkdir(exist_ok=True)
    (folder / "ko" / "a.yaml").write_text(text, "utf-8", errors="replace")
    with suppress(FaultyData):
        load(folder)


@bounded(150)
@given(
    made=changed(FILES).map(lambda f: yaml.safe_dump(f, allow_unicode=True))
    | st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
)
def test_no_file_of_the_knowledge_is_a_fault(tmp_path_factory: pytest.TempPathFactory, made: str) -> None:  # fmt: skip
    learn(tmp_path_factory.mktemp("faq"), made)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("yaml-*.yaml")), ids=lambda p: p.stem)
def test_files_that_once_broke_something(path: Path, tmp_path: Path) -> None:
    learn(tmp_path, path.read_text("utf-8"))


FIELDS = ("text", "outcome", "stage", "result", "priority", "token", "day", "open", "close", "role")
VALUES = ("", " ", "x", "-1", "99999999999999999999", "no_action", "answered", "acting", "\x00", "가" * 3000, "<b>", "%00", "2026-02-30")  # fmt: skip


async def forms(desk: RunningDesk, officer: Person, number: str) -> list[tuple[str, int]]:
    """Send every form with each odd value in each field it may have."""
    wrong = []
    for act in ACTS:
        for place, value in enumerate(VALUES):
            form = {FIELDS[(place + n) % len(FIELDS)]: value for n in range(3)}
            answer = await officer.posts(f"/staff/case/{number}/{act}", form)
            if answer.status >= 500:
                wrong.append((f"{act} {value!r}", answer.status))
    return wrong


async def test_no_form_of_the_console_is_a_fault() -> None:
    from tests.world import office_at

    async with office_at("2026-11-23 10:00") as office:
        desk = RunningDesk(office)
        await desk.start()
        try:
            officer = await desk.person("kim")
            number = await desk.files()

            assert await forms(desk, officer, number) == []
        finally:
            await desk.stop()
