"""The queue of an ordinary Monday."""

from __future__ import annotations

from storage.records.ticket import Priority, TicketKind
from tests.console.desk import RunningDesk


async def some_cases(desk: RunningDesk) -> str:
    """Fill the queue as on an ordinary Monday; return the number of the consult."""
    resident = desk.office.resident("webchat")
    await resident.says("안녕하세요")
    await resident.says("기초연금 신청하려면 무엇이 필요한가요? 어머니가 올해 예순다섯이 되셨어요.")
    desk.office.clock.goes_on(minutes=-130)
    await desk.files(
        TicketKind.REPORT, Priority.URGENT,
        {"about": "neighbour", "story": "옆 동 할머니가 며칠째 안 보이고 전기도 끊긴 것 같아요. 아이도 혼자 있어요.",
         "place": "송산로 77번길 12, 101동 302호", "signs": "안 보임, 단전·단수, 아이 혼자", "danger_now": "unsure",
         "relation": "neighbour", "who": "elder, child", "phone": "010-9876-5432"},
        "neighbour-1", reasons=("danger_unsure", "cut_off", "child_alone", "unseen", "alone"),
        due_at=desk.office.clock(),
    )  # fmt: skip
    desk.office.clock.goes_on(minutes=40)
    await desk.files(
        TicketKind.REPORT, Priority.TODAY, {"about": "self", "story": "월세가 두 달 밀렸어요"},
        "self-1", reasons=("arrears", "jobless"), unfinished=True,
    )  # fmt: skip
    desk.office.clock.goes_on(minutes=50)
    await desk.files(
        TicketKind.CALLBACK, Priority.NORMAL,
        {"topic": "혜택이 궁금해요", "phone": "010-1111-2222", "window": "11월 23일(월) 오후"},
        "call-1", reasons=("callback",),
    )  # fmt: skip
    await desk.files(
        TicketKind.DANGER, Priority.CRITICAL, {"text": "더는 못 버티겠어요"}, "danger-1",
        reasons=("danger_suicide", "about_self"),
    )  # fmt: skip
    desk.office.clock.goes_on(minutes=40)
    return await desk.files(
        TicketKind.CONSULT, Priority.TODAY, {"question": "기초연금 신청"}, resident.key,
        reasons=("consult",),
    )  # fmt: skip
