"""How the fake says no, in the words of the real Bot API."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer with ok=false."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON that the real server would send."""
        found: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            found["parameters"] = self.parameters
        return found


def bad_request(why: str) -> ApiError:
    """Return a 400."""
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """Return a 403."""
    return ApiError(403, f"Forbidden: {why}")


def too_many(retry_after_s: int) -> ApiError:
    """Return a 429 that names the pause."""
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after_s}", retry_after=retry_after_s
    )
