"""The words that work everywhere, also in the middle of a flow: 처음, 취소, 이전, 상담원, 다시."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.compact import compact

#: What each global word means, by the last part of its button value ("g:home").
HOME, CANCEL, BACK, PERSON, AGAIN = "home", "cancel", "back", "person", "again"

#: Exact words only (spaces removed): inside a flow "취소된 급여" is an answer, not a command.
_WORDS: Mapping[str, tuple[str, ...]] = {
    HOME: (
        "처음",
        "처음으로",
        "처음부터",
        "처음으로돌아가줘요",
        "처음으로돌아갈래요",
        "처음으로가줘요",
        "처음으로갈래요",
        "메뉴",
        "시작",
        "홈",
        "/start",
        "/help",
        "도움말",
        "/도움말",
        "ㅊㅇ",
        "start",
        "menu",
    ),
    CANCEL: (
        "취소",
        "취소할게요",
        "취소해줘",
        "취소해주세요",
        "그만",
        "그만할래요",
        "그만할게요",
        "그만둘래요",
        "그만두기",
        "안할래",
        "안할래요",
        "/cancel",
        "ㅊㅅ",
        "cancel",
    ),
    BACK: ("이전", "이전으로", "뒤로", "뒤로가기", "되돌리기", "앞으로돌아가", "back"),
    PERSON: (
        "상담원",
        "상담사",
        "사람",
        "직원",
        "담당자",
        "상담원연결",
        "사람이랑",
        "사람과상담",
        "사람바꿔",
        "사람바꿔줘",
        "사람바꿔주세요",
        "직원바꿔",
        "직원연결",
        "상담원바꿔줘",
        "담당자연결",
        "human",
    ),
    AGAIN: (
        "다시",
        "다시말해줘",
        "다시말해주세요",
        "다시보여줘",
        "다시한번",
        "뭐라고",
        "뭐라고요",
        "못봤어요",
        "again",
    ),
}
_MEANING = {compact(word): meaning for meaning, words in _WORDS.items() for word in words}


def global_word(text: str) -> str | None:
    """Return the meaning of a text that is nothing but a global word."""
    if len(text) > 20:
        return None
    return _MEANING.get(compact(text.rstrip(" .!?~요")) or compact(text)) or _MEANING.get(
        compact(text)
    )
