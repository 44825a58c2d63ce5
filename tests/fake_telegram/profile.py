"""What the bot says about itself: commands and descriptions, by language and scope."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.params import Params

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST = {"description": 512, "short_description": 120, "name": 64}


class Profile:
    """Keeps what was set; keys are (language_code, scope type)."""

    def __init__(self) -> None:
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def set_commands(self, params: Params) -> bool:
        """Answer setMyCommands."""
        commands = params.json("commands")
        if not isinstance(commands, list):
            raise bad_request("can't parse commands: expected an Array")
        for command in commands:
            name = str(command.get("command", "")).removeprefix("/")
            if not _COMMAND.fullmatch(name):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        scope: Any = params.json("scope") or {"type": "default"}
        key = scope["type"] + (f" {scope['chat_id']}" if "chat_id" in scope else "")
        self.commands[params.text("language_code"), key] = json.loads(json.dumps(commands))
        return True

    def set_text(self, what: str, params: Params) -> bool:
        """Answer setMyDescription, setMyShortDescription, setMyName."""
        text = params.text(what)
        if len(text) > LONGEST[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        self.texts[what, params.text("language_code")] = text
        return True
