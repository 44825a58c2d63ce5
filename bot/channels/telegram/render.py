"""Turn a Reply into messages of Telegram. Pure: what is sent can be seen in a test without a network."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

from bot.channels.telegram import keyboards
from bot.channels.telegram.keyboards import Markup
from bot.channels.telegram.text import MOST_UNITS, split, units, whole
from handlers.messages import Button, Reply, Wants

REPEATED = "(다시 보냄) "
#: A message cannot be empty; this stands over buttons that came without words.
CHOOSE = "아래에서 골라 주세요."
_SHARED = (Wants.PHONE, Wants.LOCATION)


@dataclass(frozen=True, slots=True)
class View:
    """What the chat is like."""

    private: bool = True
    #: The main menu is not below the input field (first message, or another keyboard is there).
    menu_missing: bool = False
    #: The very same question was shown last: the person wants to type (see menu.ASK_AGAIN).
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message to send."""

    text: str
    note: str = ""
    markup: Markup | None = None

    @property
    def html(self) -> str:
        """The text with the small print in italics, for parse_mode=HTML."""
        small = f"<i>{html.escape(self.note, quote=False)}</i>" if self.note else ""
        return _joined(html.escape(self.text, quote=False), small)

    @property
    def plain(self) -> str:
        """The same without any formatting."""
        return _joined(self.text, self.note)

    def repeated(self) -> Bubble:
        """Return the bubble marked as possibly sent before."""
        return replace(self, text=REPEATED + self.text)


def render(reply: Reply, view: View | None = None) -> tuple[Bubble, ...]:
    """
    Return the messages of a reply in order; keyboards stand under the last.

    Every bubble fits into one message, also when it is marked as repeated. Empty only when the
    reply has neither words nor buttons. Raises BadButton.
    """
    view = view or View()
    markup = _markup(reply, view)
    text = whole("\n".join([reply.text, *_unopened(reply)]))
    pieces = split(text, MOST_UNITS - units(REPEATED)) or ([CHOOSE] if markup else [])
    if not pieces:
        return ()
    bubbles = [Bubble(piece) for piece in pieces]
    for note in split(whole(reply.note), MOST_UNITS // 2):
        last = bubbles[-1]
        if not last.note and units(REPEATED + last.text) + units(note) + 2 <= MOST_UNITS:
            bubbles[-1] = replace(last, note=note)
        else:
            bubbles.append(Bubble("", note))
    if markup is None and view.private and view.menu_missing:
        markup = keyboards.main_menu()
    return (*bubbles[:-1], replace(bubbles[-1], markup=markup))


def without_bad_buttons(reply: Reply) -> Reply:
    """Return the reply with only those buttons that Telegram takes; its words must not be lost."""
    return replace(reply, buttons=tuple(b for b in reply.buttons if _is_good(b)))


def asks_to_share(reply: Reply, view: View) -> bool:
    """Say whether the reply shows the keyboard for sharing."""
    return view.private and reply.wants in _SHARED


def _markup(reply: Reply, view: View) -> Markup | None:
    under = keyboards.inline(reply.buttons)
    if not asks_to_share(reply, view):
        return under
    if view.asked_again:
        return under or keyboards.typing()
    return keyboards.share(reply.wants, reply.buttons)


def _unopened(reply: Reply) -> list[str]:
    """
    Write out addresses that cannot be a button, unless they stand in the text already.

    A phone number in the text becomes tappable by itself.
    """
    lines = []
    for button in reply.buttons:
        if not button.url or (keyboards.opens(button.url) and reply.wants not in _SHARED):
            continue
        address = button.url.removeprefix("tel:")
        if _compact(address) not in _compact(reply.text):
            lines.append(f"{button.label}: {address}")
    return lines


def _compact(text: str) -> str:
    return "".join(c for c in text if c not in "- ")


def _is_good(button: Button) -> bool:
    try:
        keyboards.check(button)
    except keyboards.BadButton:
        return False
    return True


def _joined(text: str, note: str) -> str:
    return "\n\n".join(part for part in (text, note) if part)
