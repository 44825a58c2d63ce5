"""Bars as SVG made by the server: no script, no style attribute; the same numbers stand in a table beneath."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

Rows = Sequence[tuple[str, int]]
ROW, NAME, BAR = 26, 150, 330
HEIGHT, STEP = 120, 26


def bars(rows: Rows, title: str) -> Markup:
    """Draw lying bars, one row each."""
    if not rows:
        return Markup("")
    most = max(count for _name, count in rows) or 1
    drawn = Markup("").join(_bar(i, name, count, most) for i, (name, count) in enumerate(rows))
    return _svg(NAME + BAR + 50, ROW * len(rows), title, drawn)


def _bar(row: int, name: str, count: int, most: int) -> Markup:
    y, width = row * ROW, round(BAR * count / most)
    return Markup(
        '<text class="name" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar" x="{}" y="{}" width="{}" height="16" rx="2"/><text x="{}" y="{}">{}</text>'
    ).format(NAME - 8, y + 17, _short(name), NAME, y + 4, width, NAME + width + 6, y + 17, count)


def columns(rows: Rows, title: str) -> Markup:
    """Draw standing bars, as for the hours of a day."""
    most = max((count for _name, count in rows), default=0) or 1
    drawn = Markup("").join(_column(i, name, count, most) for i, (name, count) in enumerate(rows))
    return _svg(STEP * len(rows), HEIGHT + 40, title, drawn)


def _column(at: int, name: str, count: int, most: int) -> Markup:
    height, x = round(HEIGHT * count / most), at * STEP
    number = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        x + STEP // 2, HEIGHT - height + 10, count
    )
    return Markup(
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}" rx="2"/>{}'
        '<text class="name" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(
        x + 4, HEIGHT - height + 16, STEP - 8, height, number if count else "",
        x + STEP // 2, HEIGHT + 33, name.removesuffix("시"),
    )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= 11 else f"{name[:10]}…"


def _svg(width: int, height: int, title: str, drawn: Markup) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{t}">{d}</svg>'
    ).format(w=width, h=height, t=escape(title), d=drawn)
