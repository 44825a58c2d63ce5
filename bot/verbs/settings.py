"""settings: show the table of settings, with the values in force."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.settings import Settings


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("settings", help="show all settings, secrets masked")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """Print one line a setting."""
    for name, value, meaning in settings.shown():
        sys.stdout.write(f"{name:26} {value or '-':36} {meaning}\n")
    return 0
