"""Whether and how staff may reach the sender; anonymous is a full answer (R2)."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass

from handlers.answers import NO_NUMBER, find_phones, read_number_at_once, read_phone
from handlers.compact import compact
from handlers.consent import consented
from handlers.context import Context
from handlers.flow import Answers, Ask, Choice, Say, Step
from handlers.messages import Reply, Wants
from handlers.phones import without_phones
from handlers.report.beside import grown
from handlers.report.rules import Story
from handlers.report.sentences import parted
from handlers.report.wish import with_wish

LEAVES_PHONE = (
    "네",
    "예",
    "응",
    "남길게요",
    "남깁니다",
    "알려줄게요",
    "전화주세요",
    "전화해주세요",
    "ㅇㅇ",
)


#: What ends the number itself: "01012345678이고 문자로 주세요".
_ENDING = re.compile(r"^(?:이?고요?|이?구요|이에요|예요|입니다|인데요?|이요|요|으?로)(?:[\s,.]+|$)")
#: Shorter words beside a number tell nothing ("이 번호예요").
_LEAST = 7


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose household it is: words keys begin with `report` or `help`."""

    key: str
    self_report: bool


def reach(
    given: Answers, context: Context, voice: Voice, story: Story
) -> Generator[Step, object, str]:
    """Ask whether and how staff may reach the sender; anonymous is a full answer (R2)."""
    say = context.words
    wanted = yield Ask(
        "reach",
        (say(f"{voice.key}.reach"),),
        (
            Choice("phone", say("report.leave_phone"), LEAVES_PHONE),
            Choice("anonymous", say(f"{voice.key}.no_phone"), NO_NUMBER),
        ),
        read_number_at_once,
        beside=lambda words, answered: told_with_number(given, words) if answered else {},
    )
    if wanted == "anonymous":
        return ""
    if not (yield from consented(context, "report", easy=bool(given.get("easy")))):
        yield Say((Reply(say("report.anonymous_fine")),))
        return ""
    # a number in a neighbour's story may be the household's own: only one's own is taken for it
    if voice.self_report and story.phones and given.get("redo") != "reach" and "phone" not in given:
        return story.phones[0]
    if wanted != "phone":
        return str(wanted)
    none = Choice("none", say(f"{voice.key}.no_phone"), NO_NUMBER)
    phone = yield Ask(
        "phone",
        (say("ask.phone"),),
        (none,),
        read_phone,
        Wants.PHONE,
        beside=lambda words, answered: told_with_number(given, words) if answered else {},
    )
    return "" if phone == "none" else str(phone)


def told_with_number(given: Answers, words: str) -> dict[str, object]:
    """Return the story grown by what is told beside a number ("010-… 문 앞에 우유도 쌓여 있어요")."""
    if not find_phones(words):
        return {}
    rest = _ENDING.sub("", parted(without_phones(words)).rest.strip(" .,"))
    if len(compact(rest)) < _LEAST:
        return {}
    return with_wish({"story": grown(given, rest)}, rest)
