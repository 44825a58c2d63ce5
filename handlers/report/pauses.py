"""Questions that stand before the open one: all is well again, or it is about the sender."""

from __future__ import annotations

from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask, Back, Choice, Done, Flow, NotUnderstood
from handlers.messages import Inbound
from handlers.report.rules import acute

#: Kept among the answers while such a question is open; its value is the question's name.
PAUSE = "pause"
WELL, OWN = "well", "own"
#: Choices that end the report of a neighbour.
STOP, SELF = "stop", "self"
_GO_ON = "go_on"
#: The answer to each of these questions with which that report does not go on.
ENDS = {WELL: STOP, OWN: SELF}
#: Told of a neighbour, but not so of oneself; or a step of the way only.
_NOT_KEPT = frozenset(
    {PAUSE, OWN, "danger_now", "relation", "relation_again", "asked_again", "review", "edit", "more", "redo"}
)  # fmt: skip


def paused(flow: Flow, given: Answers, context: Context) -> Flow:
    """Run a report; where one of these questions is due, put it before the question that is open."""
    asks = {WELL: _well, OWN: _own}
    value: object = None
    while True:
        try:
            step = flow.send(value)
        except StopIteration as stop:
            done: Done = stop.value
            return done
        due = str(given.get(PAUSE, ""))
        if due and isinstance(step, Ask) and step.name not in given:
            yield asks[due](context)
            yield Back((PAUSE, due), _as_a_check(given) if due == WELL else {})
        value = yield step


def _as_a_check(given: Answers) -> dict[str, object]:
    """Nobody asks about danger where all is well; what sounded acute stays so."""
    if "danger_now" in given or acute(str(given.get("story", ""))):
        return {}
    return {"danger_now": "no"}


def _well(context: Context) -> Ask:
    say = context.words
    return Ask(
        WELL,
        (say("report.well"),),
        (
            Choice(_GO_ON, say("report.well_send"), _SEND),
            Choice(STOP, say("report.well_stop"), _NO),
        ),
    )


def _own(context: Context) -> Ask:
    say = context.words
    choices = (
        Choice(SELF, say("report.own_yes"), _YES),
        Choice(_GO_ON, say("report.own_no"), ("아니요", "아니", "아뇨", "이웃", "이웃이요")),
    )
    return Ask(OWN, (say("report.own"),), choices, _read_own)


def _read_own(inbound: Inbound) -> object:
    said = compact(inbound.text)
    if said.startswith(("아니", "아뇨")) or not said.startswith(_MINE):
        raise NotUnderstood
    return SELF


_YES = ("네", "예", "응", "네네", "넵", "맞아요", "그래요", "ㅇㅇ", "저요", "제얘기요")
_MINE = ("네", "예", "제", "저", "나", "내", "본인", "우리")
_SEND = (
    "네",
    "예",
    "응",
    "보내기",
    "보내주세요",
    "그래도보내주세요",
    "보낼게요",
    "확인해주세요",
    "모르겠어요",
    "글쎄요",
)
_NO = ("아니요", "아니", "아뇨", "됐어요", "괜찮아요", "안보내도돼요", "그만", "그만할게요")


def about_oneself(given: Answers) -> dict[str, object]:
    """Return what was told in a neighbour's report as the beginning of one's own."""
    return {name: value for name, value in given.items() if name not in _NOT_KEPT}
