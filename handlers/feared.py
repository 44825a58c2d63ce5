"""What is feared before a neighbour is reported, or after: will they know it was me, what if I am wrong."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.after_alarm import story_so_far
from handlers.asked_in_report import replies_to
from handlers.cards import call_buttons
from handlers.compact import compact, mentions
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.menu import DOORS, HOME, PERSON, REQUESTS
from handlers.messages import Conversation, Reply, Style
from handlers.report.child import names_child
from handlers.report.questions import NAMED
from handlers.report.rules import read_story
from handlers.report.sentences import parted
from handlers.report.wish import wishes_unnamed
from storage.records.ticket import TicketKind

#: What such an answer is known by.
ABOUT = "about_report"
#: Entries of the knowledge under which a neighbour is the matter.
_TOPICS = frozenset({"crisis-report", "child-abuse", "elder-abuse", "dis-abuse"})
_FEARS = frozenset({NAMED, "nameless", "sued", "mistaken"})
_NEXT_DOOR = re.compile(
    r"[옆앞윗뒷]집|아랫집|이웃|위층|아래층|그집|그애|애기|아기|아이|할머니|할아버지|어르신|아저씨|아주머니"
)
#: Of a report whoever reads it: "제가 신고한 거 옆집이 알게 되나요".
_PLAINLY = re.compile(
    r"(?:신고|제보|알린|알렸).{0,14}(?:[옆앞윗뒷]집|아랫집|이웃|그집)|(?:[옆앞윗뒷]집|아랫집|이웃|그집).{0,14}(?:신고|제보)"
)
#: "비밀로 해주나요", "누군지 말 안 하죠": only where a neighbour is the matter.
_SECRET = re.compile(
    r"비밀(?:이|은|로|을)?(?:꼭|절대)?(?:보장|지켜|해|되|이죠|인가)|(?:제가|내가|저라고)(?:신고|알린|알렸|제보)[가-힣]{0,8}(?:모르|알게|아는|알)|(?:누군지|누가했는지|누구인지|저인[거지줄])(?:를|는|도)?[가-힣]{0,10}(?:말|알|밝)"
)
#: A longer text tells a story.
_LONGEST = 60


def feared(words: str, conversation: Conversation, context: Context) -> Decision | None:
    """Answer such a fear kindly, with the way to report; None where no neighbour is the matter."""
    if len(compact(words)) > _LONGEST:
        return None
    keys = tuple(key for key in parted(words).keys if key in _FEARS)
    if not keys and (wishes_unnamed(words) or mentions(_SECRET, words, _LONGEST)):
        keys = (NAMED,)
    known = is_the_matter(conversation) or _was_sent(context)
    if not keys or not (known or _PLAINLY.search(compact(words))):
        return None
    child = _of_a_child(words, conversation)
    replies = replies_to(keys, context, sent=_was_sent(context), child=child)
    if NAMED in keys and not known:
        replies = (Reply(context.words("report.anonymous_ok")),)
    calls = call_buttons(("police",), context) if child and "mistaken" in keys else ()
    door = REQUESTS if _was_sent(context) else DOORS[1]
    *first, last = buttons_last(replies, (*calls, door, PERSON, HOME))
    # the worry before it stays, and the report begins with it
    return Decision(
        replace(conversation, misses=0),
        (*first, replace(last, style=Style.DANGER)),
        (),
        "said",
        ABOUT,
    )


def in_doubt(words: str, conversation: Conversation, context: Context) -> Decision | None:
    """Answer "오해면요" where a neighbour is the matter: it takes no alarm back."""
    doubts = is_the_matter(conversation) and "mistaken" in parted(words).keys
    return feared(words, conversation, context) if doubts else None


def is_the_matter(conversation: Conversation) -> bool:
    """Say whether a neighbour is what the talk is about: the card just shown, the answer just given, or what was told."""
    if story_so_far(conversation) or conversation.topic in _TOPICS:
        return True
    told = (text for text in conversation.recent if _NEXT_DOOR.search(compact(text)))
    worried = any(read_story(t).signs or "신고" in t for t in told)
    return worried and not conversation.topic


def _of_a_child(words: str, conversation: Conversation) -> bool:
    told = (words, story_so_far(conversation), *conversation.recent)
    return conversation.topic == "child-abuse" or any(names_child(text) for text in told)


def _was_sent(context: Context) -> bool:
    return any(t.kind is TicketKind.REPORT for t in context.tickets)
