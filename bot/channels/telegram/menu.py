"""The Korean keyboard below the input field, the commands, and what their words mean."""

from __future__ import annotations

from handlers.menu import HOME, MENU, PERSON

#: Rows of the main menu. Their labels come back as plain text, which the core understands.
MENU_ROWS: tuple[tuple[str, ...], ...] = (
    *((MENU[i].label, MENU[i + 1].label) for i in range(0, len(MENU) - 1, 2)),
    *(((MENU[-1].label,),) if len(MENU) % 2 else ()),
    (PERSON.label, HOME.label),
)
PLACEHOLDER = "궁금한 점을 입력하세요"

#: Beside "share my number" or "share my place".
TYPE_INSTEAD = "직접 입력"
CANCEL = "취소"
SHARE_PHONE = "내 전화번호 보내기"
SHARE_PLACE = "내 위치 보내기"
TYPE_HERE = "여기에 입력해 주세요"

#: Latin only: Telegram refuses Korean commands (BOT_COMMAND_INVALID).
COMMANDS: tuple[tuple[str, str], ...] = (
    ("start", "처음 화면"),
    ("report", "이웃이 걱정돼요 (위기가구 알리기)"),
    ("callback", "전화 상담 신청"),
    ("hours", "운영 시간"),
    ("my", "내 신청 보기"),
    ("delete", "내 정보 지우기"),
    ("cancel", "하던 일 그만두기"),
    ("help", "도움말"),
)

#: What a command stands for: a button value of handlers/menu.py and handlers/flows.py.
PRESSES = {
    "report": "s:report",
    "callback": "s:callback",
    "hours": "g:hours",
    "my": "g:requests",
    "delete": "s:erase",
    "cancel": "g:cancel",
    "help": "g:home",
}
#: "직접 입력" asks for the question again; shown a second time it opens the keyboard for typing.
#: As plain text it would be taken for the answer ("place: 직접 입력").
ASK_AGAIN = "g:again"
