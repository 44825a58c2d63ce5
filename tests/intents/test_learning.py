"""The learning loop: like questions together, a new way to ask written in place, nothing made worse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from intents.add_variant import with_variant
from intents.entry import Entry, Source
from intents.folds import Measured, fold_of, split
from intents.grouping import group
from intents.load import load

FILE = """topic: 어르신
entries:
  - id: a
    title: 하나
    questions:
      - 첫째 질문
      - "둘째: 질문"
    answer: 답
  - id: b
    questions:
    - 셋째
    answer: 답
"""


def entry(where: str, entry_id: str = "a") -> Entry:
    return Entry(
        id=entry_id, title="", topic="", names=(), questions=(), answer="", details={}, related=(),
        confidence="verified", as_of="2026", source=Source("", ""), owner="",
        review_by=date(2027, 1, 1), where=where,
    )  # fmt: skip


def test_like_questions_are_one_group_and_counted():
    found = group([("기저귀 값 지원되나요", 3), ("기저귀값 지원 되나여", 2), ("주차 단속", 1)])

    assert [(g.text, g.count) for g in found] == [("기저귀 값 지원되나요", 5), ("주차 단속", 1)]


def test_a_new_question_stands_behind_the_last_and_nothing_else_changes():
    written = with_variant(FILE, entry("ko/x.yaml:3"), '새 "질문": 하나')

    assert yaml.safe_load(written)["entries"][0]["questions"][-1] == '새 "질문": 하나'
    assert written.replace('      - "새 \\"질문\\": 하나"\n', "") == FILE


def test_each_entry_keeps_its_own_list_indentation():
    written = with_variant(FILE, entry("ko/x.yaml:9", "b"), "넷째")

    assert yaml.safe_load(written)["entries"][1]["questions"] == ["셋째", "넷째"]


def test_worse_is_said_in_words_and_a_broken_case_is_always_worse():
    before = Measured(4000, 0.60, 0.80, ())

    assert Measured(4000, 0.599, 0.80, ()).worse_than(before) == ()
    assert "first" in Measured(4000, 0.59, 0.80, ()).worse_than(before)[0]
    assert Measured(4000, 0.61, 0.81, ("전에는 됐던 질문",)).worse_than(before) == (
        "broken: 전에는 됐던 질문",
    )


def test_every_question_is_left_out_exactly_once(known):
    knowledge = known.knowledge

    parts = [split(knowledge, fold)[1] for fold in range(4)]

    assert sum(map(len, parts)) == sum(len(e.questions) for e in knowledge.entries.values())
    assert all(fold_of(text) == n for n, part in enumerate(parts) for text, _ in part)


def test_the_knowledge_in_the_project_loads(tmp_path: Path):
    assert len(load(Path("faq_data")).entries) >= 169
