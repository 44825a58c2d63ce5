"""
What staff may do with a ticket: one pure function for each action.

Each looks at the ticket, which its caller read under the write lock, and says yes or no with the
effects that follow. Nothing here reads the clock, the database or the web; who may call what is
`bot/console/rights.py`.
"""

from handlers.desk.closing import close, closing_words, reopen
from handlers.desk.decision import DeskDecision
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
from handlers.desk.talking import give_back, join, note, reply
from handlers.desk.transfer import Offered, Receiver, accept, decline, offer, withdraw
from handlers.desk.working import CallResult, call_attempt, set_stage, wait

__all__ = [
    "CallResult",
    "DeskDecision",
    "Offered",
    "Receiver",
    "accept",
    "acknowledge",
    "call_attempt",
    "claim",
    "close",
    "closing_words",
    "decline",
    "give_back",
    "hand_back",
    "hand_over",
    "join",
    "note",
    "offer",
    "release",
    "reopen",
    "reply",
    "set_priority",
    "set_stage",
    "take_next",
    "take_over",
    "wait",
    "withdraw",
]
