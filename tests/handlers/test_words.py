"""The words said to residents: short, polite, and nothing that must never be said (A6, P4, R9, U1, U2)."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.office import standing_words
from handlers.words import MissingWords, Words, flatten, read_words
from tests.handlers.walk import steps
from tests.world import OFFICE, known

ROOT = Path(__file__).parents[2]
TEXTS = read_words()
#: Texts that staff read in the console; they are no bubbles.
FOR_STAFF = {
    k for k in TEXTS if k.startswith("desk.") and not k.startswith(("desk.to_", "desk.clos"))
}
SAID = {k: t for k, t in TEXTS.items() if k not in FOR_STAFF}
#: U1: consent must name purpose, items, period and refusal (P2), the transfer abroad five things (P9).
LONGER = {
    *(f"consent.{what}" for what in ("report", "callback", "visit", "abroad")),
    *(f"consent.easy.{what}" for what in ("report", "callback", "visit")),
}
#: Year and source under an answer: a note, no sentence.
SMALL_PRINT = {"faq.source", "faq.source_general"}
SLOTS = {
    "number": "W-2026-0001", "window": "11월 23일(월) 오전", "next": "11월 23일(월) 오전 9시",
    "closing": "오늘 오후 6시", "why": "주말", "phone": "031-000-0000", "what": "사진을",
    "group": "어르신·의료", "kind": "전화 상담", "day": "11월 23일(월)", "stage": "접수했어요.",
    "story": "이야기", "place": "송산로 12", "signs": "냄새", "danger": "네", "year": "2026",
    "org": "보건복지부", "most": "2000", "owner": "김 담당", "since": "11.23. 10:00", "called_at": "오늘 오전 10시 5분", "url": "https://a.kr",
    "contact": "1600-0777(주거급여 콜센터)",
    "numbers": "☎ 109, ☎ 119", "line": "☎ 129(보건복지상담센터)", "hours": "평일 9시~18시, 긴급한 위기 상담은 24시간으로 안내",
    "read": "11월 23일(월) 오전 9시에 담당자가 먼저 읽어요.",
    "next_opening": "11월 23일(월) 오전 9시",
    "first": "생계급여는 벌이가 적은 가구에 매달 생활비를 드리는 제도예요.", "least": "65", "age": "63",
    "messages": "12", "files": "2", "days": "30", "count": "1", "years": "5",
    "opens": "오전 9시", "closes": "오후 6시",
    "before": "1234", "after": "5678", "tail": "5678",
    "size": "4", "share": "32", "shares": "3명이면 39%쯤, 4명이면 32%쯤", "income": "210", "title": "의료급여", "limit": "40",
    "benefits": "생계급여 32%, 의료급여 40%, 주거급여 48%, 교육급여 50%, 차상위계층 50%, 한부모 아동양육비 65%",
    "list": "전화 상담(11월 23일(월)), 텔레그램(국외 이전)(11월 23일(월))",
}  # fmt: skip


@cache
def written() -> Words:
    return Words(TEXTS, standing_words(OFFICE, known().knowledge))


def say(key: str) -> str:
    return written()(key, **SLOTS)


def labels() -> set[str]:
    """Texts this short are labels of buttons or parts of a sentence."""
    return {k for k, t in SAID.items() if len(t) <= 20 and not t.rstrip().endswith((".", "?"))}


@pytest.mark.parametrize("key", sorted(SAID))
def test_a_bubble_holds_three_sentences_and_120_letters(key: str):
    """U1."""
    text = say(key)
    sentences = [s for s in re.split(r"(?<=[.?!])\s+", text) if s]

    if key not in LONGER:
        assert len(text) <= 120, text
        assert len(sentences) <= 3, sentences


def test_every_exception_is_needed():
    short = [k for k in LONGER if k in SAID and len(say(k)) <= 120 and _sentences(say(k)) <= 3]

    assert short == []


def _sentences(text: str) -> int:
    return len([s for s in re.split(r"(?<=[.?!])\s+", text) if s])


@pytest.mark.parametrize("key", sorted(set(SAID) - labels() - SMALL_PRINT))
def test_every_sentence_ends_politely(key: str):
    """U2: 존댓말; numbers, examples and headings may end otherwise."""
    polite = r"(요|다|까|죠)[.?!)’]*$|[:：]|\d[)\s]*$|예: |[A-Za-z)]$|지만,|Việt"
    for sentence in re.split(r"(?<=[.?!])\s+", SAID[key]):
        bare = re.sub(r"\{[\w.]+\}", "0", sentence).strip()
        bare = re.sub(r"\([^)]*\)", "", bare)
        if len(bare) > 12 and not bare.startswith(
            ("목적", "항목", "보관", "옮겨지는", "곳과", "까닭")
        ):
            assert re.search(polite, bare), bare


FORBIDDEN = (
    "극단적 선택", "동반자살", "힘내세요", "자살하지", "곧 방문", "방문하겠습니다", "방문할게요",
    "찾아가겠습니다", "허위", "처벌", "고발", "벌금", "신고하겠", "멍청", "바보", "한심",
)  # fmt: skip
NEVER_ASKED = (
    "주민번호를",
    "주민등록번호를 적",
    "주민등록번호를 알려",
    "체류 자격",
    "비자",
    "국적이",
)


@pytest.mark.parametrize("words", FORBIDDEN + NEVER_ASKED)
def test_some_words_are_never_said(words: str):
    """A6, R7, R11, R17, P4."""
    assert [k for k, t in SAID.items() if words in t] == []


@pytest.mark.parametrize("words", FORBIDDEN)
def test_no_danger_card_says_them_either(words: str):
    for card in known().knowledge.danger_cards:
        assert words not in " ".join((*card.lines, *card.in_hours, *card.off_hours))


@pytest.mark.parametrize(
    "flow", ["report", "help", "callback", "visit", "message", "erase", "copy"]
)
def test_no_flow_asks_for_a_resident_number_or_a_name(flow: str):
    """P4, R2: not by any path."""
    for step in steps(flow, abroad=True):
        asked = " ".join(step.ask.text) if step.ask else ""
        assert "주민" not in asked
        assert "성함" not in asked
        assert step.ask is None or step.ask.name not in ("name", "rrn", "birth")


def test_at_most_one_emoji_stands_in_a_bubble():
    emoji = re.compile("[\U0001f300-\U0001faff\u2600-\u2604\u2610-\u27bf]")

    assert [k for k, t in SAID.items() if len(emoji.findall(t)) > 1] == []


#: R9: what a neighbour reads of the household, word for word; a change must be wanted.
TO_A_NEIGHBOUR = {
    "desk.closing.neighbour": "[W-2026-0001] 알려 주신 내용을 담당자가 살펴보고 마무리했어요. 자세한 내용은 개인정보라 말씀드릴 수 없어요. 알려 주셔서 고맙습니다.",
    "desk.to_resident.checking": "[W-2026-0001] 담당자가 내용을 확인하고 있어요.",
    "desk.to_resident.acting": "[W-2026-0001] 담당자가 확인을 마치고 필요한 일을 하고 있어요.",
    "desk.to_resident.linked": "[W-2026-0001] 담당자가 다음 절차를 진행하고 있어요.",
    "requests.stage.received": "접수했어요. 담당자가 운영 시간에 확인해요.",
    "requests.stage.checking": "담당자가 확인하고 있어요.",
    "requests.stage.acting": "방문이나 상담을 하고 있어요.",
    "requests.stage.linked": "필요한 도움을 잇고 있어요.",
    "requests.stage.closed": "마무리되었어요.",
}


@pytest.mark.parametrize("key", TO_A_NEIGHBOUR)
def test_what_a_neighbour_hears_names_no_fact_of_the_household(key: str):
    assert say(key) == TO_A_NEIGHBOUR[key]


def test_no_number_of_a_service_stands_in_words_or_code():
    """A5: numbers live in contacts.yaml alone; 010-1234-5678 is the example of a number."""
    number = re.compile(
        r"(?<![\d.\-])(?:1(?:09|12|19|17|29)|1366|1388|15\d\d-\d{4}|16\d\d-\d{4}|0\d{1,2}-\d{3,4}-\d{4})(?![\d\-])"
    )
    found = []
    for key, text in TEXTS.items():
        found += [(key, n) for n in number.findall(text) if n != "010-1234-5678"]
    for folder in ("handlers", "bot", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            strings = re.findall(r'"([^"\n]*[가-힣][^"\n]*)"', path.read_text("utf-8"))
            found += [(path.name, n) for s in strings for n in number.findall(s)]

    assert found == []


def used_keys() -> set[str]:
    """Return patterns of all keys that the code names."""
    found: set[str] = set()
    code = [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    for path in code:
        for text in re.findall(r'f?"([a-z_{][a-z_.{}A-Za-z\[\]()\']*)"', path.read_text("utf-8")):
            found.add(re.sub(r"\{[^}]*\}", "*", text))
    return found


def _names(patterns: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p).replace(r"\*", "[a-z_.]+") for p in patterns if p))


def test_every_text_is_used_somewhere():
    named = {p for p in used_keys() if p.strip("*.")}
    whole = _names({p for p in named if "." in p or "*" in p})
    parts = {p for p in named if "." not in p and "*" not in p}

    unused = [
        key for key in TEXTS
        if not whole.fullmatch(key) and not whole.fullmatch(key.removeprefix("desk."))
        and key.rpartition(".")[2] not in parts
    ]  # fmt: skip

    # written as f"news.{'on' if wanted else 'off'}"
    assert [key for key in unused if not key.startswith("news.")] == []


def test_every_key_that_is_named_has_its_text():
    tops = {key.partition(".")[0] for key in TEXTS}
    dotted = {
        p
        for p in used_keys()
        if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", p) and p.partition(".")[0] in tops
    }
    dotted = {p for p in dotted if not p.endswith((".html", ".yaml", ".css"))}
    known_more = {p for p in dotted if not any(k == p or k.startswith(f"{p}.") for k in TEXTS)}

    assert {p for p in known_more if f"desk.{p}" not in TEXTS} <= NOT_WORDS


#: Strings of that form which are no keys of ours.
NOT_WORDS = {"report.sign.danger_now"}


def test_numbers_take_the_ending_that_they_are_read_with():
    words = Words({"n": "{n}예요", "r": "{n}로"}, {})

    assert [words("n", n=f"000{d}")[4:] for d in range(10)] == [
        "이에요", "이에요", "예요", "이에요", "예요", "예요", "이에요", "이에요", "이에요", "예요",
    ]  # fmt: skip
    assert words("r", n="0") == "0으로"
    assert words("r", n="1") == "1로"


def test_what_a_resident_wrote_is_never_read_as_a_slot():
    words = Words({"a": "[{story}]"}, {"office.phone": "1"})

    assert words("a", story="{office.phone} {}") == "[{office.phone} {}]"


def test_a_missing_text_is_a_fault_of_ours():
    with pytest.raises(MissingWords):
        Words({}, {})("nothing")


def test_a_key_that_stands_twice_is_named_with_its_file(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "words.yaml").write_text("hello: {there: 안녕}\n", "utf-8")

    with pytest.raises(ValueError, match=r"hello\.there"):
        read_words(tmp_path)


def test_yes_and_no_must_be_quoted_in_yaml():
    with pytest.raises(TypeError, match="quoted"):
        list(flatten(yaml.safe_load("news: {on: 켜요}")))


def _named_in(code: str) -> list[str]:
    """Return the keys that a module's `words("...")`, `say("...")` and `Told("...")` name outright."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and node.args)
    named = (
        call.args[0].value
        for call in calls
        if isinstance(call.args[0], ast.Constant)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in ("words", "say", "Told")
    )
    return [key for key in named if isinstance(key, str)]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "handlers").rglob("*.py")), ids=lambda path: path.stem
)
def test_what_is_said_by_name_is_there(path: Path):
    """A key of a group ("danger.listening_again") is no text: the message would be set aside."""
    assert [key for key in _named_in(path.read_text("utf-8")) if key not in TEXTS] == []
