"""What is shown before a report is sent: all that was told, where, what was seen, and what was asked of us."""

from __future__ import annotations

from handlers.context import Context
from handlers.flow import Answers
from handlers.report.seen import spoken_signs
from handlers.report.told_only import told_only

#: A longer story is shown by its beginning and its end; staff get all of it.
LONGEST_SHOWN = 600
_HEAD, _TAIL = 400, 180


def summary(
    given: Answers,
    context: Context,
    told: tuple[str, str, object, object, str],
    *,
    wished: bool,
    key: str = "report",
) -> tuple[str, ...]:
    """Write what will be sent: story, place, signs, danger, number, what was added and wished; `key` is the voice's."""
    say = context.words
    story, place, signs, danger, phone = told
    more = str(given.get("told_more", ""))
    lines = [
        say(
            "report.summary",
            story=shown(told_only(story)),
            place=say("report.place_unknown") if place == "unknown" else place,
            signs=spoken_signs(context, signs, f"{story}\n{more}"),
            danger=say(f"report.danger.{danger}"),
            phone=mask_phone(phone) or say("report.anonymous"),
        )
    ]
    if more:
        lines.append(say("report.summary_more", what=shown(told_only(more))))
    if wished:
        lines.append(say("report.summary_wish", what=say("report.wish_unnamed")))
    return "\n".join(lines), say(f"{key}.review")


def shown(story: str) -> str:
    """Return a story as it is shown; a very long one without its middle."""
    if len(story) <= LONGEST_SHOWN:
        return story
    return f"{story[:_HEAD]} … {story[-_TAIL:]}"


def mask_phone(phone: str) -> str:
    """Show a number so that its owner knows it: 010-****-5678."""
    return phone and f"{phone.split('-')[0]}-****-{phone[-4:]}"
