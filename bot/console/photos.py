"""A blur in the place of a photo that nobody has opened yet (P21)."""

from __future__ import annotations

import asyncio
import io

from PIL import Image, UnidentifiedImageError

from storage.attachments import Attachment

#: So few pixels show light and dark, and nobody's face.
BLUR_PX = 12
_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
MOST_PIXELS = 50_000_000


def shown_inline(mime: str) -> bool:
    """Say whether a browser may show it; everything else is handed over as a file."""
    return mime in _INLINE


async def blurred(kept: Attachment) -> bytes:
    """Return a tiny JPEG of a photo; grey for what is no photo."""
    return await asyncio.to_thread(_blur, kept.content if shown_inline(kept.mime) else b"")


def _blur(content: bytes) -> bytes:
    image = Image.new("RGB", (BLUR_PX, BLUR_PX), "#8a949e")
    try:
        with Image.open(io.BytesIO(content)) as found:
            if found.width * found.height <= MOST_PIXELS:
                image = found.convert("RGB").resize((BLUR_PX, BLUR_PX))
    except (UnidentifiedImageError, OSError, ValueError):
        # a file that is no photo, or a broken one: the grey stands for it
        pass
    out = io.BytesIO()
    image.save(out, "JPEG", quality=40)
    return out.getvalue()
