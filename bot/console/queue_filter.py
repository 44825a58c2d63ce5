"""What an address asks of the queue: tab, filters, page; and the address that asks for the same again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from storage.queries.queue import Wanted
from storage.records.staff import Staff
from storage.records.ticket import Priority, Status, TicketKind

#: Tab -> statuses; words of Kakao's own tool, and everything that is open.
TABS: Mapping[str, tuple[Status, ...]] = {
    "new": (Status.NEW,),
    "waiting": (Status.WAITING,),
    "active": (Status.ACTIVE,),
    "open": (Status.NEW, Status.WAITING, Status.ACTIVE),
    "closed": (Status.CLOSED,),
}
PAGE = 50
FURTHEST_PAGE = 1_000
WHO = ("mine", "nobody")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """A view of the queue as an address asks for it; '' and False ask for nothing."""

    tab: str = "new"
    kind: str = ""
    priority: str = ""
    who: str = ""
    late: bool = False
    first: bool = False
    page: int = 1

    @property
    def narrow(self) -> bool:
        """Whether anything but the tab is asked for."""
        return bool(self.kind or self.priority or self.who or self.late or self.first)

    @property
    def query(self) -> str:
        """Return the part of the address that asks for this again."""
        asked = {
            "tab": self.tab, "kind": self.kind, "priority": self.priority, "who": self.who,
            "late": "1" if self.late else "", "first": "1" if self.first else "",
            "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in asked.items() if value})

    def on(self, tab: str) -> QueueFilter:
        """Return the same filters on another tab."""
        return replace(self, tab=tab, page=1)

    def at_page(self, page: int) -> QueueFilter:
        """Return another page of this."""
        return replace(self, page=page)

    def wanted(self, staff: Staff) -> Wanted:
        """Say it in the words of the query."""
        return Wanted(
            TABS[self.tab],
            TicketKind(self.kind) if self.kind else None,
            Priority(int(self.priority)) if self.priority else None,
            staff.id if self.who == "mine" else None,
            unassigned=self.who == "nobody",
            overdue=self.late,
            uncontacted=self.first,
        )


def read_filter(query: Mapping[str, str]) -> QueueFilter:
    """Read an address; what nobody could have chosen is left out."""
    page = query.get("page", "1")
    return QueueFilter(
        _one_of(query.get("tab", ""), TABS) or "new",
        _one_of(query.get("kind", ""), set(TicketKind)),
        _one_of(query.get("priority", ""), {str(int(p)) for p in Priority}),
        _one_of(query.get("who", ""), WHO),
        query.get("late") == "1",
        query.get("first") == "1",
        min(max(int(page), 1), FURTHEST_PAGE) if page.isdecimal() and len(page) < 5 else 1,
    )


def _one_of(value: str, known: object) -> str:
    return str(value) if value in known else ""  # type: ignore[operator]
