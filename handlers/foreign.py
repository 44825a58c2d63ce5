"""The way to help in other languages (U9): what to do now, and staff read what was written."""

from __future__ import annotations

from handlers.cards import call_buttons
from handlers.context import Context
from handlers.decision import Decision
from handlers.foreign_wishes import HOSPITAL, VISA, wish
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.unread import file_for_a_person
from intents.language import language
from intents.normalize import normalize

#: Fewer letters than this tell no language ("ok", "LH").
LEAST_LETTERS = 8
#: The wishes that are answered by themselves, and the lines that help with them.
CALLS_OF = {HOSPITAL: ("rescue", "migrant", "welfare"), VISA: ("foreigner", "migrant")}


def offer(context: Context) -> tuple[Reply, ...]:
    """Offer the languages that there are words for, and the line with 13 languages."""
    spoken = context.knowledge.languages
    buttons = tuple(
        Button(str(s["need_help"]["button"]), f"l:{code}") for code, s in spoken.items()
    )
    return (Reply(context.words("wish.language"), (*buttons, HOME)),)


def need_help(code: str, context: Context) -> tuple[Reply, ...]:
    """Say in this language how to get help; raises KeyError for one without words."""
    way = context.knowledge.languages[code]["need_help"]
    fill = context.words.fill
    first = "\n".join(fill(line) for line in way["lines"])
    second = "\n".join(fill(way[part]) for part in ("talk_to_person", "callback", "write_anyway"))
    return (
        Reply(first, call_buttons(tuple(way["numbers"]), context)),
        Reply(second, (PERSON, CALLBACK, HOME), note=fill(way["no_status_question"])),
    )


def language_of(inbound: Inbound, context: Context) -> str:
    """Return the language of a text that is not Korean and that we have words for, else ''."""
    if sum(_HAN if _is_han(c) else 1 for c in inbound.text if c.isalpha()) < LEAST_LETTERS:
        return ""
    code = language(normalize(inbound.text))
    return code if code in context.knowledge.languages else ""


#: A Chinese character says as much as so many letters.
_HAN = 3


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def is_korean(text: str) -> bool:
    """Say whether a text is written in Korean; a mere number or "ㅠ" is in no language."""
    return sum("가" <= c <= "힣" for c in text) > 1 and language(normalize(text)) == "ko"


def told_of(asked: str, code: str, context: Context) -> str:
    """Return what is told in this language of a thing that is asked (`CALLS_OF`), '' for any other wish."""
    talk = context.knowledge.languages[code].get("talk", {})
    return context.words.fill(talk[asked]) if asked in CALLS_OF and asked in talk else ""


def written_anyway(code: str, text: str, numbers: str, context: Context) -> str:
    """Say in this language that one may go on writing, and the numbers; of hospitals and visas it is told whom to ask."""
    told = told_of(wish(text), code, context)
    if told:
        return told
    return f"{context.words.fill(context.knowledge.languages[code]['need_help']['write_anyway'])}\n{numbers}"


def answer_in(code: str, inbound: Inbound, talked: Conversation, context: Context) -> Decision:
    """Show the way to help, once; then only that the message is kept for a person: the bot cannot answer it."""
    effects = file_for_a_person(inbound, context)
    replies = again(code, talked, context) if talked.language == code else need_help(code, context)
    return Decision(talked, replies, effects, "foreign", code)


def again(code: str, talked: Conversation, context: Context) -> tuple[Reply, ...]:
    """Say shortly that this message is kept too, in other words than the last."""
    spoken = context.knowledge.languages[code]
    talk = spoken.get("talk", {"again": [spoken["need_help"]["write_anyway"]]})
    words = [context.words.fill(text) for text in talk["again"]]
    said = {reply.text for reply in talked.said}
    text = next((w for w in words if w not in said), words[0])
    calls = call_buttons(tuple(spoken["need_help"]["numbers"]), context)
    return (Reply(text, (*calls, PERSON, CALLBACK, HOME)),)
