"""Tell another organisation of a case: on a stated ground only, and until they have answered (R18)."""

from __future__ import annotations

from handlers.case_effects import AddReferral, AnswerReferral, PlanTask
from handlers.context import Context
from handlers.desk.decision import LONGEST_WORDS, DeskDecision, agree, not_mine, refuse
from handlers.effects import AddEvent, Audit, Effect
from intents.private import mask
from storage.records.referral import NEXT, Ground, Referral, ReferralDetails, ReferralStatus
from storage.records.staff import Staff
from storage.records.task import Plan, TaskKind
from storage.records.ticket import Ticket

#: Working minutes until somebody asks what became of it: three days.
ASK_WITHIN_MIN = 3 * 540
LONGEST_AGENCY = 80


def refer(
    ticket: Ticket, staff: Staff, details: ReferralDetails, ground: Ground, context: Context
) -> DeskDecision:
    """
    Keep that a case was told to another organisation, and plan to ask for their answer.

    Nothing is sent: staff tell by the way that the office uses; this is the record of it.
    """
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if not (details.agency and details.shared):
        return refuse(context, "referred.incomplete")
    if not details.basis:
        return refuse(context, f"referred.basis_{ground}")
    if len(details.agency) > LONGEST_AGENCY or len(details.shared) > LONGEST_WORDS:
        return refuse(context, "words_too_long", most=LONGEST_WORDS)
    if mask(f"{details.agency} {details.shared} {details.basis}", keep_phone=True).kinds:
        return refuse(context, "person_added.private_number")
    due = context.hours.after(context.at, ASK_WITHIN_MIN)
    ask = Plan(TaskKind.ASK_AGENCY, context.words("desk.ask_agency", agency=details.agency), due)
    effects = (
        AddReferral(ticket.number, details, ground, staff.id),
        PlanTask(ticket.number, ask, staff.id),
    )
    return agree(context, ticket, "referred", effects, details.agency, f"ground={ground}")


def answer_referral(
    ticket: Ticket, referral: Referral | None, status: ReferralStatus, words: str, context: Context
) -> DeskDecision:
    """Keep what the other organisation said; whoever took the call may write it down."""
    if referral is None or status not in NEXT.get(referral.status, ()):
        return refuse(context, "referral_answered.not_now")
    needs_words = status in (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)
    if needs_words and not words.strip():
        return refuse(context, "referral_answered.words_missing")
    said = " · ".join(filter(None, (referral.details.agency, words.strip())))
    effects: tuple[Effect, ...] = (
        AnswerReferral(ticket.number, referral.id, referral.status, status, words.strip()),
        AddEvent(ticket.number, f"referral_{status}", said),
        Audit(f"referral_{status}", ticket.number, f"referral={referral.id}"),
    )
    return DeskDecision(True, context.words("desk.referral_answered.done"), effects)
