"""Write the generated pages of docs/reference from the code; `--check` only says whether they are up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.cli import build_parser  # noqa: E402 - found through the line above
from bot.settings import TABLE  # noqa: E402

NOTE = "<!-- Written by tools/make_docs.py: change the code, then run `make docs`. -->"
REFERENCE = ROOT / "docs" / "reference"
SETTINGS = """\
# Settings

{note}

Settings are environment variables, read once at the start.
`NAME_FILE` may name a file that holds the value instead (systemd credentials, Docker secrets).
All faults are reported at once, and the service does not start with one.
`python -m bot settings` shows the values in force, secrets masked.

| name | default | meaning |
|---|---|---|
{rows}

Opening hours, lunch, days off and staff accounts are no settings:
they are set in the staff console and live in the database.
"""


def settings_page() -> str:
    """Return the page of settings, one row each."""
    rows = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.meaning}{' (secret)' if s.secret else ''} |"
        for s in TABLE
    ]
    return SETTINGS.format(note=NOTE, rows="\n".join(rows))


def commands_page() -> str:
    """Return the page of the operator's verbs, with every argument."""
    lines = [
        "# Commands",
        "",
        NOTE,
        "",
        "Every command reads the same [settings](settings.md) as the service.",
        "With `make run` they stand in `.venv`: `.venv/bin/python -m bot VERB`.",
        "Exit status: 0 done, 1 a fault was found, 2 it could not be done.",
        "",
    ]
    for name, parser, summary in _verbs(build_parser()):
        lines += [f"## `{name}`", "", f"{summary[0].upper()}{summary[1:]}.", ""]
        arguments = [_argument(a) for a in parser._actions if not _is_plumbing(a)]
        if arguments:
            lines += ["| argument | meaning |", "|---|---|", *arguments, ""]
    return "\n".join(lines)


def _verbs(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        words = {choice.dest: choice.help or choice.dest for choice in action._choices_actions}
        for name, child in action.choices.items():
            children = list(_verbs(child))
            if not children:
                yield child.prog, child, words.get(name, name)
            yield from children


def _is_plumbing(action: argparse.Action) -> bool:
    return isinstance(action, argparse._HelpAction | argparse._SubParsersAction)


def _argument(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings) or action.dest.upper()
    if action.choices is not None:
        name += " " + " \\| ".join(map(str, action.choices))
    elif action.option_strings and action.nargs != 0:
        name += f" {action.metavar or action.dest.upper()}"
    return f"| `{name}` | {action.help or ''} |"


PAGES = {"settings.md": settings_page, "commands.md": commands_page}


def stale() -> list[str]:
    """Name the pages that differ from what the code says."""
    return [
        name
        for name, page in PAGES.items()
        if not (REFERENCE / name).exists() or (REFERENCE / name).read_text("utf-8") != page()
    ]


def main() -> int:
    """Write the pages, or with `--check` name the stale ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when a page is old")
    if parser.parse_args().check:
        old = stale()
        if old:
            sys.stderr.write(f"docs/reference is behind the code ({', '.join(old)}): make docs\n")
        return 1 if old else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
