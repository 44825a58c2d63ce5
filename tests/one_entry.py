"""The smallest file of knowledge that is right: one entry."""

from __future__ import annotations

ENTRIES = """topic: 주제
owner: 팀
review_by: 2027-01-15
entries:
  - id: one
    title: 하나
    questions: [하나가 뭐예요]
    answer: 하나예요.
    as_of: 2026
    source: {org: 부, page: 쪽}
"""
