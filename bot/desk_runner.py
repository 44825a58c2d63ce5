"""Run one staff action: once for each form, on the ticket as it is now, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.carry_out import Turn
from bot.clock import Clock
from bot.dismissal import dismiss
from bot.office import Known, context_of
from bot.turn import Done
from handlers.context import Context
from handlers.desk import DeskDecision
from storage import settings, tickets
from storage.records.ticket import Ticket
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

Act = Callable[[Ticket, Context], DeskDecision]
#: Reads, under the write lock, which ticket it is about and what is to be decided; None for none.
Prepare = Callable[[Tx, datetime], tuple[str, Act] | None]
#: An action that must see more than the ticket, in the same transaction.
LookAndAct = Callable[[Tx, Ticket, Context], DeskDecision]


class Desk:
    """The gate for staff actions from the console and from Telegram."""

    def __init__(
        self, store: SqliteStore, known: Callable[[], Known], clock: Clock, tell: Callable[[Done], None]
    ) -> None:  # fmt: skip
        self._store = store
        self._known = known
        self._clock = clock
        self._tell = tell

    async def act(self, form_token: str, number: str, act: Act, *, actor: str) -> DeskDecision:
        """
        Do an action; a form sent twice is answered once (`ok`, nothing done again).

        `actor` is "staff:<id>". Raises NotFound for an unknown ticket, StoreError when nothing was kept.
        """
        return await self.look_and_act(form_token, number, lambda _tx, t, c: act(t, c), actor=actor)

    async def look_and_act(
        self, form_token: str, number: str, act: LookAndAct, *, actor: str
    ) -> DeskDecision:
        """Do an action that looks at more than the ticket under the same write lock; else as `act`."""
        decision, done = await self._store.run(
            run_action, form_token, number, act, actor, self._known(), self._clock()
        )
        if done is not None:
            self._tell(done)
        return decision

    async def dismiss(self, staff_id: int, *, actor: str) -> None:
        """End an account and hand back what it has, then wake all pages: theirs find no session."""
        self._tell(await self._store.run(dismiss, staff_id, actor, self._known(), self._clock()))

    async def act_prepared(
        self, form_token: str, prepare: Prepare, *, actor: str
    ) -> tuple[str, DeskDecision] | None:
        """
        Do an action whose ticket is found, or whose facts are read, inside the transaction.

        Return the ticket's number with the decision, None when there is no such ticket; a form sent
        twice names the same ticket again.
        """
        found = await self._store.run(
            run_prepared, form_token, prepare, actor, self._known(), self._clock()
        )
        if found is None:
            return None
        number, decision, done = found
        if done is not None:
            self._tell(done)
        return number, decision


def run_prepared(
    tx: Tx, form_token: str, prepare: Prepare, actor: str, known: Known, at: datetime
) -> tuple[str, DeskDecision, Done | None] | None:
    """Find the ticket, then run the action on it."""
    if (number := settings.result_of(tx, form_token)) is not None:
        return number, DeskDecision(ok=True, message=""), None
    prepared = prepare(tx, at)
    if prepared is None:
        return None
    number, act = prepared
    decision, done = run_action(
        tx, form_token, number, lambda _tx, t, c: act(t, c), actor, known, at
    )
    settings.note_result(tx, form_token, number)
    return number, decision, done


def run_action(
    tx: Tx, form_token: str, number: str, act: LookAndAct, actor: str, known: Known, at: datetime
) -> tuple[DeskDecision, Done | None]:
    """Guard the form, decide on the ticket, carry out."""
    if settings.was_submitted(tx, form_token):
        return DeskDecision(ok=True, message=""), None
    ticket = tickets.by_number(tx, number)
    context = context_of(tx, at, known, ticket.contact_id, ticket.channel)
    decision = act(tx, ticket, context)
    if not decision.ok:
        # a refused form may be corrected and sent again
        return decision, None
    settings.first_submit(tx, form_token, at)
    turn = Turn(
        tx, at, actor, context, ticket.contact_id, ticket.channel, source=f"form:{form_token}"
    )
    turn.carry_out(decision.effects)
    return decision, Done(
        "desk", "acted", actor, frozenset(turn.told), frozenset(turn.changed), frozenset(turn.rung)
    )
