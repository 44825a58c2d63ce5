"""The list of flows. Adding one: its package here, its words.yaml beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.callback.flow import callback, change_callback, change_phone
from handlers.context import Context
from handlers.effects import AddEvent, Effect
from handlers.flow import Answers, Flow, Start
from handlers.message.flow import message
from handlers.messages import FlowState
from handlers.report.flow import help_me, report
from handlers.requests.erase import erase
from handlers.requests.mine import copy
from handlers.visit.flow import visit


@dataclass(frozen=True, slots=True)
class FlowKind:
    """A flow, waiting for its context."""

    start: Callable[[Answers, Context], Flow]

    def bind(self, context: Context) -> Start:
        """Give the flow its context, so that a replay needs only the answers."""
        return lambda answers: self.start(answers, context)

    def on_cancel(self, state: FlowState, _context: Context) -> tuple[Effect, ...]:
        """
        Note on an early ticket that its sender stopped.

        It is not closed: what was told sounded acute or lay for 15 minutes, and somebody may have
        been made to stop; staff decide.
        """
        number = state.answers.get("ticket")
        return (AddEvent(str(number), "withdrawal_asked"),) if number else ()


#: Flows that are begun with the number of a request, by its own button alone.
OF_A_REQUEST = ("change_callback", "change_phone")

FLOWS: dict[str, FlowKind] = {
    "report": FlowKind(report),
    "help": FlowKind(help_me),
    "callback": FlowKind(callback),
    "change_callback": FlowKind(change_callback),
    "change_phone": FlowKind(change_phone),
    "visit": FlowKind(visit),
    "message": FlowKind(message),
    "erase": FlowKind(erase),
    "copy": FlowKind(copy),
}
