"""The vocabulary of every flow: what comes in, what goes out. Plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a person sent; a channel maps everything else to UNSUPPORTED, never to nothing."""

    TEXT = "text"
    BUTTON = "button"
    START = "start"
    PHOTO = "photo"
    VOICE = "voice"
    FILE = "file"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    EDIT = "edit"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of one person, as the channel understood it."""

    office: str
    channel: str
    #: The platform's own key for the person (chat id, web visitor); never shown, never logged.
    contact_key: str
    #: Unique per office and channel; a repeat of it is the same message.
    external_id: str
    #: Aware UTC.
    at: datetime
    kind: Kind
    #: Words, caption, or the payload of a deep link.
    text: str = ""
    #: `Button.value` of the pressed button.
    press: str = ""
    place: Place | None = None
    #: A number that the platform says is the sender's own.
    phone: str = ""
    #: Keys in the attachment store.
    attachments: tuple[str, ...] = ()
    #: For EDIT: the `external_id` of the message that was changed.
    edits: str = ""
    #: Kinds of personal numbers that were masked out of `text` before it was stored (P4, P5).
    masked: tuple[str, ...] = ()


#: Longer texts are kept whole in the inbox but decided on by their head (U10: 1,000 characters
#: are normal for voice typing; this is the guard against 100,000).
LONGEST_TEXT = 4_000


class Tone(StrEnum):
    """How a button looks; a channel without colours ignores it."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice; `value` comes back as `Inbound.press` and is at most 64 ASCII bytes."""

    label: str
    value: str = ""
    tone: Tone = Tone.PLAIN
    #: `tel:` or `https:`; a channel that cannot open it shows the label as text.
    url: str = ""


class Style(StrEnum):
    """What kind of bubble this is."""

    SAY = "say"
    DANGER = "danger"
    RECEIPT = "receipt"
    STAFF = "staff"


class Wants(StrEnum):
    """What the platform may offer to share with one tap; typing it always works too."""

    NOTHING = ""
    PHONE = "phone"
    LOCATION = "location"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Reply:
    """One bubble: at most three sentences and 120 characters (numbers cards excepted)."""

    text: str
    buttons: tuple[Button, ...] = ()
    style: Style = Style.SAY
    wants: Wants = Wants.NOTHING
    #: Small print under the bubble: source and year.
    note: str = ""
    #: Keys in the attachment store (staff may send a photo).
    attachments: tuple[str, ...] = ()
    #: All before it was erased: a page shows none of it any more.
    erases: bool = False


@dataclass(frozen=True, slots=True)
class FlowState:
    """An open flow: its name, which run of it this is, and the answers so far, by question."""

    name: str
    run: int
    #: By question; "ticket" is the number of a ticket opened early (a rescued, unfinished report),
    #: "attachments" are photos sent in between.
    answers: dict[str, object] = field(default_factory=dict)


class Owner(StrEnum):
    """Whose turn the conversation is."""

    BOT = "bot"
    PERSON = "person"
    #: Asked for a person; nobody has come yet.
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is remembered of a talk between two messages; stored sealed."""

    flow: FlowState | None = None
    #: Counts flows, so that a button of an earlier run is recognised.
    runs: int = 0
    #: Id of the FAQ entry answered last.
    topic: str = ""
    #: The question that was answered last, scrubbed; kept for "아니요".
    question: str = ""
    misses: int = 0
    #: What was said of a neighbour before the report was begun; the report starts with it.
    story: str = ""
    #: The last two texts, scrubbed, for sentences that are split over messages.
    recent: tuple[str, ...] = ()
    #: A form that a word of danger broke off: begun anew soon after, it goes on with its answers.
    kept: FlowState | None = None
    owner: Owner = Owner.BOT
    #: Number of the ticket of the live conversation.
    consult: str = ""
    #: Buttons shown last: a typed number picks one of them.
    offered: tuple[Button, ...] = ()
    #: The last replies, for "다시".
    said: tuple[Reply, ...] = ()
    #: Until then no news, surveys or "도움이 되었나요?" (A7).
    quiet_until: datetime | None = None
    greeted: bool = False
    language: str = "ko"
    #: Marks of the last bubbles, so that the same is not said again and again.
    told: tuple[str, ...] = ()
