"""
Deliberate bugs, one for each promise: a torture that lets one of them pass proves nothing.

Each replaces something of the production code from outside, in the tortured process only. `apply`
also plays storage faults (a full disk, an I/O error) on the true code and on mutants alike.
"""

from __future__ import annotations

import asyncio
import random  # noqa: TID251 - chance is what a torture is made of
import sqlite3
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import bot.core
import bot.outbox
import bot.turn
from bot import failpoints
from bot.channels.channel import SendError
from bot.channels.telegram import faults, receive
from storage import alerts, inbox, jobs, outbox
from storage.sqlite import store

chance = random.Random()  # noqa: S311


def ack_before_commit() -> None:
    """The poll confirms updates that lie in memory only: python-telegram-bot's own way."""
    tasks = set()

    async def put(self: Any, item: Any) -> None:
        task = asyncio.create_task(self._keep(item.api_kwargs[receive.RAW]))
        tasks.add(task)

    receive.DurableQueue.put = put  # type: ignore[method-assign]


def guard_and_effect_in_two_transactions() -> None:
    """A message is marked done after its effects were committed."""
    take_turn = bot.turn.take_turn
    mark_done = inbox.mark_done
    todo: list[tuple[Any, ...]] = []

    def effects(*args: Any) -> Any:
        inbox.mark_done = lambda _tx, *marked: todo.append(marked)
        try:
            return take_turn(*args)
        finally:
            inbox.mark_done = mark_done

    take = bot.turn.Turns.take

    async def both(self: Any, contact: int) -> bool:
        went_on = await take(self, contact)
        while todo:
            marked = todo.pop()
            await self._store.run(lambda tx, marked=marked: mark_done(tx, *marked))
        return went_on

    bot.turn.take_turn = effects
    bot.turn.Turns.take = both  # type: ignore[method-assign]


def reply_without_idem() -> None:
    """The same, and nothing keeps a second row with the same reply out of the outbox."""
    guard_and_effect_in_two_transactions()
    put = outbox.put

    def unguarded(tx: Any, contact: Any, channel: Any, payload: Any, idem: str, *a: Any, **k: Any) -> Any:  # fmt: skip
        return put(tx, contact, channel, payload, f"{idem}~{chance.random()}", *a, **k)

    outbox.put = unguarded


def no_sending_mark() -> None:
    """What was in flight at a kill is sent again as if it had never been sent."""

    def recover(tx: Any, _channel: str) -> int:
        tx.execute("UPDATE outbox SET status = 'ready' WHERE status = 'sending'")
        return 0

    outbox.recover = recover  # type: ignore[assignment]


def doubt_is_certainty() -> None:
    """An answer that was lost is taken for a refusal."""
    as_send_error = faults.as_send_error

    def certain(error: Any) -> SendError:
        found = as_send_error(error)
        found.in_doubt = False
        return found

    faults.as_send_error = certain


def no_contact_order() -> None:
    """A row does not wait for an earlier one of its contact."""

    def claim(tx: Any, channel: str, at: Any, limit: int, lanes: Any) -> list[Any]:
        if lanes == outbox.BULK:
            return []
        rows = tx.all(
            f"SELECT {outbox._OUTGOING} FROM outbox"  # noqa: S608
            " WHERE channel = ? AND status = 'ready' AND not_before <= ?"
            " ORDER BY lane, not_before, id LIMIT ?",
            (channel, outbox.to_ms(at), limit),
        )
        tx.many(
            "UPDATE outbox SET status = 'sending', attempts = attempts + 1 WHERE id = ?",
            [(row["id"],) for row in rows],
        )
        return [outbox._outgoing(tx, row) for row in rows]

    outbox.claim = claim


def storage_error_as_poison() -> None:
    """A full disk is taken for the message's fault: it is set aside."""
    bot.turn.TROUBLE = (ZeroDivisionError,)  # type: ignore[assignment]
    bot.turn.MOST_ATTEMPTS = 1


def decide_twice() -> None:
    """Now and then a message is decided on and left waiting: two deciders without a guard."""
    mark_done = inbox.mark_done

    def forgetful(tx: Any, inbox_id: int, *more: Any) -> None:
        if chance.random() > 0.02:
            mark_done(tx, inbox_id, *more)

    inbox.mark_done = forgetful


def no_inbox_key() -> None:
    """A message that is delivered again is kept again."""
    keep = inbox.keep

    def unguarded(tx: Any, channel: str, external_id: str, *more: Any) -> Any:
        return keep(tx, channel, f"{external_id}~{chance.random()}", *more)

    inbox.keep = unguarded


def told_before_commit() -> None:
    """Callers hear of a commit before it is one."""
    run_one = store.SqliteStore._run_one

    def early(self: Any, job: Any) -> None:
        run_one(self, job)
        store._resolve([job])

    def once(jobs_: list[Any]) -> None:
        for job in jobs_:
            if not job.future.done():
                set_results([job])

    set_results = store._set_results
    store.SqliteStore._run_one = early  # type: ignore[method-assign]
    store._set_results = once


def give_up_at_once() -> None:
    """A message that could not be sent at the first try is given up."""
    bot.outbox.MOST_ATTEMPTS = 1


def alert_forgotten() -> None:
    """An alert that rang has no next ring."""

    def rang(tx: Any, ticket_id: int, _next_at: Any) -> None:
        tx.execute(
            "UPDATE alert SET round = round + 1, next_at = 9e15 WHERE ticket_id = ?", (ticket_id,)
        )

    alerts.rang = rang


def job_without_guard() -> None:
    """A due run is not recorded, so the next start runs it again."""
    jobs.take = lambda _tx, _job, _due, _at, note="": not note


#: Each mutant, and the kind of finding that must catch it: another one may be a coincidence.
MUTANTS: dict[str, tuple[Callable[[], None], str]] = {
    mutant.__name__: (mutant, kind)
    for mutant, kind in (
        (ack_before_commit, "lost"),
        (guard_and_effect_in_two_transactions, "doubled"),
        (reply_without_idem, "doubled"),
        (no_sending_mark, "unmarked"),
        (doubt_is_certainty, "unmarked"),
        (no_contact_order, "misordered"),
        (storage_error_as_poison, "lost"),
        (decide_twice, "doubled"),
        (no_inbox_key, "doubled"),
        (told_before_commit, "lost"),
        (give_up_at_once, "lost"),
        (alert_forgotten, "timers"),
        (job_without_guard, "timers"),
    )
}


def apply(mutant: str, store_faults: float) -> None:
    """Change this process; `store_faults` is the chance of a storage fault."""
    # every life is a fork of the same state: without this all of them would have the same chances
    chance.seed()
    if store_faults:
        fail_storage(store_faults)
    if mutant:
        MUTANTS[mutant][0]()


def fail_storage(often: float) -> None:
    """Let commits and statements fail as on a full disk or a bad one."""

    def reach(place: str) -> None:
        if place == "commit.before" and chance.random() < often:
            raise sqlite3.OperationalError("database or disk is full")
        failpoints.reach(place)

    def failing(work: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(*args: Any, **kwargs: Any) -> Any:
            if chance.random() < often:
                raise sqlite3.OperationalError("disk I/O error")
            return work(*args, **kwargs)

        return maybe

    bot.core.failpoints = SimpleNamespace(reach=reach)  # type: ignore[assignment]
    inbox.keep = failing(inbox.keep)
    inbox.mark_done = failing(inbox.mark_done)
    outbox.mark_sent = failing(outbox.mark_sent)
