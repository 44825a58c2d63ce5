"""
How long each class of record is kept, and the nightly destruction of what is past it (P16, P22).

Periods: 개인정보보호법 §21 asks for destruction without delay once the purpose is reached; the case
period follows the office's 기록관리기준표 (default five years), access logs two years (P13). The
deleted rows are gone from the database at once (secure_delete) and from backups when those age out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import settings
from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of records: how long, and the sentences that destroy what is older than `:before`."""

    name: str
    meaning: str
    days: int
    sentences: tuple[str, ...]


_CLOSED = (
    "SELECT id FROM ticket WHERE office = :office AND status = 'closed' AND closed_at < :before"
)

RULES = (
    Rule(
        "talk",
        "대화 가운데 접수와 관계없는 것",
        30,
        (
            "UPDATE danger_hit SET inbox_id = NULL WHERE office = :office AND at < :before",
            "DELETE FROM attachment WHERE office = :office AND ticket_id IS NULL AND created_at < :before",
            (
                "DELETE FROM outbox WHERE office = :office AND ticket_id IS NULL"
                " AND status IN ('sent', 'shelf', 'dead') AND created_at < :before"
            ),
            (
                "DELETE FROM inbox WHERE office = :office AND ticket_id IS NULL AND received_at < :before"
                " AND (done_at IS NOT NULL OR set_aside_at IS NOT NULL)"
            ),
            "DELETE FROM conversation WHERE office = :office AND owner = 'bot' AND updated_at < :before",
        ),
    ),
    Rule(
        "drafts",
        "고르고 보내지 않은 첨부",
        1,
        (
            (
                "DELETE FROM attachment WHERE office = :office AND staff_id IS NOT NULL"
                " AND given_at IS NULL AND created_at < :before"
            ),
        ),
    ),
    Rule(
        "photos",
        "사진·음성: 마무리되고 1년",
        365,
        (f"DELETE FROM attachment WHERE ticket_id IN ({_CLOSED})",),  # noqa: S608
    ),
    Rule(
        "cases",
        "접수와 그 대화·동의 기록: 마무리되고 5년",
        5 * 365,
        (
            f"DELETE FROM consent WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM event WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM alert WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM attachment WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM scheduled_reply WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM task WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM referral WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"UPDATE ticket SET merged_into = NULL WHERE merged_into IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM outbox WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"UPDATE danger_hit SET inbox_id = NULL WHERE inbox_id IN (SELECT id FROM inbox WHERE ticket_id IN ({_CLOSED}))",  # noqa: S608
            f"DELETE FROM inbox WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"UPDATE conversation SET ticket_id = NULL WHERE ticket_id IN ({_CLOSED})",  # noqa: S608
            f"DELETE FROM ticket WHERE id IN ({_CLOSED})",  # noqa: S608
        ),
    ),
    Rule(
        "households",
        "남은 건이 없는 가구",
        30,
        (
            (
                "DELETE FROM household_person WHERE office = :office AND added_at < :before AND household_id"
                " NOT IN (SELECT household_id FROM ticket WHERE household_id IS NOT NULL)"
            ),
            (
                "DELETE FROM household WHERE office = :office AND made_at < :before"
                " AND id NOT IN (SELECT household_id FROM ticket WHERE household_id IS NOT NULL)"
                " AND id NOT IN (SELECT household_id FROM household_person)"
            ),
        ),
    ),
    Rule(
        "missed",
        "답하지 못한 질문(가린 글)",
        365,
        ("DELETE FROM missed WHERE office = :office AND at < :before",),
    ),
    Rule(
        "danger",
        "위험 감지 기록(글 없음)",
        2 * 365,
        ("DELETE FROM danger_hit WHERE office = :office AND at < :before",),
    ),
    Rule(
        "sign_in",
        "로그인 세션과 일회용 주소",
        30,
        (
            "DELETE FROM staff_session WHERE office = :office AND seen_at < :before",
            "DELETE FROM page_link WHERE office = :office AND expires_at < :before",
            "DELETE FROM sign_in_link WHERE office = :office AND expires_at < :before",
            "DELETE FROM form_submit WHERE office = :office AND at < :before",
            "DELETE FROM job_run WHERE office = :office AND due_at < :before",
        ),
    ),
    Rule("audit", "접속기록: 2년", 2 * 365, ()),
    Rule(
        "contacts",
        "남은 기록이 없는 연락처 열쇠",
        30,
        (
            (
                "DELETE FROM contact WHERE office = :office AND created_at < :before AND news_at IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.contact_id = contact.id)"
                " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.contact_id = contact.id)"
                " AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.contact_id = contact.id)"
                " AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = contact.id)"
                " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.contact_id = contact.id)"
                " AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.contact_id = contact.id)"
            ),
        ),
    ),
)
#: Setting under which the office keeps another period: "keep_days:cases".
SETTING = "keep_days:"


def destroy_old(tx: Tx, at: datetime) -> Mapping[str, int]:
    """Destroy what is past its period; return how many rows of each class."""
    tx.execute("PRAGMA secure_delete = ON")
    gone: dict[str, int] = {}
    for rule in RULES:
        before = to_ms(at - timedelta(days=days_kept(tx, rule.name)))
        params = {"office": tx.office, "before": before}
        gone[rule.name] = sum(tx.changed(sentence, params) for sentence in rule.sentences)
        if rule.name == "audit":
            gone[rule.name] = _prune_audit(tx, before, at)
    return gone


def days_kept(tx: Tx, name: str) -> int:
    """Return the period of a class: the office's own, or the rule's."""
    rule = next(rule for rule in RULES if rule.name == name)
    return int(settings.get(tx, SETTING + name) or rule.days)


def _prune_audit(tx: Tx, before: int, at: datetime) -> int:
    """Drop the oldest audit lines and remember the hash that the first kept line points to."""
    last = tx.one("SELECT id, hash FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1", (before,))
    if last is None:
        return 0
    settings.put(tx, "audit_anchor", last["hash"].hex(), at)
    return tx.changed("DELETE FROM audit WHERE id <= ?", (last["id"],))
