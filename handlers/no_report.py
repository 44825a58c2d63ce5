"""Out of a neighbour's report that was never meant ("신고하는 거 아니라니까요, 생계급여 물어본 거예요")."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import running
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent
from handlers.meaning import LIKELY_TOPIC, by_meaning
from handlers.messages import Conversation, Inbound, Kind, Reply
from handlers.report.pauses import OWN

#: "아들이 신고한 게 아니라 제가 한 거예요" tells of a report all the same.
_NO_REPORT = re.compile(
    r"신고(?:하는|하려는|하려던|하러온|할|하자는)?(?:거|것|게|건|말)?(?:는|은|가|이)?(?:전혀)?아니(?!라제가|라내가)|신고(?:안한다|하는게아닌|할생각(?:은)?없)"
)
_MY_QUESTION = re.compile(
    r"이웃(?:집|얘기|이야기|일|신고)?(?:이|가|은|는)?아니|(?:내|제|우리집|저희집|나의)(?:얘기|이야기|일|질문)"
)
_CLAUSE = re.compile(r"[.,!?…\n]+\s*|(?<=[요고])\s+")


def no_report(inbound: Inbound, conversation: Conversation, context: Context) -> Decision | None:
    """Leave the report with an apology and answer what was asked; None where it goes on."""
    state = conversation.flow
    if state is None or state.name != "report" or inbound.kind is not Kind.TEXT:
        return None
    if running.open_question(conversation, context) == OWN:
        return None
    parts = [part for part in _CLAUSE.split(inbound.text) if part and compact(part)]
    rest = " ".join(p for p in parts if not _denies(p))
    heard = context.understanding.understand(rest or inbound.text)
    likely = bool(heard.matches) and heard.matches[0].score >= LIKELY_TOPIC
    asked = bool(rest) and likely and heard.intent is None and heard.danger is None
    refused = any(_NO_REPORT.search(compact(p)) for p in parts)
    own = asked and any(_MY_QUESTION.search(compact(p)) for p in parts)
    if not (refused or own):
        return None
    number = str(state.answers.get("ticket") or "")
    left = running.leave(conversation, context)
    key = "report.not_meant_told" if number else "report.not_meant"
    sorry = Reply(context.words(key, number=number))
    told = (AddEvent(number, "resident_text", inbound.text),) if number else ()
    if not asked:
        return replace(left, replies=(sorry, *left.replies[1:])).after((), told)
    answered = by_meaning(heard, replace(inbound, text=rest), left.conversation, context)
    return replace(answered.after((sorry,)), effects=(*left.effects, *told, *answered.effects))


def _denies(clause: str) -> bool:
    said = compact(clause)
    return _NO_REPORT.search(said) is not None or _MY_QUESTION.search(said) is not None
