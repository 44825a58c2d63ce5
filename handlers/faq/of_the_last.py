"""What is plainly asked of the last answer: one thing its pages tell, its gist, an age, last year's amount."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.compact import compact, mentions
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.faq.age import of_an_age
from handlers.faq.answer import quiet, said_already
from handlers.faq.aspect import aspect_of, told_of
from handlers.faq.named import names
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed, unanswered
from intents.entry import Entry
from intents.facets import facet
from intents.put_right import what_is_meant
from intents.understood import Understood


def of_the_last(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Answer what can only be about the last answer, or None: one thing asked of it that its pages tell, last year's amount."""
    past = _past_year(meant, inbound, conversation, context)
    if past is not None:
        return past
    if meant.intent is not None and not _of_its_line(meant, inbound.text, conversation, context):
        return None
    entry = context.knowledge.entries.get(conversation.topic)
    if entry is None:
        named = _named(meant, inbound.text, context)
        told = _refused_before(named, inbound.text, context) if named is not None else ()
        if named is None or not told:
            return None
        after = replace(conversation, topic=named.id, question=scrubbed(inbound), misses=0)
        return Decision(after, told, (), "answered", named.id)
    another = meant.matches and meant.matches[0].id != entry.id and not meant.leans_faintly
    again = bool(_AGAIN.search(compact(inbound.text)))
    if another and (of_any_benefit(meant, inbound.text, context) or again):
        another = False
    if meant.facet == "account" or meant.clarification is not None:
        return None
    if meant.decision == "answer" and another:
        return None
    told = (
        _several(entry, inbound.text, context)
        or _its_own(entry, meant, inbound.text, context)
        or _shorter(entry, inbound.text, context)
        or _what_to_say(entry, inbound.text, context)
        or _refused_before(entry, inbound.text, context)
        or _of_none_of_those(entry, inbound.text, context)
        or of_an_age(entry, inbound.text, context)
        or _told_apart(entry, inbound.text, context)
    )
    if not told or said_already(told, conversation):
        return None
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    return Decision(after, told, (), "answered", entry.id)


#: A longer text tells too much to be asked one thing.
_STORY = 60
#: Pages that tell of every benefit a little; behind an answer they tell less than its own pages.
_OF_ANY_BENEFIT = frozenset(
    {
        "apply-online",
        "apply-where",
        "proxy-docs",
        "basic-process",
        "basic-docs",
        "income-recognition",
        "support-duty",
    }
)


def of_any_benefit(meant: Understood, said: str, context: Context) -> bool:
    """Say whether the text is only like a page that tells of any benefit, and does not name it."""
    first = context.knowledge.entries.get(meant.matches[0].id) if meant.matches else None
    if first is None or first.id not in _OF_ANY_BENEFIT:
        return False
    return not names(first, said, _SURE_NAME)


_SURE_NAME = 4
_THERE = re.compile(r"거기|그곳|그쪽|그번호|그전화|공단|재단|위원회|상담소|콜센터|보건소")


def _of_its_line(
    meant: Understood, said: str, conversation: Conversation, context: Context
) -> bool:
    """Say whether hours are asked of the line that the last answer names, not of this office ("거기 밤에도 받아요?")."""
    entry = context.knowledge.entries.get(conversation.topic)
    if meant.intent != "ask_hours" or entry is None or not mentions(_THERE, said, _STORY):
        return False
    asked = aspect_of(said)
    return asked is not None and told_of(asked, entry, context) is not None


def _named(meant: Understood, said: str, context: Context) -> Entry | None:
    """Return the likeliest entry whose name stands in the text."""
    pages = (context.knowledge.entries.get(match.id) for match in meant.matches)
    return next((e for e in pages if e and names(e, said)), None)


def _its_own(entry: Entry, meant: Understood, said: str, context: Context) -> tuple[Reply, ...]:
    """Tell what its own pages say of what pages of any benefit would answer ("뭘 가져가야 돼요", "얼마나 기다려요")."""
    if entry.id in _OF_ANY_BENEFIT or not of_any_benefit(meant, said, context):
        return ()
    asked = aspect_of(said, _STORY)
    told = told_of(asked, entry, context) if asked is not None else None
    buttons = (*answer.details_of(entry, context, None), PERSON, HOME)
    if told is not None:
        return _replies_of(told[1], buttons, answer.source_note(told[0], None, context))
    if meant.facet is None or meant.facet in answer.LOOSE_FACETS:
        return ()
    if answer.told_by(entry, meant.facet, context) is not None:
        return answer.detail(entry, context, meant.facet)
    return (Reply(answer.unknown(meant.facet, context), buttons),)


def _several(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Answer two things asked of the benefit in one message ("서류는요? 인터넷으로도 되나요")."""
    parts = [part for part in _SENTENCES.split(said) if len(compact(part)) > 2]
    if not 1 < len(parts) <= _MOST_PARTS:
        return ()
    told: dict[str, None] = {}
    for part in parts:
        asked = aspect_of(part)
        aspect = told_of(asked, entry, context) if asked is not None else None
        detail = facet(compact(part))
        if aspect is not None:
            told[aspect[1]] = None
        elif detail is not None and answer.told_by(entry, detail, context) is not None:
            told[" ".join(answer.detail_texts(entry, detail, context))] = None
        else:
            return ()
    if len(told) < 2:
        return ()
    replies = [Reply(text) for each in told for text in answer.bubbles(each)]
    note = answer.source_note(entry, None, context)
    last = replace(
        replies[-1], note=note, buttons=(*answer.details_of(entry, context, None), PERSON, HOME)
    )
    return (*replies[:-1], last)


_SENTENCES = re.compile(r"(?<=[?!.,])\s+|\n|\s(?:그리고|글고)\s")
_MOST_PARTS = 3
_SHORTER = re.compile(
    "짧게|간단히|간단하게|요약|한줄로|한마디로|(?:글이|말이|너무|답이)길|길어서|쉽게(?:말|설명|알려)"
)


def _shorter(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say the first sentence of the answer alone, to who finds it too long."""
    if not mentions(_SHORTER, said, 20):
        return ()
    first = re.split(r"(?<=[.!?])\s", entry.answer)[0]
    text = context.words("faq.shorter", first=context.words.fill(first))
    return (Reply(text, (*answer.details_of(entry, context, None), PERSON, HOME)),)


_WHAT_TO_SAY = re.compile(
    r"(?:뭐|뭘|무엇|머)(?:라고|부터|를|을|라|라꼬|라카)*(?:물어|말[하씀]|얘기|이야기|하면되|하믄되|여쭤)"
)


def _what_to_say(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Tell who asks what to say at the desk how to begin."""
    if not mentions(_WHAT_TO_SAY, said, 40):
        return ()
    text = context.words("faq.say_this", title=entry.title.partition("(")[0].strip())
    return (Reply(text, (*answer.details_of(entry, context, None), PERSON, HOME)),)


def with_what_is_asked(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say the answer and, behind it, what its pages tell of the one thing asked; nothing where they tell nothing."""
    told = _told_apart(entry, said, context)
    if not told:
        return ()
    first = quiet(answer.answer(entry, context))
    new = tuple(r for r in told if not any(r.text in before.text for before in first))
    # without a word of its own the answer keeps its ways on
    return (*first, *new) if new else ()


def _told_apart(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say what the pages of the benefit tell of the one thing asked ("집 있어도 되나요"); nothing where there is none."""
    asked = aspect_of(what_is_meant(compact(said)))
    told = told_of(asked, entry, context) if asked is not None else None
    if asked is None or told is None:
        return ()
    page, text = told
    note = answer.source_note(page, None, context)
    if asked.is_practical:
        buttons = (*answer.details_of(entry, context, None), PERSON, HOME)
        return _replies_of(text, buttons, note)
    sure = Reply(context.words("faq.case_sure"), (PERSON, CALLBACK, HOME), note=note)
    return (*quiet(_replies_of(text, ())), sure)


def _replies_of(text: str, buttons: tuple[Button, ...], note: str = "") -> tuple[Reply, ...]:
    """Cut a text into bubbles, the buttons under the last."""
    *first, last = answer.bubbles(text)
    return (*(Reply(t) for t in first), Reply(last, buttons, note=note))


#: "작년에 떨어졌는데 다시 되나": who was refused before may ask again.
_REFUSED = re.compile(r"(?:떨어(?:졌|뜨|진|져)|탈락|거절|안[된됐되돼]|못받(?:았|은)|빠꾸|퇴짜)")
_AGAIN = re.compile(rf"(?:{_REFUSED.pattern}).{{0,12}}다시(?:되|돼|신청|해도|할|받|넣|하면|가능)")
_BEFORE = re.compile(r"작년|지난해|재작년|전에|저번|지난번|예전|한번|몇년전|그때|올초|재신청|다시")


_IS_NONE = re.compile(
    r"(?:수급자?|차상위|기초생활)(?:가구)?(?:는|은|가|이|도)?(?:아닌|아니|안되는).{0,10}(?:못받|안되|안돼|되[나는냐]|돼요|받[나을]|받는|해당)"
)


def _of_none_of_those(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Tell who gets it to somebody who is no recipient and asks if it is still given."""
    who = " ".join(period.text for period in entry.details.get("who", ()))
    asked = _IS_NONE.search(compact(said)) is not None and ("수급" in who or "생계" in who)
    if not asked:
        return ()
    beyond = Reply(context.words("faq.none_of_those"), (PERSON, CALLBACK, HOME))
    return (*quiet(answer.detail(entry, context, "who")), beyond)


def _refused_before(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Tell who was refused before that it may be asked for again, and what the pages say of the one thing named."""
    squashed = compact(said)
    refused = _REFUSED.search(squashed) and _BEFORE.search(squashed)
    if not refused or len(squashed) > _STORY or "how" not in entry.details:
        return ()
    asked = aspect_of(what_is_meant(squashed), _STORY)
    told = told_of(asked, entry, context) if asked is not None else None
    again = Reply(
        context.words("faq.again"),
        (PERSON, CALLBACK, HOME),
        note=answer.source_note(entry, "who", context),
    )
    return (*(quiet(_replies_of(told[1], ())) if told is not None else ()), again)


_OF_MONEY = re.compile(r"얼마|금액|액수|만원|원이었|올랐|올라|인상")
_LAST_YEAR = re.compile("작년|지난해|재작년|작년도|2025년|2025|25년|그전해")


def _past_year(
    meant: Understood, inbound: Inbound, after: Conversation, context: Context
) -> Decision | None:
    """
    Say that only this year's figures are known, for "작년에는 얼마였어요" about a benefit; None for anything else.

    The middle income of last year is known, and must not be taken for an amount of the benefit.
    """
    said = compact(inbound.text)
    if (
        not _LAST_YEAR.search(said)
        or "중위" in said
        or meant.facet not in ("amount", "beyond", None)
        or (meant.facet != "amount" and _OF_MONEY.search(said) is None)
        or _REFUSED.search(said)
    ):
        return None
    entries = context.knowledge.entries
    named = [e for e in entries.values() if names(e, said)]
    entry = named[0] if named else entries.get(after.topic)
    if entry is None or "중위" in entry.title or answer.told_by(entry, "amount", context) is None:
        return None
    now = answer.detail(entry, context, "amount")
    only_now = Reply(context.words("faq.only_this_year"))
    talked = replace(after, topic=entry.id, question=scrubbed(inbound), misses=0)
    return Decision(talked, (only_now, *now), unanswered(inbound, entry.id), "past", entry.id)
