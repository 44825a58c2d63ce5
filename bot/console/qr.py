"""A QR code as inline SVG: made here, so that no address leaves the office."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr(text: str, title: str) -> Markup:
    """
    Draw a text as a QR code that takes the size of its box; `title` is read to who cannot see it.

    Without a size of its own: a longer address has more modules, and a fixed box would cut them off.
    """
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_inline(border=4, light="#fff", title=title, omitsize=True)
    return Markup(drawn)  # noqa: S704 - segno escapes the title; nothing else of ours is in it
