"""What Telegram shows of the channel before and beside the talk: description and commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.channels.telegram.menu import COMMANDS
from bot.logs import log

if TYPE_CHECKING:
    from telegram import Bot

#: Telegram's limits, in characters.
MOST_DESCRIPTION, MOST_SHORT = 512, 120


@dataclass(frozen=True, slots=True)
class Profile:
    """What the office says of itself; numbers come from faq_data/contacts.yaml."""

    office_name: str
    #: In words: "평일 9시~18시".
    hours: str = "평일 9시~18시"
    #: (number, for what), the emergency ones.
    emergency: Sequence[tuple[str, str]] = ()

    @property
    def description(self) -> str:
        """Shown before "시작": what it is, when, whom to call, what is kept."""
        numbers = " · ".join(f"{number} {what}" for number, what in self.emergency)
        lines = [
            f"{self.office_name} 복지 상담 창구입니다. 자동으로 안내하고, {self.hours}에는 담당자가 직접 답합니다.",
            f"급하면 바로 전화하세요: {numbers}" if numbers else "",
            "남기신 말은 상담을 위해 보관합니다. 텔레그램은 국외 서버를 거치니 주민등록번호는 적지 마세요.",
        ]
        return _fit("\n\n".join(filter(None, lines)), MOST_DESCRIPTION)

    @property
    def short(self) -> str:
        """Shown on the profile page and with shared links."""
        return _fit(f"{self.office_name} 복지 상담 · 담당자 상담 {self.hours}", MOST_SHORT)


async def introduce(bot: Bot, profile: Profile) -> None:
    """Tell Telegram the commands and descriptions; what it refuses is only logged."""
    commands = [BotCommand(name, words) for name, words in COMMANDS]
    scopes: tuple[BotCommandScope, ...] = (
        BotCommandScopeDefault(),
        BotCommandScopeAllPrivateChats(),
    )
    for language in ("", "ko"):
        code = language or None
        for scope in scopes:
            await _try(partial(bot.set_my_commands, commands, scope, code))
        await _try(partial(bot.set_my_description, profile.description, code))
        await _try(partial(bot.set_my_short_description, profile.short, code))


async def _try(call: Callable[[], Awaitable[bool]]) -> None:
    try:
        await call()
    except TelegramError as error:
        log.warning("telegram did not take the profile", why=type(error).__name__)


def _fit(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
