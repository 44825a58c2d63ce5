"""The operator's verbs: each is a short module in bot/verbs; faults are sentences, not tracebacks."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot import verbs
from bot.settings import SettingsFaulty, read_settings
from intents.faults import FaultyData
from storage.errors import StoreError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit status: 0 done, 1 a fault was found, 2 it could not be done."""
    parser = build_parser()
    options = parser.parse_args(argv)
    try:
        settings = read_settings(os.environ)
        return int(options.run(options, settings))
    except SettingsFaulty as fault:
        for line in fault.faults:
            complain(line)
    except FaultyData as fault:
        for line in str(fault).splitlines():
            complain(line)
    except (StoreError, OSError) as fault:
        complain(str(fault))
    except KeyboardInterrupt:
        return 130
    return 2


def complain(text: str) -> None:
    """Say a fault on standard error."""
    sys.stderr.write(f"bot: {text}\n")


def build_parser() -> argparse.ArgumentParser:
    """Build the parser; the documentation is checked against it."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="복지망원경: a welfare-consultation channel"
    )
    commands = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in verbs.ALL:
        verb.add_parser(commands)
    return parser
