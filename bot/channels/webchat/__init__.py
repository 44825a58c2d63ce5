"""The web chat: a page in the manner of Korean messengers and the socket behind it; knows only the Mailbox."""

from bot.channels.webchat.pages import add_routes

__all__ = ["add_routes"]
