"""The cards of the danger screen: which one fits, how it reads at this hour, and whom it lets call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.compact import compact
from handlers.context import Context
from handlers.menu import PERSON, next_opening
from handlers.messages import Button, Conversation, Reply, Style, Tone
from intents.danger import Danger
from intents.entry import DangerCard, Knowledge

#: Cards for what the plain words tell (handlers/plainly.py): their name stands in why, whatever kind it counts as.
LENDER, PREGNANT = "lender", "pregnant"
#: The entry of the line for who expects a child and cannot tell.
PREGNANT_LINE = "disaster-baby"
OWN_CARDS = frozenset({"cold_room", "cold_out", "cold_numb", LENDER, PREGNANT})
#: The card that comforts instead of alarming.
BEREAVED = "bereaved"


def card(danger: Danger, text: str, context: Context, before: Sequence[str] = ()) -> Reply:
    """Write the card for this kind, tier, person and language, in the light of the words before it."""
    found = card_of(danger, text, context.knowledge, before)
    if found is None:
        return numbers_card(context)
    shown = write(found, context)
    asked = context.words("danger.how_many")
    if asked in shown.text and _HOUSEHOLD.search(_apart((*before, text))):
        # what was told is not asked again
        return replace(shown, text=shown.text.replace(asked, context.words("danger.write_on")))
    return shown


#: Who lives there, told already: "할머니랑 둘이", "애 셋이랑", "혼자 살아요".
_HOUSEHOLD = re.compile(
    r"(?:혼자|홀로)(?:사|살|지내|있|예|에|입|요)|(?:둘|셋|넷)이(?:서|사|살|요|에|예|있)|[0-9두세네]+(?:식구|명)|(?:애|아이)(?:들)?(?:둘|셋|넷|하나)"
    r"|(?:할머니|할아버지|엄마|아빠|어머니|아버지|남편|아내|아들|딸|동생|애들?|아이들?|아기|애기)(?:이)?(?:랑|하고)"
)


def write(found: DangerCard, context: Context) -> Reply:
    """Fill in a card; what the office does now stands on its fourth line."""
    say = context.words
    when = found.in_hours if context.attended else found.off_hours
    if not context.attended and found.language == "ko":
        when = _nobody_there(when, context)
    lines = [*found.lines]
    lines[min(len(lines), 3) : 3] = [" ".join(when)] if when else []
    text = "\n".join(say.fill(line, next_opening=next_opening(context)) for line in lines)
    return Reply(text, (*call_buttons(found.numbers, context), PERSON), Style.DANGER)


def _nobody_there(off_hours: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Say plainly that nobody can see it now, and who answers instead, if anybody does (A8)."""
    say, phone = context.words, context.office.on_call_phone
    if phone:
        later = () if context.open_now else ("{next_opening}에 담당자가 읽어요.",)
        return (say("danger.on_call", phone=phone), *later)
    return (say("danger.no_duty"),) if context.open_now else off_hours


def card_of(
    danger: Danger, text: str, knowledge: Knowledge, before: Sequence[str] = ()
) -> DangerCard | None:
    """
    Find the card: in the language of the message, then for its words, then for those before it, then the plain one.

    A card for oneself serves when there is none for a third person.
    """
    named = next((name for name in danger.why if name in OWN_CARDS), danger.kind)
    cards = [c for c in knowledge.danger_cards if c.kind == named and c.id != BEREAVED]
    foreign = [c for c in cards if c.language == danger.language != "ko"]
    if foreign:
        return foreign[0]
    same = [c for c in cards if c.tier == danger.tier and c.language == "ko"]
    about = [c for c in same if c.about == danger.about]
    fitting = [
        c
        for said in (compact(text), _apart((*before, text)))
        for c in about
        if any(word in said for word in _squashed(c.when))
        and not (c.id.startswith(_YOUNG) and _tells_of_a_child(said, text))
        and not (c.id.startswith("school") and _MARRIED.search(compact(text)))
    ]
    plain = [c for c in (*about, *same) if not c.when]
    return next(iter((*fitting, *plain)), None)


#: The cards of pupils, and what no pupil says of oneself: "남편이 고1인 딸을 때려요".
_YOUNG = "young"
_MARRIED = re.compile(r"남편|신랑|아내|와이프|집사람|시댁|애아빠")
_A_PARENT = re.compile(
    r"남편|신랑|아내|와이프|집사람|시댁|(?:우리|제|저희)?(?:딸|아들|애들|손주|손자|손녀)"
)


def _tells_of_a_child(said: str, text: str) -> bool:
    """Say whether the pupil that was told of is a child of who writes, now or just before."""
    return bool(_A_PARENT.search(compact(text)) or _A_CHILD_OF_MINE.search(said))


def _apart(texts: Sequence[str]) -> str:
    """Return texts without spaces, each for itself: "싶다고" before "1번" is no "고1"."""
    return "|".join(map(compact, texts))


@lru_cache(maxsize=64)
def _squashed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a card, which are the same for every message."""
    return tuple(map(compact, words))


def bereaved(text: str, context: Context) -> tuple[Reply, ...]:
    """Words for those who lost somebody by suicide (A16): never an emergency card."""
    said = compact(text)
    for found in context.knowledge.danger_cards:
        if found.id == BEREAVED and any(word in said for word in _squashed(found.when)):
            return (replace(write(found, context), style=Style.SAY),)
    return ()


def numbers_card(context: Context) -> Reply:
    """The floor: the 24-hour numbers, when nothing better is known."""
    return Reply(
        context.words("danger.numbers"),
        call_buttons(("suicide", "rescue", "police", "welfare"), context),
        Style.DANGER,
    )


def call_buttons(ids: tuple[str, ...], context: Context) -> tuple[Button, ...]:
    """One-tap calls (A4); on channels that refuse tel: links the number stands in the text."""
    contacts = context.knowledge.contacts
    known = [contacts[i] for i in ids if i in contacts]
    return tuple(
        Button(f"☎ {c.number} 전화", "", Tone.DANGER, url=f"tel:{c.number}") for c in known
    )


#: The entry of the youth line, and the card whose words tell a young sender.
YOUTH, _YOUNG_CARD = "youth1388", "young-away-soft"


#: A mother who tells of her child is no pupil herself.
_A_CHILD_OF_MINE = re.compile(
    "(?:애|아이|아들|딸|조카|손주|손자|손녀|동생|막내|첫째|둘째)(?:가|는|이|도|랑|하고)?.{0,2}(?:초등|중|고등|[초중고][1-6])"
)


def words_before(conversation: Conversation) -> tuple[str, ...]:
    """Return what tells which card fits: the last messages, and that the youth line was just named."""
    return (*conversation.recent, "학생인데" if conversation.topic == YOUTH else "")


def is_young(text: str, conversation: Conversation, context: Context) -> bool:
    """Say whether the sender told to be a pupil, now or just before: then the youth line comes first."""
    said = _apart((*words_before(conversation), text))
    if _A_CHILD_OF_MINE.search(said):
        return False
    return any(
        word in said
        for found in context.knowledge.danger_cards
        if found.id == _YOUNG_CARD
        for word in _squashed(found.when)
    )
