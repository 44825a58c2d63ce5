"""Tell whether a message is about what was just answered, though it does not say so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from intents.about_last import BEYOND, CONDITION
from intents.entry import Entry
from intents.facets import (
    bare,
    is_age,
    leans_on_topic,
    tells_a_case,
    tells_of_oneself,
    tells_status,
)
from intents.found import Found
from intents.names import Names

#: An entry that the last answer names as related may tell what that one does not, when it is as likely as this.
RELATED_FROM = 0.1
#: A text with an answer as likely as this brings a subject of its own.
OWN_SUBJECT_FROM = 0.45


def leans_on(
    topic: str | None,
    squashed: str,
    asked: str | None,
    found: Found,
    may_tell: bool,
    known: Mapping[str, Entry],
    names: Names,
) -> str | None:
    """
    Return the entry that a text without a subject of its own is about; None when it has one.

    `may_tell`: neither a question nor unclear, so that it may tell how somebody lives.
    """
    if topic is None or topic not in known or found.is_known_wish:
        return None
    if asked is None and not is_age(squashed):
        if found.wish is not None or not may_tell or not tells_a_case(squashed):
            return None
        return topic if found.chance < OWN_SUBJECT_FROM or tells_status(squashed) else None
    alone = asked is not None and leans_on_topic(squashed)
    if not alone and not (tells_of_oneself(squashed) and not names.said_in(squashed)):
        return None
    subject = _SUBJECT.match(squashed)
    if subject and found.matches and names.sets_apart(bare(subject[1]), found.matches[0].id, topic):
        # "가스는 얼마 깎아 줘요" after the electricity bill
        return found.matches[0].id
    entry = known[topic]
    wanted = asked or "who"
    if wanted in entry.details or not found.matches:
        return topic
    # what the topic does not tell ("얼마나 걸려요"), a related entry may
    first = known[found.matches[0].id]
    tells = first.id in entry.related and wanted in first.details
    return first.id if tells and found.chance >= RELATED_FROM else topic


_SUBJECT = re.compile(r"(?:그럼|그러면|근데|그리고|혹시)?([가-힣]{2,8}?)(?:은|는|도)")
#: "그럼 틀니는요?": what is asked after, when it stands in a name, is a subject of its own.
_AND_THAT = re.compile(r"(?:그럼|그러면|그리고|혹시|또)?([가-힣]{2,8})(?:은|는|도)요?")


def noun_asked_after(squashed: str) -> str:
    """Return the noun that is all a text asks after ("수술비는요?"), or ''."""
    said = _AND_THAT.fullmatch(squashed)
    return said[1] if said is not None else ""


def asks_after(squashed: str, first: Entry) -> bool:
    """Say whether the text only names something that the names of `first` hold ("그럼 틀니는요?")."""
    said = _AND_THAT.fullmatch(squashed)
    return said is not None and any(said[1] in name.replace(" ", "") for name in first.names)


def asked_about_it(squashed: str, asked: str | None, faintly: bool) -> str:
    """Return what a text about the last answer asks of it."""
    if faintly:
        return _asked_of_it(squashed) if asked is None or asked == "who" else asked
    return asked or ("case" if tells_a_case(squashed) else "who")


def _asked_of_it(squashed: str) -> str:
    """Return "case", where it asks whether it is given to this one, or "beyond", something else."""
    is_condition = CONDITION.search(squashed) and not BEYOND.search(squashed)
    return "case" if is_condition else "beyond"
