"""Make an uploaded photo safe: decode it, shrink it, write it anew. Pure but slow: call it in a thread."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
#: Longest side of what is kept: a door number is still readable, a photo is about 300 KB.
LONGEST_SIDE_PX = 1600
#: Phones of 2026 make up to 200 megapixels, but not in 10 MB; above this it is a decompression bomb.
MOST_PIXELS = 80_000_000
MIME = "image/jpeg"
#: Decoders that are tried. Vector formats and documents can hold scripts and outside addresses.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 85


class NotAPhoto(Exception):
    """The file is refused; `why` is a key of words.yaml: "not_a_photo", "too_big", "broken"."""

    def __init__(self, why: str) -> None:
        """Name the reason."""
        super().__init__(why)
        self.why = why


def rewritten(content: bytes) -> bytes:
    """
    Return the picture as a fresh JPEG of at most 1600 px, upright, without EXIF (P21).

    The type is what the bytes say, not what the sender says. Raises NotAPhoto.
    """
    if len(content) > MOST_BYTES:
        raise NotAPhoto("too_big")
    try:
        opened = Image.open(BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPhoto("too_big") from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise NotAPhoto("not_a_photo") from None
    if opened.width * opened.height > MOST_PIXELS:
        raise NotAPhoto("too_big")
    try:
        return _jpeg(opened)
    except (OSError, ValueError, SyntaxError, MemoryError):
        # Pillow raises SyntaxError for broken PNG chunks.
        raise NotAPhoto("broken") from None


def _jpeg(opened: Image.Image) -> bytes:
    # A large JPEG is decoded at a fraction of its size: 4x less memory.
    opened.draft("RGB", (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    upright = ImageOps.exif_transpose(opened)
    flat = _on_white(upright)
    flat.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    out = BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")
