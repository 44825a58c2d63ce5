"""Read the parameters of a Bot API call: query, form, multipart or JSON; all arrive as text or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fake_telegram.errors import bad_request


@dataclass(slots=True)
class Params:
    """The parameters of one call."""

    values: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a text parameter."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number; a missing one without default is refused as the real server does."""
        value = self.values.get(name)
        if value in (None, ""):
            if default is None:
                raise bad_request(f"{name} is empty")
            return default
        try:
            return int(value)
        except ValueError:
            raise bad_request(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        """Return a yes or no."""
        return self.values.get(name) in (True, "true", "True", "1", 1)

    def json(self, name: str) -> Any:
        """Return a JSON-serialised parameter, or None when it is missing."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            what = name.replace("_", " ")
            raise bad_request(f"can't parse {what} JSON object") from None


async def read(request: web.Request) -> Params:
    """Read the parameters wherever the client put them."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, bytes] = {}
    if request.content_type == "application/json" and request.can_read_body:
        body = await request.json()
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON body")
        values.update(body)
    elif request.method == "POST":
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files[name] = value.file.read()
            else:
                values[name] = value
    return Params(values, files)
