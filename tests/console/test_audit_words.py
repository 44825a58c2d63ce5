"""The page of the access log speaks in words, whatever the kept line says in codes."""

from __future__ import annotations

import pytest

from bot.console.audit_words import detail_words, subject_words
from bot.console.labels import read_labels
from storage.records.staff import Role
from tests.console.desk import RunningDesk, plain

NAMES = {3: "김하나", 4: "이두리"}


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        ("view", "ip=10.0.0.7", "주소 10.0.0.7"),
        ("closed", "outcome=visited_helped", "결과 방문 후 지원"),
        ("reveal", "field=phone reason=call ip=-", "항목 전화 · 까닭 전화하려고 · 주소 -"),
        ("export", "format=xlsx reason=superior", "형식 엑셀 · 까닭 상급 기관 제출"),
        ("account_added", "role=lead", "역할 팀장"),
        ("duty", "on=0 order=2", "근무 자리 비움 · 부르는 차례 2"),
        ("sign_in_failed", "locked ip=10.0.0.7", "잠김 · 주소 10.0.0.7"),
        ("danger_judged", "false_alarm", "오경보"),
        ("team_set", "members=[3, 4]", "구성원 김하나, 이두리"),
        ("offered", "to=staff:3", "받을 사람 김하나"),
        ("hours_set", "close []", "쉼"),
        ("hours_set", "partial [('09:00', '13:00')]", "시간 바꿈 · 09:00~13:00"),
        ("retention", "talk=12", "대화 가운데 접수와 관계없는 것 12건"),
        (
            "targets_set",
            '{"report.3": 20, "reply.2": 60}',
            "위기가구 신고 긴급 20분 · 맡은 뒤 답장 오늘 60분",
        ),
        ("outcomes_set", '{"linked": {"label": "연계함", "words": true}}', "연계함"),
        ("outcomes_set", "{}", "모두 기본값"),
        ("on_call_set", "031-000-1234", "031-000-1234"),
        ("on_call_set", "동장실 2층", "동장실 2층"),
        ("reveal_all", "from the future=1 brand_new", "from · the · future 1 · brand new"),
        ("view", "", ""),
    ],
)
def test_details_are_said_in_words(action: str, detail: str, said: str) -> None:
    assert detail_words(action, detail, read_labels(), NAMES) == said


def test_an_account_is_named_and_a_case_stays_its_number() -> None:
    assert subject_words("duty", "3", NAMES) == "김하나"
    assert subject_words("duty", "9", NAMES) == "9"
    assert subject_words("view", "W-2026-0003", NAMES) == "W-2026-0003"
    assert subject_words("danger_judged", "3", NAMES) == "3"


async def test_the_page_shows_them(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    await kim.does(number, "close", outcome="answered")
    auditor = await desk.person("auditor", Role.AUDITOR)

    page = plain((await auditor.gets("/staff/audit")).text)

    assert "결과 안내·상담 완료" in page
    assert "outcome=" not in page
    assert "ip=" not in page
