"""What staff do about a household: tie cases together, merge and divide them, write people down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.console.answer_acts import Form, MakeLook, id_of
from bot.console.asking import asks_after
from bot.console.ports import Console, Look
from handlers import desk
from handlers.context import Context
from handlers.desk import DeskDecision
from storage import merges, tickets
from storage.errors import NotFound
from storage.records.household import Details
from storage.records.staff import Staff
from storage.records.ticket import Stage, Ticket
from storage.transaction import Tx

_NUMBER = re.compile(r"W-\d{4}-\d{4,9}")


def other_case(tx: Tx, form: Form) -> Ticket | None:
    """Return the case that the form names, or None."""
    number = form.get("other", "").strip().upper()
    if not _NUMBER.fullmatch(number):
        return None
    try:
        return tickets.by_number(tx, number)
    except NotFound:
        return None


def _join(form: Form, staff: Staff, _console: Console) -> Look:
    return lambda tx, t, c: desk.join_household(t, other_case(tx, form), staff, c)


def _apart(form: Form, staff: Staff, _console: Console) -> Look:
    return lambda tx, t, c: desk.say_apart(t, other_case(tx, form), staff, c)


def _merge(form: Form, staff: Staff, _console: Console) -> Look:
    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        other = other_case(tx, form)
        if other is None:
            return desk.join_household(ticket, None, staff, context)
        # which of the two goes on is the choice of staff
        gone, into = (ticket, other) if form.get("into") == "other" else (other, ticket)
        under = (*merges.under(tx, gone.id), *merges.under(tx, into.id))
        return desk.merge(gone, into, under, staff, context)

    return look


def _unmerge(_form: Form, _staff: Staff, _console: Console) -> Look:
    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        into = merges.survivor(tx, ticket) if ticket.merged_into is not None else None
        return desk.unmerge(ticket, into, context)

    return look


def _person(form: Form, staff: Staff, _console: Console) -> Look:
    given = {name: form.get(name, "").strip() for name in ("name", "relation", "phone", "note")}
    return lambda _tx, t, c: desk.add_person(t, Details(**given), staff, c)


def _person_away(form: Form, _staff: Staff, _console: Console) -> Look:
    return lambda _tx, t, c: desk.remove_person(t, id_of(form, "id"), c)


def _close(form: Form, staff: Staff, _console: Console) -> Look:
    picked, words = form.get("outcome", ""), form.get("text", "").strip()
    outcome = picked or None

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        asks = outcome is not None and asks_after(tx, ticket, outcome, context.at)
        under = merges.under(tx, ticket.id)
        return desk.close(ticket, staff, outcome, words, context, under, asks=asks)

    return look


def _stage(form: Form, staff: Staff, _console: Console) -> Look:
    stage = Stage(form.get("stage", ""))
    return lambda tx, t, c: desk.set_stage(t, staff, stage, c, merges.under(tx, t.id))


LOOKS: Mapping[str, MakeLook] = {
    "household-join": _join,
    "household-leave": lambda _f, _s, _c: lambda _tx, t, c: desk.leave_household(t, c),
    "apart": _apart,
    "merge": _merge,
    "unmerge": _unmerge,
    "person": _person,
    "person-away": _person_away,
    "close": _close,
    "stage": _stage,
}
