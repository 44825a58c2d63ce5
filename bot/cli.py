"""The operator's verbs: each is a short module in bot/verbs; faults are sentences, not tracebacks."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot import logs, verbs
from bot.settings import SettingsFaulty, read_settings
from intents.faults import FaultyData
from storage.errors import StoreError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit status: 0 done, 1 a fault was found, 2 it could not be done."""
    given = sys.argv[1:] if argv is None else list(argv)
    # one verb needs a tenth of the service: it starts faster and smaller without the rest
    parser = build_parser(given[:1] if given[:1] and given[0] in verbs.NAMES else verbs.NAMES)
    options = parser.parse_args(given)
    try:
        settings = read_settings(os.environ)
        # what a verb prints is for the next program: log lines go elsewhere
        logs.set_up("warning", settings["LOG_FORMAT"])
        return int(options.run(options, settings))
    except SettingsFaulty as fault:
        for line in fault.faults:
            complain(line)
    except FaultyData as fault:
        for line in str(fault).splitlines():
            complain(line)
    except OSError as fault:
        complain(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault))
    except StoreError as fault:
        complain(str(fault))
    except KeyboardInterrupt:
        return 130
    return 2


def complain(text: str) -> None:
    """Say a fault on standard error."""
    sys.stderr.write(f"bot: {text}\n")


def build_parser(names: Sequence[str] = verbs.NAMES) -> argparse.ArgumentParser:
    """Build the parser of these verbs; the documentation is checked against the whole one."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="복지망원경: a welfare-consultation channel"
    )
    commands = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name in names:
        import_module(f"bot.verbs.{name}").add_parser(commands)
    return parser
