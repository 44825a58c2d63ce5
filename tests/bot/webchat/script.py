"""What the small bot says: the welcome, and an answer of every kind there is."""

from __future__ import annotations

from handlers.messages import Button, Reply, Style, Tone, Wants

MENU = (
    Button("제가 도움이 필요해요", "s:help", Tone.PRIMARY),
    Button("이웃이 걱정돼요", "s:report", Tone.PRIMARY),
    Button("복지 혜택 찾기", "g:benefits"),
    Button("전화 상담 신청", "s:callback"),
    Button("운영 시간", "g:hours"),
    Button("내 신청 보기", "g:requests"),
)
WELCOME = (
    Reply("안녕하세요. 송산1동 복지망원경이에요. 복지 상담을 도와드려요."),
    Reply(
        "먼저 자동으로 답해 드려요. 24시간 사람이 보는 곳은 아니에요.\n"
        "담당자는 평일 오전 9시부터 오후 6시까지 있어요."
    ),
    Reply("무엇을 도와드릴까요?", MENU),
)
DANGER = Reply(
    "지금 얼마나 힘드실지요. 말씀해 주셔서 고맙습니다.\n"
    "109 자살예방상담 – 24시간, 문자도 돼요.\n다치셨거나 지금 위험하면 119예요.\n"
    "여기에 계속 말씀하셔도 돼요.",
    (
        Button("☎ 109에 전화하기", tone=Tone.DANGER, url="tel:109"),
        Button("119에 전화하기", tone=Tone.DANGER, url="tel:119"),
        Button("사람과 상담", "g:person"),
    ),
    Style.DANGER,
)
RECEIPT = Reply(
    "접수했어요. 번호는 W-2026-0042예요.\n오늘 안에 담당자가 확인하고 연락드릴게요. "
    "궁금하시면 031-870-0000으로 전화해 주세요.",
    (Button("내 신청 보기", "g:requests"), Button("처음으로", "g:home")),
    Style.RECEIPT,
)
SCRIPT: dict[str, tuple[Reply, ...]] = {
    "위험": (DANGER,),
    "접수": (RECEIPT,),
    "전화": (Reply("전화번호를 알려 주세요.", wants=Wants.PHONE),),
    "장소": (Reply("어디인가요? 주소를 몰라도 괜찮아요.", wants=Wants.LOCATION),),
    "사진": (
        Reply("사진이 있으면 보내 주세요.", (Button("없어요", "f:none"),), wants=Wants.PHOTO),
    ),
    "출처": (
        Reply(
            "기초연금은 65세 이상이고 소득이 적은 분이 받아요.",
            (Button("신청하는 곳", "f:where"), Button("준비할 서류", "f:papers")),
            note="출처: 보건복지부, 2026년 기준",
        ),
    ),
    "메뉴": (Reply("무엇을 도와드릴까요?", MENU),),
}
