"""
The bots that telegram_echo.py compares: `python -m benchmarks.telegram_bots WAY API_URL TOKEN FOLDER`.

bare: python-telegram-bot as its documentation shows it, with one handler. durable: the service's core
with its Telegram channel, where the decision is replaced by an echo.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks import LEARNED
from bot import logs, turn
from bot.channels.telegram import TelegramChannel, TelegramReceiver
from bot.clock import new_token, now
from bot.core import Core, World, read_known
from bot.knowledge import KnowledgeFiles
from bot.staff_group import StaffGroup
from handlers.context import Context, Office
from handlers.decision import Decision
from handlers.messages import Conversation, Inbound, Reply
from storage.sealing import Keys

OFFICE = Office("bench", "송산1동 행정복지센터", "031-000-0000", "의정부시")


def bare(api_url: str, token: str) -> None:
    """Echo with python-telegram-bot alone."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    application = Application.builder().token(token).base_url(f"{api_url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=["message"])


def echo(inbound: Inbound, conversation: Conversation, _context: Context) -> Decision:
    """Say what was said."""
    return Decision(conversation, (Reply(inbound.text),))


async def durable(api_url: str, token: str, folder: Path) -> None:
    """Echo through inbox, turn, outbox."""
    turn.decide = echo
    core = Core(
        folder / "echo.db", Keys.new(), replace(read_known(KnowledgeFiles(OFFICE, learned=LEARNED))), World(now, new_token),
        StaffGroup("telegram", "", ""),
    )  # fmt: skip
    channel = TelegramChannel.create(token, api_url)
    core.add_channel(channel)
    receiver = TelegramReceiver(channel, core.intake.accept, OFFICE.key, now=now)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await core.start(clock=False)
    receiver.start_polling()
    await stopping.wait()
    await receiver.stop()
    await core.stop()
    await channel.close()


def main() -> None:
    """Run one bot until SIGTERM."""
    way, api_url, token, folder = sys.argv[1:5]
    logs.set_up("info", "text")
    if way == "bare":
        bare(api_url, token)
    else:
        asyncio.run(durable(api_url, token, Path(folder)))


if __name__ == "__main__":
    main()
