"""
The numbers as a file for others: cells from 1 to 4 are hidden, so that nobody is recognised (P22).

Where a table adds up to a known total, further cells are hidden until the hidden ones cannot be
worked out: at least two, five cases together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

from bot.console.labels import Labels
from bot.console.numbers import NATIONAL_NO_ACTION, Count, Share, Sheet, Times

FEWEST = 5
HIDDEN = "5 미만(숨김)"
ALSO_HIDDEN = "숨김"
#: What begins like that would be a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[str, str, str | int | float]


def is_small(count: int) -> bool:
    """Say whether a count could point at somebody."""
    return 0 < count < FEWEST


def safe_count(count: int) -> str | int:
    """Return a count, hidden when it is small."""
    return HIDDEN if is_small(count) else count


def safe_rows(count: Count) -> list[tuple[str, str | int]]:
    """Return the rows of a table with small cells hidden, and what would give them away."""
    hidden = {name for name, n in count.rows if is_small(n)}
    if count.whole and hidden:
        for _n, name in sorted((n, name) for name, n in count.rows if n >= FEWEST):
            together = sum(m for other, m in count.rows if other in hidden)
            if len(hidden) >= 2 and together >= FEWEST:
                break
            hidden.add(name)
    return [
        (name, (HIDDEN if is_small(n) else ALSO_HIDDEN) if name in hidden else n)
        for name, n in count.rows
    ]


def safe_percent(share: Share) -> str | float:
    """Return a share, unless it says how few some are."""
    if share.percent is None:
        return "-"
    few = share.whole < FEWEST or is_small(share.part) or is_small(share.whole - share.part)
    return HIDDEN if few else share.percent


def _times(section: str, times: Times) -> Iterator[Row]:
    few = times.count < FEWEST
    yield section, "건수", safe_count(times.count)
    for name, value in (("중앙값(근무 분)", times.median_min), ("90%(근무 분)", times.p90_min)):
        yield section, name, "-" if value is None else HIDDEN if few else value


def rows_of(sheet: Sheet, office: str, made: str, labels: Labels) -> Iterator[Row]:
    """Yield the lines of the file: section, item, value."""
    yield "구분", "항목", "값"
    yield "표", "기관", office
    yield "표", "기간", sheet.period.code
    yield "표", "만든 때", made
    yield "합계", "접수", safe_count(sheet.opened)
    yield "합계", "종결", safe_count(sheet.closed)
    for count in sheet.counts:
        for name, value in safe_rows(count):
            yield labels("numbers", count.code), name, value
    yield from _times("첫 연락까지", sheet.response)
    yield from _times("종결까지", sheet.closing)
    yield "조치 없음 비율(%)", "우리 기관", safe_percent(sheet.no_action)
    yield "조치 없음 비율(%)", "전국(복지위기 알림)", NATIONAL_NO_ACTION
    yield "자동 응답", "답한 비율(%)", safe_percent(sheet.answered)
    for missed in sheet.missed:
        if missed.count >= FEWEST:
            yield "답하지 못한 질문", missed.text, missed.count


def csv_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a CSV file line by line; the mark in front lets Excel read Korean."""
    yield "\ufeff".encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_plain(cell) for cell in row])
        yield line.getvalue().encode()


def _plain(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx(rows: Sequence[Row]) -> bytes:
    """Return an Excel file; every text is written as text, never as a formula or a link."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("통계"), book.add_format({"bold": True})
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, 2, 16)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(y, x, cell, bold if y == 0 else None)
    return content.getvalue()
