"""faq: check the knowledge; see what found no answer; add a way to ask, if nothing gets worse."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot import clock
from bot.own_knowledge import file_of as file_of_own
from bot.settings import Settings
from bot.verbs.opened import opened
from handlers.hours import seoul
from intents.add_variant import file_of, with_variant
from intents.check import check
from intents.folds import Measured, measure
from intents.grouping import group
from intents.load import load
from intents.private import mask
from intents.understanding import Understanding
from storage import reviews

#: Questions that were added and must stay answered.
CASES = Path("ko/regressions.yaml")


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("faq", help="check the knowledge, see missed questions, add one")
    actions = parser.add_subparsers(dest="action", required=True)
    checking = actions.add_parser(
        "check", help="refuse faulty entries, list what is due for review"
    )
    checking.add_argument("--quiet", action="store_true", help="faults only, no warnings")
    checking.set_defaults(run=run_check)
    missed = actions.add_parser("missed", help="questions that found no answer, like ones together")
    missed.add_argument("--json", action="store_true", help="one JSON line a group")
    missed.set_defaults(run=run_missed)
    adding = actions.add_parser(
        "add", help="add a question to an entry; refused when the evaluation gets worse"
    )
    adding.add_argument("entry", help="id of the entry")
    adding.add_argument("text", help="the question as residents ask it")
    adding.set_defaults(run=run_add)


def run_check(options: argparse.Namespace, settings: Settings) -> int:
    """Print each fault with file and line; 1 when there is one."""
    knowledge = load(settings.faq_dir, settings.own_knowledge)
    found = check(knowledge, seoul(clock.now()).date())
    errors = [f for f in found if f.severity == "error"]
    for fault in errors if options.quiet else found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(
        f"{len(knowledge.entries)} entries, {len(errors)} errors, {len(found) - len(errors)} warnings\n"
    )
    return 1 if errors else 0


def run_missed(options: argparse.Namespace, settings: Settings) -> int:
    """Print groups of missed questions, the most frequent first, with the nearest entry."""
    understanding = Understanding(load(settings.faq_dir, settings.own_knowledge))

    async def read() -> list[reviews.Missed]:
        async with opened(settings) as store:
            return await store.read(reviews.missed_texts)

    found = asyncio.run(read())
    for like in group([(m.text, m.count) for m in found]):
        near = understanding.understand(like.text).matches[:1]
        nearest = near[0].id if near else "-"
        if options.json:
            row = {"count": like.count, "text": like.text, "texts": like.texts, "nearest": nearest}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{like.count:4}  {nearest:24} {like.text}\n")
    return 0


def run_add(options: argparse.Namespace, settings: Settings) -> int:
    """Measure before and after; write the question only when nothing gets worse. 1 when refused."""
    folder = settings.faq_dir
    knowledge = load(folder)
    entry = knowledge.entries.get(options.entry)
    text = mask(options.text.strip()).text
    if entry is None:
        sys.stderr.write(f"bot: there is no entry '{options.entry}'\n")
        return 2
    if file_of_own(settings.own_knowledge, options.entry).exists():
        sys.stderr.write("bot: this entry is edited in the console, add the question there\n")
        return 2
    if not text or any(text in e.questions for e in knowledge.entries.values()):
        sys.stderr.write("bot: this question is empty or stands in an entry already\n")
        return 2
    cases = _cases(folder)
    before = measure(knowledge, cases)
    changed = replace(entry, questions=(*entry.questions, text))
    after = measure(
        replace(knowledge, entries={**knowledge.entries, entry.id: changed}),
        [*cases, (text, entry.id)],
    )
    faults = after.worse_than(before)
    _report(before, after)
    if faults:
        sys.stdout.write("refused: " + "; ".join(faults) + "\n")
        return 1
    path = file_of(folder, entry)
    path.write_text(with_variant(path.read_text("utf-8"), entry, text), "utf-8")
    _keep_case(folder, cases, (text, entry.id))
    sys.stdout.write(f"added to {path}; it is asked again at every later change\n")
    return 0


def _report(before: Measured, after: Measured) -> None:
    sys.stdout.write(
        f"right entry first {before.first:.3f} -> {after.first:.3f},"
        f" among three {before.first_three:.3f} -> {after.first_three:.3f}"
        f" over {after.asked} left-out questions\n"
    )


def _cases(folder: Path) -> list[tuple[str, str]]:
    path = folder / CASES
    if not path.exists():
        return []
    raw = yaml.safe_load(path.read_text("utf-8")) or {}
    return [(str(c["text"]), str(c["entry"])) for c in raw.get("regressions", [])]


def _keep_case(folder: Path, cases: list[tuple[str, str]], new: tuple[str, str]) -> None:
    rows = [{"text": t, "entry": e} for t, e in [*cases, new]]
    text = yaml.safe_dump({"regressions": rows}, allow_unicode=True, sort_keys=False)
    (folder / CASES).write_text("# 더한 질문: 고칠 때마다 다시 물어봅니다.\n" + text, "utf-8")
