"""understand: JSON lines in, what the bot makes of each out; relied on by outside checks."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from bot.knowledge_reader import reader_of
from bot.settings import Settings
from handlers.cards import card_of
from intents.entry import Knowledge
from intents.understanding import Understanding, Understood


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser(
        "understand", help='read {"text": ...} lines, print what each means as JSON lines'
    )
    parser.add_argument("--explain", action="store_true", help="add the reasons as `why`")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Answer each line; a line that is no JSON object with a text gets {"error"}, and the rest go on."""
    known = reader_of(settings).read()
    faulty = False
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            text = json.loads(line)["text"]
            if not isinstance(text, str):
                raise TypeError("text is no string")
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            faulty = True
            answer: dict[str, object] = {"error": f'a line must be {{"text": "..."}}: {fault}'}
        else:
            answer = understood(text, known.understanding, known.knowledge, explain=options.explain)
        # surrogates cannot be written as UTF-8; escapes can
        sys.stdout.write(_json(answer) + "\n")
        sys.stdout.flush()
    return 1 if faulty else 0


def _json(answer: dict[str, object]) -> str:
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text


def understood(
    text: str, understanding: Understanding, knowledge: Knowledge, *, explain: bool
) -> dict[str, object]:
    """Return the documented form of one answer."""
    meant = understanding.understand(text)
    answer: dict[str, object] = {
        "text": text,
        "danger": _danger(meant, knowledge),
        "intent": meant.intent,
        "matches": [{"id": m.id, "score": round(m.score, 4)} for m in meant.matches[:5]],
        "decision": meant.decision,
    }
    if explain:
        answer["why"] = list(meant.why)
        answer["facet"] = meant.facet
    return answer


def _danger(meant: Understood, knowledge: Knowledge) -> dict[str, object] | None:
    danger = meant.danger
    if danger is None:
        return None
    card = card_of(danger, meant.text, knowledge)
    contacts = knowledge.contacts
    ids = card.numbers if card else ()
    return {
        "kind": danger.kind,
        "tier": danger.tier,
        "numbers": [contacts[i].number for i in ids if i in contacts],
    }
