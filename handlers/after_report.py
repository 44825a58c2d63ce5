"""What is told around a report that was sent: a doubt, all is well again, what became of them, nothing changed, the sounds are there again."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.compact import compact
from handlers.context import Context
from handlers.danger import log_only
from handlers.decision import Decision
from handlers.effects import AddEvent, ChangeTicket
from handlers.feared import in_doubt
from handlers.menu import HOME, PERSON, REQUESTS
from handlers.messages import Button, Conversation, Inbound, Kind, Owner, Reply, Style
from handlers.report.asked import sounds_again, still_so
from handlers.report.turns import is_well
from intents.danger import Danger
from storage.records.ticket import Status, Ticket, TicketKind

#: Of whom good news is told; a longer text tells something else besides.
_WHOM = re.compile(
    r"할머|할배|할매|할아버|어르신|그분|그집|[옆앞윗뒷]집|아랫집|이웃|아이|애[가는들]|학생|아저씨|아주머니|아줌마|나오[셨시]|으시대|으시네|무사하"
)
_LONGEST = 60


def after_report(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Hear what became of a home that was reported; None for anything else, and for a danger of its own."""
    told_of_it = danger is None or danger.kind == "neighbor_report"
    other = danger is not None and (danger.about == "self" or danger.tier == "hard")
    found = None if other and not told_of_it else _heard(inbound, conversation, context)
    return found and found.after((), log_only(danger) if danger is not None else ())


def _heard(inbound: Inbound, conversation: Conversation, context: Context) -> Decision | None:
    outside = conversation.flow is None and conversation.owner is Owner.BOT
    if not outside or inbound.kind is not Kind.TEXT:
        return None
    doubt = None if inbound.press else in_doubt(inbound.text, conversation, context)
    if doubt is not None:
        return doubt
    report = _sent(context)
    if report is None:
        return None
    if sounds_again(inbound.text):
        told = (
            AddEvent(report.number, "resident_text", inbound.text),
            ChangeTicket(report.number, alert=True),
        )
        again = Reply(context.words("report.again_now"), (REQUESTS, HOME), Style.DANGER)
        return Decision(conversation, (again,), told, "danger_again", "report")
    kept = (AddEvent(report.number, "resident_text", inbound.text),)
    if still_so(inbound.text):
        told_so = Reply(context.words("asked.still_so"), (REQUESTS, PERSON, HOME))
        return Decision(conversation, (told_so,), kept, "said", "report")
    key = _news(inbound.text)
    if not key:
        return None
    withdraw = Button(context.words("requests.cancel"), f"t:cancel:{report.number}")
    glad = Reply(context.words(key), (withdraw, HOME))
    return Decision(conversation, (glad,), kept, "said", "report")


#: What became of somebody: in hospital, with the family, moved, gone with the ambulance.
_NEWS = re.compile(
    r"입원(?:했|하셨|하신|중|시켰|해있|해계)|병원에(?:계시|계신|있으|가셨|갔|모시|실려)|요양(?:병)?원(?:에|으로)(?:가|계|모|들)|이사(?:를)?(?:갔|가셨|나갔)|(?:구급차|소방관?|경찰)(?:가|이)?(?:와서|왔|다녀|모셔|데려)"
    r"|(?:아들|딸|가족|아드님|따님|자식|며느리|보호자)(?:이|가|분이|들이)?(?:왔|오셨|와서|모시|모셔|데려|데리)|(?:아들|딸|가족|아드님|따님|자식|며느리|보호자)(?:분)?(?:을|를|이랑|하고)?(?:방금|아까)?(?:만났|통화했|연락됐)"
    r"|취소할[게래]|취소해[줘주]|신고(?:는)?(?:이제)?(?:안해도|필요없)"
)
_NO_NEWS = re.compile(
    r"안왔|안오|안가|못만|없어요|소리|때리|무서|없대|병원비|돈이|전화(?:신청|상담)"
)


def _news(words: str) -> str:
    """Return the key of the answer to what became of somebody, or ''."""
    said = compact(words)
    if len(said) > _LONGEST or asks(words) or not _WHOM.search(said):
        return ""
    if is_well(words):
        return "report.well_after"
    return "asked.news" if _NEWS.search(said) and not _NO_NEWS.search(said) else ""


def _sent(context: Context) -> Ticket | None:
    """Return the newest report of a neighbour that is still open."""
    return next(
        (
            t
            for t in context.tickets
            if t.kind is TicketKind.REPORT
            and t.status is not Status.CLOSED
            and t.fields.get("about") != "self"
        ),
        None,
    )
