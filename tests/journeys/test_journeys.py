"""Every transcript is played; every bubble of it goes through every channel's renderer."""

from __future__ import annotations

import html
import re

import pytest

from bot.channels import terminal
from bot.channels.channel import Line
from bot.channels.telegram import keyboards
from bot.channels.telegram import render as telegram
from bot.channels.webchat import render as webchat
from handlers.messages import Reply
from tests.journeys.transcript import FOLDER, play, read
from tests.world import moment

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_it_is_written_down(path):
    said = await play(read(path))

    assert said
    for bubble in said:
        in_the_terminal(bubble)
        on_the_web(bubble)
        in_telegram(bubble)


def in_the_terminal(bubble: Reply) -> None:
    shown = terminal.render(bubble)
    assert bubble.text in shown
    assert all(b.label in shown for b in bubble.buttons)


def on_the_web(bubble: Reply) -> None:
    shown = webchat.line(Line(1, "bot", moment("2026-11-23 10:00"), 1, "", bubble))
    assert shown["text"] == bubble.text
    assert [b["label"] for b in shown["buttons"]] == [b.label for b in bubble.buttons]
    assert all(b["value"] or b["url"] for b in shown["buttons"])


def in_telegram(bubble: Reply) -> None:
    sent = telegram.render(bubble)
    shown = html.unescape("\n".join(part.html for part in sent))
    assert _letters(bubble.text) in _letters(shown)
    assert all(len(part.html.encode("utf-16-le")) // 2 <= 4096 for part in sent)
    markup = keyboards.inline(bubble.buttons)
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            assert button.url or 1 <= len(str(button.callback_data).encode()) <= 64


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"</?[a-z]+>", "", text))


def test_the_conversations_that_must_work_are_all_written_down():
    assert len(FILES) >= 14
