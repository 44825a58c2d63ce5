"""A case as plain text, to paste into another system; what is masked on the page is masked here."""

from __future__ import annotations

from collections.abc import Iterator

from bot.console.case_facts import TALK
from bot.console.case_view import CaseView
from bot.console.labels import Labels, day_and_time

#: Lines of the timeline that say nothing of what was done.
_QUIET = frozenset({"경보를 알렸습니다", "기한이 지나 알렸습니다"})


def summary_of(case: CaseView, labels: Labels) -> str:
    """Write who, when, what was found, what was done, what comes next (R15)."""
    return "\n".join(_lines(case, labels))


def _lines(case: CaseView, labels: Labels) -> Iterator[str]:
    yield f"[{case.ticket.number}] {case.kind} · {case.priority} · {case.status}"
    yield f"접수: {case.opened} ({case.channel}) · 담당: {case.owner or '없음'}"
    if case.reasons:
        yield f"살필 점: {', '.join(case.reasons)}"
    yield from _told(case)
    yield from _people(case)
    yield from _done(case)
    yield from _onward(case, labels)


def _told(case: CaseView) -> Iterator[str]:
    yield ""
    yield "■ 접수 내용"
    yield from (f"- {f.label}: {f.value}" for f in case.facts if f.name != TALK)
    yield from (f"- 함께 접수 {m.number}: {m.story}" for m in case.home.merged)


def _people(case: CaseView) -> Iterator[str]:
    if case.home.people:
        yield ""
        yield "■ 가구"
        for one in case.home.people:
            known = (one.name, one.relation, one.phone, one.note)
            yield f"- {' · '.join(part for part in known if part)}"
    yield from (
        f"- 다른 건 {c.number} {c.kind} {c.when} {c.outcome or c.status}" for c in case.home.cases
    )


def _done(case: CaseView) -> Iterator[str]:
    yield ""
    yield "■ 처리"
    for line in case.lines:
        if line.side == "event" and line.text not in _QUIET:
            more = f" — {line.small}" if line.small else ""
            yield f"- {day_and_time(line.at)} {line.who}: {line.text}{more}"
        elif line.side == "note":
            yield f"- {day_and_time(line.at)} {line.who} 메모: {line.text}"


def _onward(case: CaseView, labels: Labels) -> Iterator[str]:
    for one in case.referrals:
        yield f"- 이관 {one.agency} ({one.status}) · 근거 {one.ground}: {one.basis}"
    if case.tasks:
        yield ""
        yield "■ 다음 할 일"
        yield from (f"- {t.kind} {t.due} {t.words}".rstrip() for t in case.tasks)
    if case.closed:
        yield ""
        yield f"■ {labels('status', 'closed')}: {case.outcome} {case.outcome_words}".rstrip()
