"""What a decision may know besides the message: the moment, the office, what we know, the open tickets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from handlers.hours import Hours
from handlers.office_rules import OfficeRules
from handlers.words import Words
from intents.entry import Knowledge
from intents.understanding import Understanding
from storage.records.held import Held
from storage.records.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Office:
    """The office that this channel belongs to."""

    key: str
    name: str
    phone: str
    address: str = ""
    #: Names of the area it serves; a report from elsewhere is taken and passed on (R12).
    areas: tuple[str, ...] = ()
    #: Number that is answered outside hours, if the office has one (A8).
    on_call_phone: str = ""
    #: Base address of the web page, for links; '' when there is none.
    url: str = ""
    #: What the office says of rewards for reports (R14); '' says nothing.
    reward: str = ""
    #: Strict mode (P9): personal fields are asked on the office's own page, never in Telegram.
    personal_on_page: bool = False
    #: Address of the Telegram bot, for links on posters; '' when there is none.
    telegram: str = ""


def _no_building(_code: str) -> str:
    """Know no building."""
    return ""


@dataclass(slots=True)
class Numbering:
    """Hands out the ticket numbers of one turn; the turn holds the write lock meanwhile."""

    year: int
    #: Returns the first free serial; asked for only where a number is taken.
    first: Callable[[], int]
    _next: int = 0

    def take(self) -> str:
        """Return the next number: W-2026-0042."""
        serial = self._next or self.first()
        self._next = serial + 1
        return f"W-{self.year}-{serial:04d}"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a decision sees; built inside the transaction, so it cannot be stale."""

    at: datetime
    office: Office
    hours: Hours
    knowledge: Knowledge
    understanding: Understanding
    words: Words
    numbering: Numbering
    #: Counts what is kept of this contact; asked for only where it is told.
    held: Callable[[], Held] = Held
    #: Tickets of this contact, newest first.
    tickets: tuple[Ticket, ...] = ()
    #: Whether this channel keeps its messages abroad (Telegram): consent must say so (P9).
    abroad: bool = False
    #: Whether this contact gets the newsletter; asked for only where it is told.
    news: Callable[[], bool] = bool
    #: A token for a one-time link, where one may be needed; unguessable, made from the keys.
    link_token: str = ""
    #: What a one-time link that was just used goes on with: (flow, what was given).
    page_link: tuple[str, dict[str, object]] | None = None
    #: Finds the building of a poster by its code; '' for a code that nobody made.
    building: Callable[[str], str] = _no_building
    #: What the office has set in the console.
    rules: OfficeRules = field(default_factory=OfficeRules)
    #: Whether somebody who works on cases is on duty and at hand; else nobody comes, whatever the hour.
    staffed: bool = True

    @property
    def by_page(self) -> bool:
        """Whether this talk must move to the office's page before anything personal is asked."""
        return self.abroad and self.office.personal_on_page

    @property
    def open_now(self) -> bool:
        """Whether the office is open."""
        return self.hours.is_open(self.at)

    @property
    def attended(self) -> bool:
        """Whether somebody is there to come now: only then may it be said so."""
        return self.open_now and self.staffed
