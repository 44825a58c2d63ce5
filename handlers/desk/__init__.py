"""
What staff may do with a ticket: one pure function for each action.

Each looks at the ticket, which its caller read under the write lock, and says yes or no with the
effects that follow. Nothing here reads the clock, the database or the web; who may call what is
`bot/console/rights.py`.
"""

from handlers.desk.answering import cancel_scheduled, schedule, scheduled_is_due, send_again
from handlers.desk.closing import close, closing_words, reopen
from handlers.desk.decision import DeskDecision
from handlers.desk.household import (
    add_person,
    join_household,
    leave_household,
    remove_person,
    say_apart,
)
from handlers.desk.merging import merge, unmerge
from handlers.desk.owning import (
    acknowledge,
    claim,
    hand_back,
    hand_over,
    release,
    set_priority,
    take_next,
    take_over,
)
from handlers.desk.referring import answer_referral, refer
from handlers.desk.talking import give_back, join, note, reply
from handlers.desk.tasks import end_task, plan_task
from handlers.desk.transfer import Offered, Receiver, accept, decline, offer, withdraw
from handlers.desk.working import CallResult, call_attempt, set_stage, wait

__all__ = [
    "CallResult",
    "DeskDecision",
    "Offered",
    "Receiver",
    "accept",
    "acknowledge",
    "add_person",
    "answer_referral",
    "call_attempt",
    "cancel_scheduled",
    "claim",
    "close",
    "closing_words",
    "decline",
    "end_task",
    "give_back",
    "hand_back",
    "hand_over",
    "join",
    "join_household",
    "leave_household",
    "merge",
    "note",
    "offer",
    "plan_task",
    "refer",
    "release",
    "remove_person",
    "reopen",
    "reply",
    "say_apart",
    "schedule",
    "scheduled_is_due",
    "send_again",
    "set_priority",
    "set_stage",
    "take_next",
    "take_over",
    "unmerge",
    "wait",
    "withdraw",
]
