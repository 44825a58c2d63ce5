"""What the page of a draft shows: the difference, the trial, and how a resident will read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.console.knowledge_form import shown
from bot.console.labels import Labels
from bot.console.linter_words import in_words
from bot.console.rights import Action, may
from bot.trial import passed
from handlers.context import Context
from handlers.faq.answer import FACETS, answer, detail
from handlers.messages import Reply
from intents.changes import Change, changes
from intents.entry import Entry
from intents.writing import entry_in, raw_in
from storage.records.knowledge import Draft, DraftStatus
from storage.records.staff import Staff


@dataclass(frozen=True, slots=True)
class Trial:
    """How far the trial is: idle, running, good, bad or failed; and what it found."""

    state: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One draft as one person sees it."""

    draft: Draft
    title: str
    form: Mapping[str, str]
    changes: tuple[Change, ...]
    said: tuple[tuple[str, tuple[Reply, ...]], ...]
    trial: Trial
    may_write: bool
    may_review: bool
    own: bool


def view_of(draft: Draft, context: Context, staff: Staff, labels: Labels) -> View:
    """Build the page of a draft."""
    raw = raw_in(draft.content) if draft.content else {}
    entry = entry_in(draft.content, draft.entry)[0] if draft.content else None
    live = context.knowledge.entries.get(draft.entry)
    own = staff.id in draft.hands
    return View(
        draft,
        str(raw.get("title") or (live.title if live else draft.entry)),
        shown(raw, draft.expires_on),
        changes(live, entry) if entry else (),
        preview(entry, context, labels) if entry else (),
        trial_of(draft, labels),
        draft.status is DraftStatus.DRAFT and may(staff.role, Action.EDIT_KNOWLEDGE),
        draft.status is DraftStatus.WAITING
        and not own
        and may(staff.role, Action.REVIEW_KNOWLEDGE),
        own,
    )


def preview(
    entry: Entry, context: Context, labels: Labels
) -> tuple[tuple[str, tuple[Reply, ...]], ...]:
    """Say the answer and each detail with the very code that says them; () when a slot is unknown."""
    try:
        said = [("", answer(entry, context))]
        said += [
            (labels("entry", f), detail(entry, context, f)) for f in FACETS if f in entry.details
        ]
    except (KeyError, ValueError, IndexError):
        return ()
    return tuple(said)


def trial_of(draft: Draft, labels: Labels) -> Trial:
    """Say how far the trial is."""
    found = draft.result
    if found is None:
        return Trial("idle" if draft.status is DraftStatus.DRAFT else "running")
    if found.get("failed"):
        return Trial("failed")
    return Trial(
        "good" if passed(found) else "bad",
        tuple(in_words([*found.get("errors", ()), *found.get("worse", ())], labels)),
        tuple(in_words(found.get("warnings", ()), labels)),
        found.get("before"), found.get("after"),
    )  # fmt: skip
