"""The question about signs: what is offered, how words are read, and what they tell besides."""

from __future__ import annotations

from handlers.compact import compact
from handlers.flow import Answers, NotUnderstood
from handlers.messages import Inbound
from handlers.report.beside import grown
from handlers.report.blows import blows
from handlers.report.rules import read_story
from handlers.report.wish import with_wish

#: Offered as buttons; every other sign is read out of the words (U3: at most five choices).
OFFERED_SIGNS = ("unseen", "mail", "hunger", "cut_off", "ill")
#: Shorter words are the label of a sign.
_LEAST = 8


def read_signs(inbound: Inbound) -> object:
    """Read signs out of words; what no list knows is kept as it was said."""
    text = inbound.text.strip()
    if not text:
        raise NotUnderstood("ask.words_missing")
    found = read_story(text).signs
    return list(found) or [f"other: {text[:200]}"]


def told_as_signs(given: Answers, words: str) -> dict[str, object]:
    """Return the story grown by a sentence that was read as signs: staff get its words too."""
    sentence = len(compact(words)) >= _LEAST and bool(read_story(words).signs)
    return with_wish({"story": grown(given, words)} if sentence else {}, words)


def is_abuse(signs: object, story: str) -> bool:
    """Say whether signs, or words, may be of somebody who is beaten, or of a child nobody looks after."""
    codes = signs if isinstance(signs, list) else []
    return bool(_ABUSE.intersection(codes)) or blows(story)


_ABUSE = frozenset({"bruise", "cry", "child_alone"})
