"""
Telegram: receive, render, send; python-telegram-bot 22 does the talking.

Nothing here decides anything about a conversation, and nothing here writes to the database: what
was received is handed to `accept`, which commits; what is to be sent comes from the delivery loop.
No text, token or chat id is ever logged.
"""

from bot.channels.telegram.receive import TelegramReceiver
from bot.channels.telegram.send import TelegramChannel
from bot.channels.telegram.staff_group import StaffPress

__all__ = ["StaffPress", "TelegramChannel", "TelegramReceiver"]
