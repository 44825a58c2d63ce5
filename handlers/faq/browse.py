"""Find benefits without typing: a group, then its entries, a few at a time."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.context import Context
from handlers.menu import HOME
from handlers.messages import Button, Reply

#: Groups as residents see themselves; each holds topics of faq_data (U3: at most five choices).
GROUPS: dict[str, tuple[str, ...]] = {
    "living": ("긴급·위기", "기초생활보장", "요금·생활비"),
    "elder": ("어르신", "의료", "보훈"),
    "disabled": ("장애인",),
    "family": ("아이·가족", "한부모"),
    "work": ("일자리·주거", "신청·절차", "우리동네"),
}
PAGE = 4


def groups(context: Context) -> tuple[Reply, ...]:
    """Ask whom it is about."""
    say = context.words
    buttons = tuple(Button(say(f"faq.group.{name}"), f"b:{name}:0") for name in GROUPS)
    return (Reply(say("faq.browse"), buttons),)


def named(text: str, context: Context) -> str | None:
    """Return the group that a text of one word names ("노인", "청년 혜택"), or None."""
    said = _BENEFITS.sub("", compact(text))
    return next(
        (g for g in GROUPS if said in context.words.raw(f"faq.group_words.{g}").split()), None
    )


#: "노인 복지 혜택": all benefits of that group.
_BENEFITS = re.compile("(?:복지|혜택|지원|지원금|종류|알려줘요?|알려주세요|뭐있어요?|뭐있나요)+$")


def page(name: str, number: int, context: Context) -> tuple[Reply, ...]:
    """Show a few entries of a group and a button to more."""
    say = context.words
    entries = [e for t in GROUPS[name] for e in context.knowledge.entries.values() if e.topic == t]
    shown = entries[number * PAGE : (number + 1) * PAGE]
    if not shown:
        return groups(context)
    buttons = tuple(Button(e.title, f"e:{e.id}") for e in shown)
    more = len(entries) > (number + 1) * PAGE
    onward = Button(say("faq.more"), f"b:{name}:{number + 1}") if more else HOME
    return (Reply(say("faq.pick", group=say(f"faq.group.{name}")), (*buttons, onward)),)
