"""A form that a word of danger broke off is taken up again when its sender comes back to it soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.context import Context
from handlers.messages import Conversation, FlowState

#: Later it is another matter, and is asked for anew.
WITHIN = timedelta(hours=2)


def to_keep(flow: FlowState | None) -> FlowState | None:
    """Return the form as it is kept: without a number and notes to whose keeping nobody agreed."""
    if flow is None or flow.answers.get("consent") == "yes":
        return flow
    kept = {
        name: told
        for name, told in flow.answers.items()
        if name not in ("typed_phone", "phone") and not name.startswith("note_")
    }
    return replace(flow, answers=kept)


def kept_answers(name: str, conversation: Conversation, context: Context) -> dict[str, object]:
    """Return the answers of the same form, as far as it had come."""
    kept = conversation.kept
    if kept is None or kept.name != name:
        return {}
    # the run of a form is the second in which it began
    if context.at.timestamp() - kept.run >= WITHIN.total_seconds():
        return {}
    # photos went to staff when the form was left
    return {name: told for name, told in kept.answers.items() if name != "attachments"}
